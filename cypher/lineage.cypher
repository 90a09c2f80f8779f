// Which versions are there, and what is each made of?
// The oldest first. Parameter: $metaPolicyId.
MATCH (:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(version:PolicyVersion)
OPTIONAL MATCH (version)-[:PREVIOUS_VERSION]->(parent:PolicyVersion)
RETURN version.id AS versionId,
       version.version_tag AS versionTag,
       version.status AS status,
       version.trust_score_latest AS trustScore,
       version.reasoning AS reason,
       version.created_at AS createdAt,
       version.hyperparams AS hyperparams,
       version.parameters_hash AS parametersHash,
       parent.id AS parentVersionId,
       parent.hyperparams AS parentHyperparams,
       parent.parameters_hash AS parentParametersHash,
       // Large, and told only where they changed.
       CASE WHEN version.parameters_hash <> parent.parameters_hash THEN version.parameters_blob END AS changedParameters,
       CASE WHEN version.parameters_hash <> parent.parameters_hash THEN parent.parameters_blob END AS changedParentParameters
ORDER BY createdAt, versionId
