// How was each stop found, and what came of it?
// A stop is told in four steps, the last stop first. Localize: the guardrails that raised the alarm, the window it was seen in, and the
// context in which that was worst, or that it is suspended in, of the last 200 statuses of the version; of what was found at one participant
// no context is told. Roll up: what the version was trusted then, and what became of it; one that is suspended in a context or for a
// participant alone keeps its status. Restructure: what serves since, and what else the same refresh did. Project down: the first decisions after it.
// Parameter: $metaPolicyId.
MATCH (family:MetaPolicy {id: $metaPolicyId})-[:HAS_EVENT]->(stop:GovernanceEvent {actor_kind: 'AUTOMATIC'})
WHERE stop.action IN ['PAUSED', 'ROLLED_BACK', 'SUSPENDED_IN_CONTEXT', 'SUSPENDED_FOR_PARTICIPANT']
OPTIONAL MATCH (stop)-[:SUPPORTED_BY]->(snapshot:PolicyTrustSnapshot)
// The evidence is JSON text, its keys in order: a guardrail's verdict comes behind its name, before the next one's.
WITH family, stop, head(collect(snapshot)) AS snapshot,
     CASE WHEN stop.action STARTS WITH 'SUSPENDED' OR stop.evidence CONTAINS '"off_policy":' THEN [split(split(stop.evidence, '"guardrail":"')[1], '"')[0]]
     ELSE [one IN split(split(stop.evidence, '"guardrails":[')[1], '"name":"')[1..]
           WHERE one CONTAINS '"verdict":"BREACHED"' OR one CONTAINS '"verdict":"LEADING"' | split(one, '"')[0]] END AS guardrails
CALL {
  WITH stop, guardrails
  // Places in the order of counting are the family's own: of other families those with another version are passed over.
  MATCH (episode:ResolvedEpisode)
  WHERE episode.counted_number <= stop.counted AND episode.counted_number > stop.counted - 2000
    AND episode.counted_version_id = stop.version_id AND stop.action <> 'SUSPENDED_FOR_PARTICIPANT'
  WITH guardrails, stop.context_cluster AS suspendedIn, episode ORDER BY episode.counted_number DESC LIMIT 200
  OPTIONAL MATCH (episode)-[:HAS_OUTCOME]->(outcome:CountedOutcome)
  WITH guardrails, suspendedIn, episode.counted_cluster AS cluster, count(DISTINCT episode) AS n,
       avg(CASE WHEN episode.counted_override THEN 1.0 ELSE 0.0 END) AS overrideRate,
       avg(CASE WHEN outcome.safety_flag THEN 1.0 ELSE 0.0 END) AS flagRate,
       avg(CASE WHEN NOT coalesce(episode.counted_override, false) THEN outcome.reward END) AS rewardMean
  WITH *, CASE WHEN any(one IN guardrails WHERE one STARTS WITH 'override') THEN -overrideRate
               WHEN 'safety_flags' IN guardrails THEN -flagRate
               ELSE coalesce(rewardMean, 1) END AS rank
  ORDER BY NOT coalesce(cluster = suspendedIn, false), cluster IS NULL, rank, n DESC, cluster
  RETURN collect({contextCluster: cluster, n: n, overrideRate: overrideRate, flagRate: flagRate, rewardMean: rewardMean})[0] AS worst
}
CALL {
  WITH family, stop
  OPTIONAL MATCH (family)-[:HAS_EVENT]->(also:GovernanceEvent {actor_kind: 'AUTOMATIC'})
  WHERE also.counted = stop.counted AND also.seq > stop.seq AND also.seq <= stop.seq + 20
    AND NOT also.action IN ['PAUSED', 'ROLLED_BACK', 'SUSPENDED_IN_CONTEXT', 'SUSPENDED_FOR_PARTICIPANT']
  WITH stop, also ORDER BY also.seq
  WITH stop, collect(also) AS events
  RETURN [one IN events | one.action + coalesce(' ' + one.version_id, '')] AS also,
         last([stop] + events).default_after AS defaultAfter
}
CALL {
  WITH family, stop
  OPTIONAL MATCH (decision:NoeticAdjustment {meta_policy_id: family.id})
  WHERE decision.created_at > stop.created_at
  WITH decision ORDER BY decision.created_at, decision.id LIMIT 3
  RETURN [one IN collect(decision) | one.decision + coalesce(' ' + one.version_id, '')] AS after
}
RETURN stop.seq AS seq,
       stop.action AS action,
       stop.created_at AS stoppedAt,
       stop.version_id AS versionId,
       stop.context_cluster AS suspendedIn,
       guardrails,
       snapshot.t AS window,
       worst.contextCluster AS contextCluster,
       worst.n AS n,
       worst.overrideRate AS overrideRate,
       worst.flagRate AS flagRate,
       worst.rewardMean AS rewardMean,
       stop.pci AS trust,
       stop.trust_lower AS trustLower,
       stop.trust_upper AS trustUpper,
       stop.from_status AS fromStatus,
       stop.to_status AS toStatus,
       stop.reason AS reason,
       stop.default_before AS defaultBefore,
       defaultAfter,
       also,
       after
ORDER BY seq DESC
