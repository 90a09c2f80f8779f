// How did trust do as a forecast?
// Each snapshot of a family's versions beside what the next window then showed. Parameter: $metaPolicyId.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(v:PolicyVersion)-[:HAS_TRUST_STATE]->(s:PolicyTrustSnapshot)
WHERE s.t > 0
WITH v, s ORDER BY s.t
WITH v, collect(s) AS snapshots
UNWIND range(0, size(snapshots) - 2) AS i
WITH v, snapshots[i] AS forecast, snapshots[i + 1] AS next
WHERE next.t = forecast.t + 1 AND next.kept_limits IS NOT NULL
RETURN v.id AS versionId, forecast.t AS t, forecast.trust_score AS trust, next.kept_limits AS kept
ORDER BY versionId, t
