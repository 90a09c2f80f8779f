package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.graph.Schema;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.ApproverProcedures;
import org.metapolicy.procedure.FamilyProcedures;
import org.metapolicy.procedure.SelectionProcedures;
import org.metapolicy.procedure.TrustProcedures;
import org.metapolicy.procedure.VersionProcedures;
import org.metapolicy.selection.SelectionContext;
import org.metapolicy.testing.SelectionGraph;
import org.metapolicy.wiring.DecideWiring;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;

/**
 * Choosing among 10 live versions inside the database: by the procedure as a query calls it, by the same choice written in
 * plain Cypher, and beside the leanest reading of what a decision rests on. Everything takes turns in one thread.
 */
final class SelectBenchmark implements AutoCloseable {
    private static final int RETIRED = 10_000;
    private static final int FAMILIES = Integer.getInteger("families", 1_000);
    private static final int CONTEXTS = 64;
    private static final double FLAT = 1.05;
    /** Calls of each way that come first for each round: in all so many that compilers have done what they will do. */
    private static final int WARM_UP = 200;

    private static final Map<String, Object> SIGNALS = Map.of(
            "coherence", 0.6,
            "entropy_change", 0.0,
            "max_rv_potency", 0.0,
            "affective_load", 0.1,
            "awareness", "FULL");

    private static final String CALL = "CYPHER 5 CALL metapolicy.select($id, $context) YIELD ";
    private static final String THREE = CALL + "decision, versionId, propensity RETURN decision, versionId, propensity";
    private static final String AT_ONCE = THREE.replace("metapolicy.select", "benchmark.atOnce");
    private static final String ALL =
            CALL + "decision, versionId, suggestedVersionId, regime, trustScore, score, propensity,"
                    + " reason, considered RETURN decision, versionId, suggestedVersionId, regime, trustScore, score, propensity,"
                    + " reason, considered";

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

    /** What a refresh leaves: known factors, and what may be expected in all and in each of 64 contexts. */
    private static final String TABULATED = """
            CYPHER 5
            MATCH (m:MetaPolicy {id: $id})-[:HAS_EVIDENCE]->(f)
            MATCH (m)-[:HAS_LIVE_VERSION]->(v)-[:HAS_EVIDENCE]->(e)
            WITH f, v, e, toFloat(right(v.id, 1)) AS i ORDER BY v.id
            WITH f, v, e, i, [0.1, 0.1 + i / 1000, 0.05, 0.9, 0.05, 20.0] AS expected,
                 [0.5, 0.45, 0.55, 0.0, 0.0, 0.0, 20.0] AS trust
            SET e.tabulated_at = 1, e.prospect = [0.1, 0.1 + i / 1000, 0.02, 0.9, 0.02, 200.0],
                e.context_prospects = reduce(all = [], c IN range(1, $contexts) | all + expected),
                e.context_trust = reduce(all = [], c IN range(1, $contexts) | all + trust),
                e.trust_known = e.trust_score, e.trust_known_lower = e.trust_lower,
                e.known_factors = ['breadth', 'growth', 'robustness', 'safety'],
                e.known_weights = [0.15, 0.1, 0.2, 0.25], e.known_shares = [0.1, 0.05, 0.15, 0.2],
                e.known_parts = [e.trust_score, toFloat(e.n_total), 0.1, 0.05, 0.15, 0.1, 0.0 / 0, 0.0 / 0, 0.25, 0.2, 0.2, 0.15, 0.0 / 0, 0.0 / 0]
            WITH f, collect(v.id) AS versions, collect(expected + trust) AS rows, collect(e.prospect) AS prospects
            SET f.tabulated_at = 1, f.tabulated_clusters = [i IN range(1, $contexts) | 'c' + i],
                f.tabulated_versions = versions,
                f.prospect_table = reduce(column = [1.0], row IN prospects | column + row)
            FOREACH (place IN range(0, $contexts - 1) |
                SET f['context_table_' + place] = reduce(column = [1.0], row IN rows | column + row))
            """;

    private static final Pattern AS_BYTES = Pattern.compile("context_table_\\d+|prospect_table|known_parts");

    private final Neo4j neo4j;
    private final GraphDatabaseService database;
    private final int rounds;
    private int asked;

