// Keeps the heads of all trails outside the database, a file an hour, for as long as this server runs: what audit.verify needs
// to see that a whole trail was rewritten, or that an older copy was put back.
//
//   cypher-shell -f cypher/keep-heads.cypher     or paste it into Browser
//
// It needs apoc.export.file.enabled=true in conf/apoc.conf, and writes metapolicy-heads-<UTC hour>.csv into the server's import
// folder. Whoever may call APOC may write there too: let something else carry the files off to where nobody changes them, such as
// a bucket that keeps versions. To have it started at every start, put this into conf/apoc.conf too, on one line:
//
//   apoc.initializer.neo4j.1=CALL apoc.periodic.repeat('metapolicy-keep-heads', 'UNWIND [1] AS once CALL (once) { WITH substring(toString(datetime()), 0, 13) AS hour CALL apoc.export.csv.query("CALL metapolicy.audit.head(null) YIELD seq, hash RETURN null AS chain, seq, hash UNION ALL MATCH (m:MetaPolicy) WHERE m.id =~ \'[A-Za-z0-9._:-]{1,128}\' CALL metapolicy.audit.head(m.id) YIELD seq, hash RETURN m.id AS chain, seq, hash", "metapolicy-heads-" + hour + ".csv", {}) YIELD rows RETURN rows } IN TRANSACTIONS ON ERROR CONTINUE RETURN rows', 3600)
//
// Running it again replaces the job. See it: CALL apoc.periodic.list(). End it: CALL apoc.periodic.cancel('metapolicy-keep-heads').
// A file that was put back into the import folder is given to audit.verify so:
//
//   LOAD CSV WITH HEADERS FROM 'file:///metapolicy-heads-2026-03-02T10.csv' AS kept
//   CALL metapolicy.audit.verify(nullIf(kept.chain, ''), {expected_head: {seq: toInteger(kept.seq), hash: kept.hash}})
//   YIELD ok, problem
//   RETURN kept.chain AS chain, ok, problem
CALL apoc.periodic.repeat('metapolicy-keep-heads', 'UNWIND [1] AS once CALL (once) { WITH substring(toString(datetime()), 0, 13) AS hour CALL apoc.export.csv.query("CALL metapolicy.audit.head(null) YIELD seq, hash RETURN null AS chain, seq, hash UNION ALL MATCH (m:MetaPolicy) WHERE m.id =~ \'[A-Za-z0-9._:-]{1,128}\' CALL metapolicy.audit.head(m.id) YIELD seq, hash RETURN m.id AS chain, seq, hash", "metapolicy-heads-" + hour + ".csv", {}) YIELD rows RETURN rows } IN TRANSACTIONS ON ERROR CONTINUE RETURN rows', 3600);
