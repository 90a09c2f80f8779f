// Which promotions went ahead although the evidence did not carry them?
// Parameter: $metaPolicyId.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_EVENT]->(event:GovernanceEvent {action: 'PROMOTED'})
WHERE event.evidence CONTAINS '"override":true'
RETURN event.seq AS seq,
       event.created_at AS promotedAt,
       event.actor AS promotedBy,
       event.version_id AS versionId,
       event.reason AS reason,
       // What was missing, from the event's JSON text.
       split(split(event.evidence, '"missing":[')[1], ']')[0] AS missing
ORDER BY seq
