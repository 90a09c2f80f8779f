// Logged recommendations of a fashion shop as episodes of one family with two versions.
//
// The file: open-bandit-men.csv, impressions of the Open Bandit Dataset's men's campaign under two recommendation policies,
// `random` and `bts` (Bernoulli Thompson sampling), with the propensity of the item that was shown (Saito, Aihara, Matsutani
// and Narita 2021, arXiv 2008.07146). Its columns: timestamp, behavior_policy, item_id (0-33), position (1-3), click,
// propensity_score, user_feature_0 .. user_feature_3 (hashed). The dataset's own men.csv has no behavior_policy column (it
// comes in one folder per policy), a first column without a name, times with a space and more columns: put the two files together
// with that column in front, the rest may stay as it is.
//
// What it becomes: a logging policy is a version, an impression an episode, an item an intervention; reward = click;
// propensity = propensity_score; context_cluster = the position on the page; context_hash = the user's features. Nobody
// overrides a shop's banner, and the log has neither coherence nor segments: those factors are named incomplete.
//
// Before: the schema (see docs/install.md), and the caller is an approver (metapolicy.grantApprover).
// The parameter file is the file's URL as LOAD CSV takes it: put the file into the server's import folder.
//   cypher-shell -P "{file: 'file:///open-bandit-men.csv'}" -f cypher/import-open-bandit.cypher
//   Browser:  :param file => 'file:///open-bandit-men.csv'   then paste the statements
// After: CALL metapolicy.refreshTrust('open-bandit-men')
// Running it again with the same file changes nothing. The versions stay candidates: promoting one is a person's decision.

OPTIONAL MATCH (m:MetaPolicy {id: 'open-bandit-men'})
WITH m WHERE m IS NULL
CALL metapolicy.create({
  id: 'open-bandit-men', name: 'Which item to show', scope: 'INDIVIDUAL', risk_tier: 'SAFE', task: 'recommendation',
  owner: 'Open Bandit Dataset', description: 'Impressions of a shop under two recommendation policies'
}, 'import of open-bandit-men.csv') YIELD seq
RETURN seq;

UNWIND ['random', 'bts'] AS policy
OPTIONAL MATCH (v:PolicyVersion {id: 'open-bandit-men.' + policy})
WITH policy, v WHERE v IS NULL
CALL metapolicy.registerVersion('open-bandit-men', {
  id: 'open-bandit-men.' + policy, policy_id: 'recommender', version_tag: policy, hyperparams: {logging_policy: policy}
}, 'import of open-bandit-men.csv') YIELD seq
RETURN seq;

LOAD CSV WITH HEADERS FROM $file AS row
WITH DISTINCT row.item_id AS item
MERGE (i:InterventionType {id: 'open-bandit-men.item.' + item})
  ON CREATE SET i.name = 'Item ' + item, i.layer_target = 'CHOICE', i.risk_level = 'LOW', i.active = true;

LOAD CSV WITH HEADERS FROM $file AS row
WITH row, 'open-bandit-men.' + linenumber() AS id
MATCH (v:PolicyVersion {id: 'open-bandit-men.' + row.behavior_policy})
MATCH (i:InterventionType {id: 'open-bandit-men.item.' + row.item_id})
MERGE (e:PolicyEpisode {id: id})
  ON CREATE SET e.policy_id = v.policy_id, e.policy_version_id = v.id, e.trial_id = id,
                e.timestamp = datetime(replace(row.timestamp, ' ', 'T')), e.chosen_intervention_id = i.id, e.human_override = false,
                e.propensity = toFloat(row.propensity_score), e.context_cluster = 'position ' + row.position,
                e.context_hash = row.user_feature_0 + '-' + row.user_feature_1 + '-' + row.user_feature_2 + '-'
                                 + row.user_feature_3
MERGE (v)-[:EVALUATED_IN]->(e)
MERGE (e)-[:APPLIED_INTERVENTION]->(i)
MERGE (o:PolicyOutcome {id: id})
  ON CREATE SET o.episode_id = id, o.reward = toFloat(row.click)
MERGE (e)-[:HAS_OUTCOME]->(o)
RETURN count(*) AS episodes;
