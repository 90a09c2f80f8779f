// In which contexts is which version overridden most?
// By context cluster, over every episode that counted. Parameter: $metaPolicyId.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(version:PolicyVersion)
WITH collect(version.id) AS versionIds
MATCH (evidence:CountedOutcome|ResolvedEpisode)
WHERE evidence.counted_version_id IN versionIds
  // A status counts on its own; before it did, with its episode's outcome.
  AND (evidence:ResolvedEpisode
       OR evidence.counted_apart IS NULL
          AND NOT EXISTS { (evidence)<-[:HAS_OUTCOME]-(episode:PolicyEpisode) WHERE episode.counted_version_id IS NOT NULL })
WITH evidence.counted_cluster AS contextCluster,
     evidence.counted_version_id AS versionId,
     count(*) AS episodes,
     sum(CASE WHEN evidence.counted_override THEN 1 ELSE 0 END) AS overrides
RETURN contextCluster, versionId, overrides, episodes, toFloat(overrides) / episodes AS overrideRate
ORDER BY overrideRate DESC, overrides DESC, versionId, contextCluster
