// Refreshes trust every 60 seconds for as long as this server runs, as the user who runs this.
//
//   cypher-shell -f cypher/schedule-trust-refresh.cypher     or paste it into Browser
//
// APOC forgets its jobs when the server stops. To have it started at every start, put this into conf/apoc.conf instead, on one
// line; such a job has no user: what a refresh does by itself is recorded as AUTOMATIC either way, and can approve nothing.
//
//   apoc.initializer.neo4j.0=CALL apoc.periodic.repeat('metapolicy-trust-refresh', 'UNWIND [1] AS once CALL (once) { CALL metapolicy.refreshTrust() YIELD versionId RETURN count(versionId) AS versions } IN TRANSACTIONS ON ERROR CONTINUE RETURN versions', 60)
//
// neo4j in that key is the database's name. Where the database is called otherwise the line starts nothing, and says nothing: put
// its name there and restart. The column problem of CALL metapolicy.status() says so when outcomes wait for more than 15 minutes.
//
// APOC ends a job whose statement fails; the inner subquery with ON ERROR CONTINUE keeps it alive through a deadlock or a family
// with a mistake in it. Running it again replaces the job. See it: CALL apoc.periodic.list(). End it:
// CALL apoc.periodic.cancel('metapolicy-trust-refresh').
CALL apoc.periodic.repeat('metapolicy-trust-refresh', 'UNWIND [1] AS once CALL (once) { CALL metapolicy.refreshTrust() YIELD versionId RETURN count(versionId) AS versions } IN TRANSACTIONS ON ERROR CONTINUE RETURN versions', 60);
