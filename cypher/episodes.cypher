// What did a family's versions decide, and what came of it?
// The newest first, and those whose timestamp is no datetime last. A page ends at $limit, and the next begins after its last
// episode. It reads the family's own episodes: metapolicy.episodes gives the same, and reads no more than its page.
// Parameters: $metaPolicyId, $limit, $beforeTime and $beforeId: timestamp and id of the last episode of the page before, the
// time null where that is no datetime; for the first page datetime('+999999999-12-31T23:59:59Z') and ''.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(version:PolicyVersion)
CALL {
  WITH version
  MATCH (version)-[:EVALUATED_IN]->(e:PolicyEpisode)
  RETURN e
  UNION
  WITH version
  MATCH (e:PolicyEpisode {policy_version_id: version.id})
  RETURN e
}
WITH DISTINCT e
WITH e, coalesce(head([(v:PolicyVersion)-[:EVALUATED_IN]->(e) | v.id]), e.policy_version_id) AS versionId,
     CASE WHEN e.timestamp IS :: ZONED DATETIME NOT NULL THEN e.timestamp END AS time
WHERE e.id IS NOT NULL
  AND EXISTS { (:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(:PolicyVersion {id: versionId}) }
  AND (coalesce(time < $beforeTime, false)
    OR time IS NULL AND $beforeTime IS NOT NULL
    OR (time = $beforeTime OR time IS NULL AND $beforeTime IS NULL)
      AND (coalesce(e.id < $beforeId, false) OR e.id IS :: STRING NOT NULL AND NOT $beforeId IS :: STRING NOT NULL))
WITH e, versionId, time
ORDER BY time IS NULL, time DESC, e.id DESC
LIMIT $limit
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
