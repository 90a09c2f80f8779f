// Which promotions rest on evidence that has since been invalidated or deleted?
// An outcome deleted alone, whose episode stands, is told by `problem` of metapolicy.status. Parameter: $metaPolicyId.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_EVENT]->(event:GovernanceEvent {action: 'PROMOTED'})
CALL {
  WITH event
  OPTIONAL MATCH (event)-[:ABOUT]->(:PolicyVersion)-[:EVALUATED_IN]->(linked:PolicyEpisode)
  WITH event, collect(linked) AS linked
  OPTIONAL MATCH (named:PolicyEpisode {policy_version_id: event.version_id})
  WITH event, linked, collect(named) AS named
  UNWIND linked + named + [null] AS episode
  WITH DISTINCT event, episode
  OPTIONAL MATCH (episode)-[:HAS_OUTCOME]->(outcome:PolicyOutcome)
  WITH event, episode, outcome
  WHERE NOT coalesce(coalesce(outcome.recorded_at, episode.timestamp) > event.created_at, false)
  RETURN count(CASE WHEN outcome:InvalidOutcome THEN 1 END) AS invalidated,
         // An episode's status counts without an outcome too.
         count(CASE WHEN outcome:CountedOutcome
                      OR episode:ResolvedEpisode AND (episode.human_override OR episode.counted_apart) THEN 1 END) AS standing
}
WITH event, invalidated, standing,
     event.snapshot_id IS NOT NULL AND NOT EXISTS { (event)-[:SUPPORTED_BY]->(:PolicyTrustSnapshot) } AS snapshotGone,
     // The version's own count among the evidence, which is JSON text: its resolved episodes ever.
     coalesce(toInteger(split(split(split(event.evidence, '"n_total":')[1], ',')[0], '}')[0]), 0) AS restedOn
WHERE snapshotGone OR invalidated > 0 OR standing < restedOn
RETURN event.seq AS seq,
       event.created_at AS promotedAt,
       event.actor AS promotedBy,
       event.version_id AS versionId,
       restedOn,
       standing,
       invalidated,
       snapshotGone,
       event.reason AS reason
ORDER BY seq
