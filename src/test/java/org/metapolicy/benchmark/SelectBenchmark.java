package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.metapolicy.app.decide.Select;
import org.metapolicy.policy.Input;
import org.metapolicy.selection.SelectionContext;
import org.metapolicy.testing.SelectionGraph;
import org.metapolicy.wiring.DecideWiring;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Choosing among 10 live versions inside the database, beside retired ones that a family keeps for ever: by the product,
 * and by the same choice written in plain Cypher over all versions.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SelectBenchmark {
    private static final Map<String, Object> CONTEXT = Map.of(
            "coherence", 0.6,
            "entropy_change", 0.0,
            "max_rv_potency", 0.0,
            "affective_load", 0.1,
            "awareness", "FULL");

    /** Eligible in STANDARD, scored, the default kept within the margin: the same answer, without the shares. */
    private static final String PLAIN = """
            CYPHER 5
            MATCH (m:MetaPolicy {id: $id})-[:HAS_EVIDENCE]->(f:FamilyEvidence)
            MATCH (m)-[:HAS_VERSION]->(v:PolicyVersion)-[:HAS_EVIDENCE]->(e:VersionEvidence)
            WHERE v.status = 'LIVE' AND NOT e.alarm
              AND (e.trust_score >= 0.35 OR EXISTS { (m)-[:FALLBACK_POLICY]->(v) })
            WITH m, v, e.trust_score + coalesce(e.reward_mean, 0) * e.n / (e.n + 50.0)
                 + 0.05 * sqrt(log(1 + f.resolved) / (1.0 + e.n_total)) AS score
            WITH v, score + CASE WHEN EXISTS { (m)-[:DEFAULT_POLICY]->(v) } THEN 0.05 ELSE 0 END AS rank
            ORDER BY rank DESC, v.id LIMIT 1
            RETURN v.id AS id
            """;

    @Param({"0", "10000"})
    public int retired;

    private Path directory;
    private Neo4j neo4j;
    private GraphDatabaseService database;

    @Setup(Level.Trial)
    public void start() throws IOException {
        directory = Files.createTempDirectory("metapolicy-benchmark");
        neo4j = Neo4jBuilders.newInProcessBuilder(directory)
                .withDisabledServer()
                .build();
        DatabaseManagementService management = neo4j.databaseManagementService();
        database = management.database("neo4j");
        database.executeTransactionally("CREATE CONSTRAINT FOR (m:MetaPolicy) REQUIRE m.id IS UNIQUE");
        database.executeTransactionally("CREATE CONSTRAINT FOR (v:PolicyVersion) REQUIRE v.id IS UNIQUE");
        database.executeTransactionally("CALL db.awaitIndexes()");
        SelectionGraph.tenLiveVersions(database::executeTransactionally);
        database.executeTransactionally(SelectionGraph.RETIRED, Map.of("id", "m", "count", retired));
        if (!bySelect().equals(inPlainCypher())) {
            throw new IllegalStateException("the two do not make the same choice");
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        neo4j.close();
    }

    /** The decision of {@code metapolicy.select}, in a transaction of its own. */
    @Benchmark
    public String bySelect() {
        try (Transaction tx = database.beginTx()) {
            Select select = DecideWiring.select(tx);
            return select.run("m", SelectionContext.of(Input.of("context", CONTEXT)))
                    .served()
                    .id();
        }
    }

    /** The same choice in one Cypher query over HAS_VERSION, in a transaction of its own. */
    @Benchmark
    public String inPlainCypher() {
        try (Transaction tx = database.beginTx();
                Result result = tx.execute(PLAIN, Map.of("id", "m"))) {
            return (String) result.next().get("id");
        }
    }
}
