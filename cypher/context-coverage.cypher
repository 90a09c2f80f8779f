// Which contexts has each version been tried in?
// Every context cluster known to the family beside every version, the gaps included. Parameter: $metaPolicyId.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(version:PolicyVersion)
WITH collect(version.id) AS versionIds
MATCH (evidence:CountedOutcome|ResolvedEpisode)
WHERE evidence.counted_version_id IN versionIds AND evidence.counted_cluster IS NOT NULL
  // A status counts on its own; before it did, with its episode's outcome.
  AND (evidence:ResolvedEpisode
       OR evidence.counted_apart IS NULL
          AND NOT EXISTS { (evidence)<-[:HAS_OUTCOME]-(episode:PolicyEpisode) WHERE episode.counted_version_id IS NOT NULL })
WITH versionIds, evidence.counted_cluster AS contextCluster, evidence.counted_version_id AS versionId, count(*) AS n
WITH versionIds,
     collect(DISTINCT contextCluster) AS clusters,
     collect({cluster: contextCluster, versionId: versionId, n: n}) AS cells
UNWIND versionIds AS versionId
WITH versionId, clusters, [cell IN cells WHERE cell.versionId = versionId] AS cells
WITH versionId, clusters, cells, reduce(sum = 0, cell IN cells | sum + cell.n) AS total
UNWIND clusters AS contextCluster
WITH versionId, contextCluster, total, coalesce([cell IN cells WHERE cell.cluster = contextCluster | cell.n][0], 0) AS episodes
RETURN versionId,
       contextCluster,
       episodes,
       CASE WHEN total > 0 THEN toFloat(episodes) / total ELSE 0.0 END AS share
ORDER BY versionId, contextCluster
