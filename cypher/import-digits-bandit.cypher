// A log of bandit feedback with a known truth, as episodes of one family: to judge a policy that never acted.
//
// The file: digits-bandit.csv, or any with its columns: run, round, action, reward (0 or 1), propensity (of that action
// under the policy that logged), evaluation_choice (the action that the policy to be judged prefers), true_value (what that
// policy truly earns in the run; not imported), pixels (the context, numbers with blanks between). It was made from
// scikit-learn's handwritten digits after the multi-class example of the Open Bandit Pipeline (Saito, Aihara, Matsutani and
// Narita 2021, arXiv 2008.07146): the context is a picture, the action a class, the reward whether it is right.
//
// What it becomes: the policy that logged is the version digits-bandit.logging, a row its episode with context, action and
// propensity, the reward its outcome. The policy to be judged is the version digits-bandit.preferred; what it would have done
// stands on WOULD_CHOOSE: its choice with probability 0.91, the other actions with what is left, evenly. Run r is day r of
// 2020, so that from and to tell one run from the next. The contexts are grouped into 64 clusters.
//
// Before: the schema (see docs/install.md), and the caller is an approver (metapolicy.grantApprover).
// The parameter file is the file's URL as LOAD CSV takes it: put the file into the server's import folder.
//   cypher-shell -P "{file: 'file:///digits-bandit.csv'}" -f cypher/import-digits-bandit.cypher
//   Browser:  :param file => 'file:///digits-bandit.csv'   then paste the statements
// After, for run 0 (a tenth of 0.6 is the least that any action had, and rewards are never negative):
//   CALL metapolicy.evaluate('digits-bandit.preferred', {propensity_min: 0.06, reward_low: 0,
//     from: datetime('2020-01-01'), to: datetime('2020-01-02')})
// Running it again with the same file changes nothing.

OPTIONAL MATCH (m:MetaPolicy {id: 'digits-bandit'})
WITH m WHERE m IS NULL
CALL metapolicy.create({
  id: 'digits-bandit', name: 'Which digit it is', scope: 'INDIVIDUAL', risk_tier: 'SAFE', task: 'digits',
  owner: 'scikit-learn digits', description: 'Logged bandit feedback with a known truth'
}, 'import of digits-bandit.csv') YIELD seq
RETURN seq;

UNWIND ['logging', 'preferred'] AS policy
OPTIONAL MATCH (v:PolicyVersion {id: 'digits-bandit.' + policy})
WITH policy, v WHERE v IS NULL
CALL metapolicy.registerVersion('digits-bandit', {
  id: 'digits-bandit.' + policy, policy_id: 'digits', version_tag: policy, hyperparams: {policy: policy}
}, 'import of digits-bandit.csv') YIELD seq
RETURN seq;

LOAD CSV WITH HEADERS FROM $file AS row
WITH DISTINCT row.action AS action
MERGE (i:InterventionType {id: 'digits-bandit.class.' + action})
  ON CREATE SET i.name = 'Class ' + action, i.layer_target = 'CHOICE', i.risk_level = 'LOW', i.active = true;

MATCH (i:InterventionType) WHERE i.id STARTS WITH 'digits-bandit.class.'
WITH i.id AS action ORDER BY action
WITH collect(action) AS actions
MATCH (logging:PolicyVersion {id: 'digits-bandit.logging'})
MATCH (preferred:PolicyVersion {id: 'digits-bandit.preferred'})
LOAD CSV WITH HEADERS FROM $file AS row
WITH actions, logging, preferred, row, 'digits-bandit.' + row.run + '.' + row.round AS id,
     'digits-bandit.class.' + row.evaluation_choice AS choice
MERGE (e:PolicyEpisode {id: id})
  ON CREATE SET e.policy_id = logging.policy_id, e.policy_version_id = logging.id, e.trial_id = id,
                e.timestamp = datetime('2020-01-01T00:00:00Z')
                              + duration({days: toInteger(row.run), seconds: toInteger(row.round)}),
                e.context = [pixel IN split(row.pixels, ' ') | toFloat(pixel)],
                e.chosen_intervention_id = 'digits-bandit.class.' + row.action, e.human_override = false,
                e.propensity = toFloat(row.propensity)
MERGE (logging)-[:EVALUATED_IN]->(e)
MERGE (o:PolicyOutcome {id: id})
  ON CREATE SET o.episode_id = id, o.reward = toFloat(row.reward)
MERGE (e)-[:HAS_OUTCOME]->(o)
MERGE (preferred)-[w:WOULD_CHOOSE]->(e)
  ON CREATE SET w.interventions = actions,
                w.probabilities = [a IN actions | CASE a WHEN choice THEN 0.91 ELSE 0.09 / (size(actions) - 1) END];

MATCH (m:MetaPolicy {id: 'digits-bandit'}) WHERE m.centroids IS NULL
CALL metapolicy.clusterContexts('digits-bandit', {k: 64}, 'import of digits-bandit.csv') YIELD seq
RETURN seq;

LOAD CSV WITH HEADERS FROM $file AS row
MATCH (e:PolicyEpisode {id: 'digits-bandit.' + row.run + '.' + row.round})
RETURN count(e) AS episodes;
