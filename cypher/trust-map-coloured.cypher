// The trust map in colours, for Neo4j Browser.
// As trust-map.cypher, and each version as a virtual node that carries its status and its trust as labels, because Browser's
// style sheets see labels and no values. metapolicy.grass colours the one and sizes the other. Needs APOC.
// Parameter: $metaPolicyId.
MATCH (family:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(version:PolicyVersion)
OPTIONAL MATCH (version)-[:PREVIOUS_VERSION]->(parent:PolicyVersion)
WITH family, version, parent, version.trust_score_latest AS trust
WITH family, version, parent,
     {LIVE: 'Live', CANDIDATE: 'Candidate', PAUSED: 'Paused', ROLLED_BACK: 'RolledBack', DEPRECATED: 'Deprecated'}[
       version.status] AS status,
     CASE
       WHEN trust IS NULL THEN 'TrustUnknown'
       WHEN trust < 0.2 THEN 'TrustBelow20'
       WHEN trust < 0.4 THEN 'TrustBelow40'
       WHEN trust < 0.6 THEN 'TrustBelow60'
       WHEN trust < 0.8 THEN 'TrustBelow80'
       ELSE 'TrustFrom80'
     END AS size
WITH family,
     collect({
       id: version.id,
       parentId: parent.id,
       isDefault: EXISTS { (family)-[:DEFAULT_POLICY]->(version) },
       isFallback: EXISTS { (family)-[:FALLBACK_POLICY]->(version) },
       node: apoc.create.vNode([status, size], {
         id: version.id, tag: version.version_tag, status: version.status, trust: round(version.trust_score_latest, 2),
         trust_lower: version.trust_lower_latest, trust_upper: version.trust_upper_latest
       })
     }) AS versions
WITH versions, apoc.create.vNode(['Family'], {id: family.id, name: family.name}) AS root
UNWIND versions AS version
WITH root, version, [other IN versions WHERE other.id = version.parentId | other.node][0] AS parent
RETURN root,
       version.node AS version,
       [role IN CASE
         WHEN version.isDefault AND version.isFallback THEN ['DEFAULT', 'FALLBACK']
         WHEN version.isDefault THEN ['DEFAULT']
         WHEN version.isFallback THEN ['FALLBACK']
         ELSE ['VERSION']
       END | apoc.create.vRelationship(root, role, {}, version.node)] AS roles,
       CASE WHEN parent IS NOT NULL THEN apoc.create.vRelationship(version.node, 'CAME_FROM', {}, parent) END AS descent