    /** @param rounds how many turns each way takes, of 100 calls */
    SelectBenchmark(Path migrations, int rounds) throws IOException {
        this.rounds = rounds;
        neo4j = Neo4jBuilders.newInProcessBuilder(Files.createTempDirectory("metapolicy-benchmark"))
                .withDisabledServer()
                .withProcedure(SelectionProcedures.class)
                .withProcedure(ApproverProcedures.class)
                .withProcedure(FamilyProcedures.class)
                .withProcedure(VersionProcedures.class)
                .withProcedure(TrustProcedures.class)
                .withProcedure(AtOnce.class)
                .build();
        database = neo4j.defaultDatabaseService();
        Migrations.run(migrations, database);
        // First, as nobody is the first approver beside families that no trail tells of.
        RefreshedFamily.make(database, "refreshed", 10);
        write("m", "retired", "contexts");
        database.executeTransactionally(SelectionGraph.RETIRED, Map.of("id", "retired", "count", RETIRED));
        database.executeTransactionally(TABULATED, Map.of("id", "contexts", "contexts", CONTEXTS));
        numbersAsBytes();
        write(IntStream.range(0, FAMILIES).mapToObj(i -> "f" + i).toArray(String[]::new));
        for (String id : List.of("m", "retired")) {
            if (!cypher(THREE, Map.of("id", id, "context", SIGNALS), "versionId")
                    .equals(cypher(PLAIN, Map.of("id", id), "id"))) {
                throw new IllegalStateException("the two do not make the same choice");
            }
        }
    }

    /** As a refresh writes them, which Cypher cannot. */
    private void numbersAsBytes() {
        try (Transaction tx = database.beginTx()) {
            for (Label label : List.of(Schema.Labels.FamilyEvidence, Schema.Labels.VersionEvidence)) {
                try (ResourceIterator<Node> counted = tx.findNodes(label)) {
                    counted.forEachRemaining(node -> node.getAllProperties().forEach((key, value) -> {
                        if (AS_BYTES.matcher(key).matches() && value instanceof double[] numbers) {
                            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
                            bytes.asDoubleBuffer().put(numbers);
                            node.setProperty(key, bytes.array());
                        }
                    }));
                }
            }
            AsRefreshed.places(tx, "contexts");
            AsRefreshed.figures(tx, "contexts");
            tx.commit();
        }
    }

    /** Families of ten live versions each, the eighth the default and the first the fallback. */
    private void write(String... families) {
        try (Transaction tx = database.beginTx()) {
            for (String id : families) {
                write(
                        tx,
                        SelectionGraph.FAMILY,
                        Map.of("id", id, "set", Map.of(Schema.Family.RUNS_ON, RunsOn.ANYBODY)));
                write(
                        tx,
                        SelectionGraph.LIVE,
                        Map.of(
                                "id",
                                id,
                                "rows",
                                IntStream.range(0, 10)
                                        .mapToObj(i -> SelectionGraph.version(id + "-v" + i, 0.40 + 0.01 * i, 0.1, 200))
                                        .toList()));
                write(tx, SelectionGraph.DEFAULT, Map.of("id", id, "version", id + "-v7"));
                write(tx, SelectionGraph.FALLBACK, Map.of("id", id, "version", id + "-v0"));
                AsRefreshed.knownMoves(tx, id);
            }
            tx.commit();
        }
    }

    private static void write(Transaction tx, String query, Map<String, Object> parameters) {
        tx.execute(query, parameters).close();
    }

