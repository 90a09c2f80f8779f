// How did trust do as a forecast?
// Each snapshot of a family's versions beside what the next window then showed. Parameter: $metaPolicyId.
// Snapshots from before it was stored what is known of trust count where nothing was missing: the two are the same then.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(v:PolicyVersion)-[:HAS_TRUST_STATE]->(s:PolicyTrustSnapshot)
WHERE s.t > 0
WITH v, s ORDER BY s.t
WITH v, collect(s) AS snapshots
UNWIND range(0, size(snapshots) - 2) AS i
WITH v, snapshots[i] AS forecast, snapshots[i + 1] AS next
WHERE next.t = forecast.t + 1 AND next.kept_limits IS NOT NULL
WITH v, forecast, next, coalesce(forecast.trust_known,
  CASE WHEN forecast.formula STARTS WITH 'PCI/1'
    AND all(key IN ['growth', 'breadth', 'amplification', 'safety', 'robustness', 'coherence']
      WHERE forecast['raw_' + key] IS NOT NULL) THEN forecast.trust_score END) AS trust
WHERE trust IS NOT NULL
RETURN v.id AS versionId, forecast.t AS t, trust, next.kept_limits AS kept
ORDER BY versionId, t
