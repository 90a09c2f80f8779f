// Which versions are close to a guardrail?
// How far a guardrail's part of the evidence has come on the way to the alarm, and that of all together: 1 and more of it is one.
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
       guardrail.log_e / guardrail.log_threshold AS wayToAlarm,
       guardrail.log_e_all / guardrail.log_threshold AS allTheWay,
       guardrail.leads AS leads
ORDER BY wayToAlarm DESC, versionId, guardrail
