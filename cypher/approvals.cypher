// Who approved what, and why?
// Every act that needs an approver, the newest first. Parameter: $metaPolicyId.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_EVENT]->(event:GovernanceEvent {actor_kind: 'HUMAN'})
WHERE event.action IN ['CREATED', 'ADOPTED', 'PROMOTED', 'RESUMED', 'FALLBACK_SET', 'MODE_SET', 'CONFIGURED', 'CONTEXTS_CLUSTERED',
                       'CONFIGURATION_REQUESTED', 'REJECTED']
   OR event.action = 'STATUS_SET' AND event.evidence CONTAINS '"to":"ACTIVE"'
OPTIONAL MATCH (event)-[:ABOUT]->(version:PolicyVersion)
RETURN event.seq AS seq,
       event.created_at AS approvedAt,
       event.actor AS approvedBy,
       event.action AS action,
       version.id AS versionId,
       version.created_by AS madeBy,
       event.reason AS reason,
       event.evidence AS evidence
ORDER BY seq DESC
