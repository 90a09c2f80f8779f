// Which segments are targeted most often?
// By the segments that an episode names; potency is that of a segment's latest state. Parameter: $metaPolicyId.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(version:PolicyVersion)
CALL {
  WITH version
  MATCH (version)-[:EVALUATED_IN]->(episode:PolicyEpisode)
  RETURN episode
  UNION
  WITH version
  MATCH (episode:PolicyEpisode {policy_version_id: version.id})
  RETURN episode
}
WITH DISTINCT version, episode
OPTIONAL MATCH (episode)-[:HAS_OUTCOME]->(outcome:CountedOutcome)
UNWIND coalesce(episode.rv_segment_ids, []) + coalesce(episode.collective_segment_ids, []) AS segmentId
WITH DISTINCT segmentId, version, episode, outcome
WITH segmentId,
     count(DISTINCT episode) AS episodes,
     collect(DISTINCT version.id) AS versionIds,
     // What came of an overridden episode belongs to the person who overrode.
     avg(CASE WHEN NOT outcome.counted_override THEN outcome.reward END) AS rewardMean
CALL {
  WITH segmentId
  OPTIONAL MATCH (:Segment {id: segmentId})-[:HAS_STATE]->(state:SegmentState)
  RETURN state ORDER BY state.t DESC LIMIT 1
}
RETURN segmentId, episodes, state.potency AS potency, state.rv AS isRogueVariable, rewardMean, versionIds
ORDER BY episodes DESC, segmentId
