// How do the versions descend from each other, and how far is each trusted?
// A graph to look at, and a table: the family, each version with its trust, what it is to the family, and its parent.
// Parameter: $metaPolicyId.
MATCH (family:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(version:PolicyVersion)
OPTIONAL MATCH (version)-[descent:PREVIOUS_VERSION]->(parent:PolicyVersion)
RETURN version.id AS versionId,
       version.version_tag AS versionTag,
       version.status AS status,
       round(version.trust_score_latest, 2) AS trust,
       version.trust_lower_latest AS trustLower,
       version.trust_upper_latest AS trustUpper,
       CASE
         WHEN EXISTS { (family)-[:DEFAULT_POLICY]->(version) } AND EXISTS { (family)-[:FALLBACK_POLICY]->(version) }
           THEN 'DEFAULT and FALLBACK'
         WHEN EXISTS { (family)-[:DEFAULT_POLICY]->(version) } THEN 'DEFAULT'
         WHEN EXISTS { (family)-[:FALLBACK_POLICY]->(version) } THEN 'FALLBACK'
         ELSE 'VERSION'
       END AS role,
       parent.id AS parentVersionId,
       family,
       version,
       descent
ORDER BY version.created_at, versionId
