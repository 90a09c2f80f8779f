// What would the suggested versions have done?
// Every episode in which a version of the family was suggested: whether what was decided is what the suggestion would have
// done, and the outcome as it was counted. Parameter: $metaPolicyId.
MATCH (m:MetaPolicy {id: $metaPolicyId})-[:HAS_VERSION]->(v:PolicyVersion)-[:SUGGESTED_IN]->(e:PolicyEpisode)
OPTIONAL MATCH (e)-[:HAS_OUTCOME]->(o:CountedOutcome)
RETURN v.id AS versionId,
       e AS episode,
       o AS outcome,
       coalesce(e.policy_version_id = v.id, false)
         OR coalesce(coalesce(e.overridden_intervention_id, e.chosen_intervention_id) = e.suggested_intervention_id,
                     false) AS agreed
ORDER BY coalesce(o.counted_number, e.counted_number), e.id
