// Which versions are close to a guardrail?
// How far the evidence against keeping a limit has come on the way to its alarm: 1 and more is an alarm.
// Parameter: $metaPolicyId.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(version:PolicyVersion)
WHERE version.status <> 'DEPRECATED'
CALL metapolicy.computePCI(version.id) YIELD guardrails
UNWIND guardrails AS guardrail
RETURN version.id AS versionId,
       version.status AS status,
       guardrail.name AS guardrail,
       guardrail.verdict AS verdict,
       guardrail.limit AS limit,
       guardrail.n AS n,
       guardrail.log_e / guardrail.log_threshold AS wayToAlarm
ORDER BY wayToAlarm DESC, versionId, guardrail
