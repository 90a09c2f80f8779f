// What a family's versions decided and what came of it, the newest first; a page ends at $limit and the next begins after
// its last episode. Parameters: metaPolicyId, limit, beforeTime and beforeId (the last episode of the page before; for the
// first page a time far ahead).
// Read along the index over timestamp, so a page costs the episodes of all families that lie in it; an episode whose
// timestamp is no datetime stands in no order and is not listed.
MATCH (e:PolicyEpisode) USING INDEX e:PolicyEpisode(timestamp)
WHERE e.timestamp <= $beforeTime AND (e.timestamp < $beforeTime OR e.id < $beforeId)
WITH e, coalesce(head([(v:PolicyVersion)-[:EVALUATED_IN]->(e) | v.id]), e.policy_version_id) AS versionId
WHERE EXISTS { (:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(:PolicyVersion {id: versionId}) }
WITH e, versionId
ORDER BY e.timestamp DESC, e.id DESC
LIMIT $limit
OPTIONAL MATCH (resolving:CountedOutcome {id: e.resolved_by})
WITH e, versionId, coalesce(
  head([(e)-[:HAS_OUTCOME]->(o:CountedOutcome) | o]), resolving, head([(e)-[:HAS_OUTCOME]->(o:PolicyOutcome) | o])) AS o
RETURN e.id AS episodeId,
       e.timestamp AS timestamp,
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
ORDER BY e.timestamp DESC, e.id DESC
