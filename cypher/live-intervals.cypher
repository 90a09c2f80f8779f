// What was live when?
// Every stretch in which a version was LIVE, and those in which it was the default. Parameter: $metaPolicyId.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_EVENT]->(event:GovernanceEvent)
WITH event ORDER BY event.seq
WITH collect(event) AS events
CALL {
  WITH events
  UNWIND range(0, size(events) - 1) AS i
  WITH events, i, events[i] AS start
  WHERE start.to_status = 'LIVE' AND coalesce(start.from_status, '') <> 'LIVE'
  WITH start, [event IN events[i + 1..] WHERE event.version_id = start.version_id AND event.to_status <> 'LIVE'][0] AS stop
  RETURN 'LIVE' AS role, start.version_id AS versionId, start, stop
  UNION ALL
  WITH events
  UNWIND range(0, size(events) - 1) AS i
  WITH events, i, events[i] AS start
  WHERE start.default_after IS NOT NULL AND coalesce(start.default_before, '') <> start.default_after
  WITH start, [event IN events[i + 1..] WHERE coalesce(event.default_after, '') <> start.default_after][0] AS stop
  RETURN 'DEFAULT' AS role, start.default_after AS versionId, start, stop
}
RETURN role,
       versionId,
       start.created_at AS since,
       stop.created_at AS until,
       start.actor AS startedBy,
       start.reason AS startedBecause,
       stop.actor AS endedBy,
       stop.reason AS endedBecause,
       // AUTOMATIC where a refresh did it by itself: the actor is then whoever called it.
       start.actor_kind AS startedByKind,
       stop.actor_kind AS endedByKind
ORDER BY since, role
