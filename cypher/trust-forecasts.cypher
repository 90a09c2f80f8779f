// How did trust do as a forecast?
// Each snapshot of a family's versions beside what the next window then showed; where an automatic stop came instead, it was
// not kept. In the order in which that was known. Parameter: $metaPolicyId.
// Snapshots from before it was stored what is known of trust count where nothing was missing: the two are the same then.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(v:PolicyVersion)-[:HAS_TRUST_STATE]->(s:PolicyTrustSnapshot)
WHERE s.t > 0 AND NOT s:AdoptedSnapshot
WITH v, s ORDER BY s.t
WITH v, collect(s) AS snapshots
UNWIND range(0, size(snapshots) - 1) AS i
WITH v, snapshots[i] AS forecast, CASE WHEN i + 1 < size(snapshots) THEN snapshots[i + 1] END AS next
// A pause for changed contents is none for evidence: its reason says what "it" has.
OPTIONAL MATCH (forecast)<-[:SUPPORTED_BY]-(stop:GovernanceEvent {actor_kind: 'AUTOMATIC'})
WHERE stop.action IN ['ROLLED_BACK', 'PAUSED'] AND NOT stop.reason STARTS WITH 'it '
WITH v, forecast, next, min(stop.created_at) AS stoppedAt
WITH v, forecast, coalesce(stoppedAt, next.created_at) AS resolvedAt,
  CASE WHEN stoppedAt IS NOT NULL THEN false WHEN next.t - 1 = forecast.t THEN next.kept_limits END AS kept,
  coalesce(forecast.trust_known,
    CASE WHEN forecast.formula STARTS WITH 'PCI/1'
      AND all(key IN ['growth', 'breadth', 'amplification', 'safety', 'robustness', 'coherence']
        WHERE forecast['raw_' + key] IS NOT NULL) THEN forecast.trust_score END) AS trust
WHERE trust IS NOT NULL AND kept IS NOT NULL
RETURN v.id AS versionId, forecast.t AS t, trust, kept
ORDER BY resolvedAt, versionId, t
