// What changed before each rollback?
// The last eight windows up to the snapshot that a rollback rests on, each beside the window before it, the last first.
// Parameter: $metaPolicyId.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_EVENT]->(event:GovernanceEvent)-[:ABOUT]->(version:PolicyVersion)
WHERE event.to_status = 'ROLLED_BACK'
OPTIONAL MATCH (event)-[:SUPPORTED_BY]->(support:PolicyTrustSnapshot)
MATCH (version)-[:HAS_TRUST_STATE]->(snapshot:PolicyTrustSnapshot)
WHERE snapshot.t > 0 AND NOT snapshot:AdoptedSnapshot AND (snapshot.t <= support.t OR support IS NULL AND snapshot.created_at <= event.created_at)
WITH event, version, snapshot ORDER BY snapshot.t DESC
WITH event, version, collect(snapshot)[..9] AS windows
UNWIND range(0, CASE WHEN size(windows) > 8 THEN 7 ELSE size(windows) - 1 END) AS windowsBack
WITH event, version, windowsBack, windows[windowsBack] AS now, windows[windowsBack + 1] AS before
RETURN event.seq AS seq,
       event.created_at AS rolledBackAt,
       event.actor_kind AS actorKind,
       event.reason AS reason,
       version.id AS versionId,
       windowsBack,
       now.t AS t,
       now.trust_score AS trust,
       now.trust_score - before.trust_score AS trustChange,
       now.reward_mean AS reward,
       now.reward_mean - before.reward_mean AS rewardChange,
       now.override_rate AS overrideRate,
       now.override_rate - before.override_rate AS overrideChange,
       now.safety_flags AS safetyFlags,
       now.delta_coherence_mean AS deltaCoherence
ORDER BY seq DESC, windowsBack