    void run(Report report) {
        Map<String, Object> context = new LinkedHashMap<>(SIGNALS);
        context.put("context_cluster", "c40");
        Map<String, Object> m = Map.of("id", "m", "context", SIGNALS);
        Map<String, Object> retired = Map.of("id", "retired", "context", SIGNALS);
        Map<String, Object> here = Map.of("id", "contexts", "context", context);
        Turns turns = new Turns()
                .way("RETURN 1", () -> cypher("CYPHER 5 RETURN 1 AS id", Map.of(), "id"))
                .way("a procedure that answers at once", () -> cypher(AT_ONCE, m, "versionId"))
                .way("plain Cypher", () -> cypher(PLAIN, Map.of("id", "m"), "id"))
                .way("select", () -> cypher(THREE, m, "versionId"))
                .way("select, all columns", () -> cypher(ALL, m, "considered"))
                .way("the decision alone", decision("m", SIGNALS))
                .way("leanest read", leanest("m", false))
                .way("select, 10,000 retired", () -> cypher(THREE, retired, "versionId"))
                .way(
                        "select, 1,000 families",
                        () -> cypher(THREE, Map.of("id", anyFamily(), "context", SIGNALS), "versionId"))
                .way("plain Cypher, 1,000 families", () -> cypher(PLAIN, Map.of("id", anyFamily()), "id"))
                .way(
                        "select, tabulated",
                        () -> cypher(THREE, Map.of("id", "contexts", "context", SIGNALS), "versionId"))
                .way(
                        "select, all columns, tabulated",
                        () -> cypher(ALL, Map.of("id", "contexts", "context", SIGNALS), "considered"))
                .way("plain Cypher, refreshed by procedures", () -> cypher(PLAIN, Map.of("id", "refreshed"), "id"))
                .way(
                        "select, refreshed by procedures",
                        () -> cypher(THREE, Map.of("id", "refreshed", "context", SIGNALS), "versionId"))
                .way(
                        "select, all columns, refreshed by procedures",
                        () -> cypher(ALL, Map.of("id", "refreshed", "context", SIGNALS), "considered"))
                .way("select, in one of 64 contexts", () -> cypher(THREE, here, "versionId"))
                .way("its decision alone", decision("contexts", context))
                .way("its leanest read", leanest("contexts", true))
                .take(rounds * WARM_UP, rounds, 100);
        for (String way : turns.ways()) {
            report.row("in the database: " + way, turns.time(way), "µs", turns.allocated(way), "kB");
        }
        report.row("select, allocated", turns.allocated("select"), "kB", Aim.atMost(12));
        report.row("select, all columns, allocated", turns.allocated("select, all columns"), "kB", Aim.atMost(12));
        report.ratio(
                "a procedure that answers at once : RETURN 1",
                turns.compared("a procedure that answers at once", "RETURN 1"),
                Aim.NONE);
        report.ratio("plain Cypher : select", turns.compared("plain Cypher", "select"), Aim.atLeast(2));
        report.ratio(
                "plain Cypher : select, refreshed by procedures",
                turns.compared("plain Cypher, refreshed by procedures", "select, refreshed by procedures"),
                Aim.atLeast(2));
        report.ratio(
                "plain Cypher : select, all columns, refreshed by procedures",
                turns.compared("plain Cypher, refreshed by procedures", "select, all columns, refreshed by procedures"),
                Aim.atLeast(2));
        report.ratio(
                "plain Cypher : select, all columns",
                turns.compared("plain Cypher", "select, all columns"),
                Aim.atLeast(2));
        report.ratio(
                "the decision alone : leanest read",
                turns.compared("the decision alone", "leanest read"),
                Aim.atMost(2));
        report.ratio(
                "in context: decision : leanest read",
                turns.compared("its decision alone", "its leanest read"),
                Aim.atMost(2));
        report.ratio("all columns : three", turns.compared("select, all columns", "select"), Aim.NONE);
        report.ratio("10,000 retired : none", turns.compared("select, 10,000 retired", "select"), Aim.flat(FLAT));
        report.ratio("1,000 families : one", turns.compared("select, 1,000 families", "select"), Aim.flat(FLAT));
        report.ratio(
                "1,000 families : one, by plain Cypher",
                turns.compared("plain Cypher, 1,000 families", "plain Cypher"),
                Aim.NONE);
        report.ratio(
                "in context : without",
                turns.compared("select, in one of 64 contexts", "select, tabulated"),
                Aim.flat(FLAT));
    }

    private String anyFamily() {
        return "f" + asked++ * 7 % FAMILIES;
    }

    private Supplier<Object> decision(String id, Map<String, Object> context) {
        return () -> {
            try (Transaction tx = database.beginTx()) {
                return DecideWiring.choose(tx)
                        .run(id, SelectionContext.of(Input.of("context", context)))
                        .served();
            }
        };
    }

    private Supplier<Object> leanest(String id, boolean inContext) {
        return () -> {
            try (Transaction tx = database.beginTx()) {
                return LeanestRead.of(tx, id, inContext);
            }
        };
    }

    private Object cypher(String query, Map<String, Object> parameters, String column) {
        try (Transaction tx = database.beginTx();
                Result result = tx.execute(query, parameters)) {
            return result.next().get(column);
        }
    }

    @Override
    public void close() {
        neo4j.close();
    }
}
