// Which versions does a family have, and how far is each trusted?
// The newest first. Parameter: $metaPolicyId.
MATCH (family:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(version:PolicyVersion)
RETURN version.id AS versionId,
       version.version_tag AS versionTag,
       version.status AS status,
       version.trust_score_latest AS trustScore,
       version.trust_lower_latest AS trustLower,
       version.trust_upper_latest AS trustUpper,
       coalesce(version.n_episodes_latest, 0) AS n,
       EXISTS { (family)-[:DEFAULT_POLICY]->(version) } AS isDefault,
       EXISTS { (family)-[:FALLBACK_POLICY]->(version) } AS isFallback,
       version.parent_version_id AS parentVersionId,
       version.created_at AS createdAt,
       // A version that was linked by hand has no event of its making, and is never selected.
       EXISTS { (version)-[:MADE_BY]->(:GovernanceEvent {meta_policy_id: $metaPolicyId}) } OR EXISTS {
         (version)<-[:ABOUT]-(made:GovernanceEvent)
         WHERE made.action IN ['REGISTERED', 'SPAWNED', 'ADOPTED'] AND made.meta_policy_id = $metaPolicyId
       } AS governed,
       version.created_by AS createdBy,
       version.policy_id AS policyId,
       version.hyperparams AS hyperparams,
       version.reasoning AS reasoning,
       // Where it was used, over what the last refresh tabulated: n is the sixth of six numbers by cluster, trust the first of seven.
       COLLECT {
         MATCH (family)-[:HAS_EVIDENCE]->(table:FamilyEvidence), (version)-[:HAS_EVIDENCE]->(evidence:VersionEvidence)
         WHERE evidence.tabulated_at = table.tabulated_at
         // What somebody edited into something else is no list of numbers, and tells of no context.
         WITH CASE WHEN table.tabulated_clusters IS :: LIST<STRING> THEN table.tabulated_clusters ELSE [] END AS clusters,
              CASE WHEN evidence.context_prospects IS :: LIST<FLOAT> THEN evidence.context_prospects ELSE [] END AS prospects,
              CASE WHEN evidence.context_trust IS :: LIST<FLOAT> THEN evidence.context_trust ELSE [] END AS trusts
         WHERE size(prospects) = 6 * size(clusters)
         UNWIND range(0, size(clusters) - 1) AS place
         WITH clusters[place] AS cluster, trusts[7 * place] AS trust, toIntegerOrNull(prospects[6 * place + 5]) AS used
         WHERE used > 0
         ORDER BY used DESC, cluster
         RETURN {context_cluster: cluster, n: used, trust: CASE WHEN trust >= 0 THEN trust END}
       } AS contexts
ORDER BY createdAt DESC, versionId
