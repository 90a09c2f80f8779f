// Judge-advisor decisions as episodes of one family with three versions.
//
// The file: judge-advisor-dots.csv, 7,825 trials in which 25 people judged which of two boxes held more dots, saw an
// advisor's answer and decided again (Oxford ACC lab, esmData, dotstask_lab, CC BY 4.0). Its columns: participant, trial,
// block, practice, advisor, advisor_profile, started_at_s, initial_correct, initial_confidence (1-55), advice_correct,
// advisor_agrees, final_correct, final_confidence (1-55), initial_rt_ms, final_rt_ms, dot_difference.
//
// What it becomes: an advisor's profile is a version, a trial an episode, the advice the intervention. The human overrode
// where the advisor disagreed and the person kept the first answer. reward and delta_accuracy = final_correct -
// initial_correct; delta_calibration = the error |confidence/55 - correct| before, less the one after (positive: better
// calibrated); delta_rt in ms; context_cluster from the difficulty (dot_difference up to 5 hard, up to 9 medium, else
// easy). The log has no coherence and no segments, so those factors of the PCI are named incomplete.
//
// Before: the schema (see docs/install.md), and the caller is an approver (metapolicy.grantApprover).
// The parameter file is the file's URL as LOAD CSV takes it: put the file into the server's import folder.
//   cypher-shell -P "{file: 'file:///judge-advisor-dots.csv'}" -f cypher/import-judge-advisor.cypher
//   Browser:  :param file => 'file:///judge-advisor-dots.csv'   then paste the statements
// After: CALL metapolicy.refreshTrust('judge-advisor')
// Running it again changes nothing. The versions stay candidates: promoting one is a person's decision.

OPTIONAL MATCH (m:MetaPolicy {id: 'judge-advisor'})
WITH m WHERE m IS NULL
CALL metapolicy.create({
  id: 'judge-advisor', name: 'Advice on a dots task', scope: 'INDIVIDUAL', risk_tier: 'SAFE', task: 'dots',
  owner: 'Oxford ACC lab', description: 'Decisions before and after advice, by the profile of the advisor'
}, 'import of judge-advisor-dots.csv') YIELD seq
RETURN seq;

UNWIND ['agree_in_confidence', 'agree_in_uncertainty', 'balanced'] AS profile
OPTIONAL MATCH (v:PolicyVersion {id: 'judge-advisor.' + profile})
WITH profile, v WHERE v IS NULL
CALL metapolicy.registerVersion('judge-advisor', {
  id: 'judge-advisor.' + profile, policy_id: 'advisor', version_tag: profile, hyperparams: {profile: profile}
}, 'import of judge-advisor-dots.csv') YIELD seq
RETURN seq;

MERGE (i:InterventionType {id: 'advice'})
  ON CREATE SET i.name = 'Advice', i.layer_target = 'DECISION', i.risk_level = 'LOW', i.active = true,
                i.description = 'The advisor shows its own answer before the person decides again';

LOAD CSV WITH HEADERS FROM $file AS row
WITH DISTINCT row.participant AS participant
MERGE (:Participant {id: 'judge-advisor.' + participant});

LOAD CSV WITH HEADERS FROM $file AS row
WITH row, 'judge-advisor.' + row.participant + '.' + row.trial AS id,
     toInteger(row.initial_correct) AS before, toInteger(row.final_correct) AS after,
     toInteger(row.dot_difference) AS difference,
     datetime({epochMillis: toInteger(round(1000 * toFloat(row.started_at_s)))}) AS startedAt
MATCH (v:PolicyVersion {id: 'judge-advisor.' + row.advisor_profile})
MATCH (i:InterventionType {id: 'advice'})
MERGE (e:PolicyEpisode {id: id})
  ON CREATE SET e.policy_id = v.policy_id, e.policy_version_id = v.id, e.trial_id = id, e.timestamp = startedAt,
                e.chosen_intervention_id = i.id,
                e.context_cluster = CASE WHEN difference <= 5 THEN 'hard' WHEN difference <= 9 THEN 'medium' ELSE 'easy' END,
                e.human_override = row.advisor_agrees = '0' AND before = after,
                e.override_type = CASE WHEN row.advisor_agrees = '0' AND before = after THEN 'KEPT_FIRST_ANSWER' END
MERGE (v)-[:EVALUATED_IN]->(e)
MERGE (e)-[:APPLIED_INTERVENTION]->(i)
MERGE (o:PolicyOutcome {id: id})
  ON CREATE SET o.episode_id = id, o.reward = toFloat(after - before), o.delta_accuracy = toFloat(after - before),
                o.delta_calibration = abs(toFloat(row.initial_confidence) / 55 - before)
                                      - abs(toFloat(row.final_confidence) / 55 - after),
                o.delta_rt = toFloat(row.final_rt_ms) - toFloat(row.initial_rt_ms)
MERGE (e)-[:HAS_OUTCOME]->(o);

LOAD CSV WITH HEADERS FROM $file AS row
WITH row, 'judge-advisor.' + row.participant AS participant
MATCH (p:Participant {id: participant})
MATCH (e:PolicyEpisode {id: participant + '.' + row.trial})
MERGE (t:Trial {id: e.id})
  ON CREATE SET t.participant_id = participant, t.task = 'dots', t.dot_difference = toInteger(row.dot_difference)
MERGE (s:Session {id: participant + '.block' + row.block})
  ON CREATE SET s.participant_id = participant
MERGE (s)-[:HAS_TRIAL]->(t)
MERGE (e)-[:FOR_TRIAL]->(t)
RETURN count(*) AS episodes;
