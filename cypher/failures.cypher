// Where does this version fail, and for whom?
// By context, over every episode that counted, and by participant, over the last 100 to 200 of each; whatever was overridden or raised a
// safety flag failed. Parameter: $versionId.
CALL () {
  MATCH (evidence:CountedOutcome|ResolvedEpisode {counted_version_id: $versionId})
  WITH evidence.counted_cluster AS name,
       sum(CASE WHEN evidence:ResolvedEpisode THEN 1 ELSE 0 END) AS episodes,
       sum(CASE WHEN evidence:ResolvedEpisode AND evidence.counted_override THEN 1 ELSE 0 END) AS overrides,
       sum(CASE WHEN evidence:CountedOutcome AND evidence.safety_flag = true THEN 1 ELSE 0 END) AS flags
  RETURN 'CONTEXT' AS kind, name, episodes, overrides, flags
  UNION ALL
  MATCH (person:ParticipantEvidence {policy_version_id: $versionId})
  RETURN 'PARTICIPANT' AS kind,
         coalesce(person.whole_participant_id, person.participant_id) AS name,
         toInteger(person.sums[0] + person.sums[10]) AS episodes,
         toInteger(person.sums[1] + person.sums[11]) AS overrides,
         toInteger(person.sums[3] + person.sums[13]) AS flags
}
// As by 20 more episodes of the version's own rate: one of one is no finding.
WITH kind, collect({name: name, episodes: episodes, overrides: overrides, flags: flags}) AS rows
WITH kind, rows, reduce(sum = 0, row IN rows | sum + row.episodes) AS episodes,
     reduce(sum = 0, row IN rows | sum + row.overrides + row.flags) AS failures
UNWIND rows AS row
RETURN kind,
       row.name AS name,
       row.episodes AS episodes,
       row.overrides AS overrides,
       row.flags AS flags,
       (row.overrides + row.flags + 20.0 * failures / CASE WHEN episodes = 0 THEN 1 ELSE episodes END) / (row.episodes + 20)
         AS expectedFailureRate
ORDER BY kind, expectedFailureRate DESC, name
