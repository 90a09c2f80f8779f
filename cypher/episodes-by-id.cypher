// What was decided in these episodes, and what came of it?
// As episodes.cypher, of the episodes that are named. Parameter: $ids.
MATCH (e:PolicyEpisode) WHERE e.id IN $ids
WITH e, coalesce(head([(v:PolicyVersion)-[:EVALUATED_IN]->(e) | v.id]), e.policy_version_id) AS versionId,
     CASE WHEN e.timestamp IS :: ZONED DATETIME NOT NULL THEN e.timestamp END AS time
OPTIONAL MATCH (resolving:PolicyOutcome {id: e.resolved_by})
WITH e, versionId, time, coalesce(
  head([(e)-[:HAS_OUTCOME]->(o:CountedOutcome) | o]), CASE WHEN resolving:CountedOutcome THEN resolving END,
  head([(e)-[:HAS_OUTCOME]->(o:PolicyOutcome) | o])) AS o
RETURN e.id AS episodeId,
       time AS timestamp,
       versionId,
       toStringOrNull(e.policy_id) AS policyId,
       toStringOrNull(e.trial_id) AS trialId,
       toStringOrNull(e.regime) AS regime,
       toStringOrNull(e.decision) AS decision,
       toFloatOrNull(e.propensity) AS propensity,
       toStringOrNull(e.context_cluster) AS contextCluster,
       toStringOrNull(e.context_hash) AS contextHash,
       toStringOrNull(e.chosen_intervention_id) AS chosenInterventionId,
       toBooleanOrNull(e.human_override) AS humanOverride,
       toStringOrNull(e.override_type) AS overrideType,
       toStringOrNull(o.id) AS outcomeId,
       toFloatOrNull(o.reward) AS reward,
       toFloatOrNull(o.delta_coherence) AS deltaCoherence,
       toFloatOrNull(o.delta_accuracy) AS deltaAccuracy,
       toFloatOrNull(o.delta_calibration) AS deltaCalibration,
       toFloatOrNull(o.delta_rt) AS deltaRt,
       toBooleanOrNull(o.safety_flag) AS safetyFlag,
       coalesce(o:CountedOutcome, false) AS counted,
       toStringOrNull(o.invalid_reason) AS invalidReason
ORDER BY time IS NULL, time DESC, e.id DESC
