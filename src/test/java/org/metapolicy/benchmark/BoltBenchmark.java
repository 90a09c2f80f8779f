package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.metapolicy.procedure.NoeticProcedures;
import org.metapolicy.procedure.SelectionProcedures;
import org.metapolicy.testing.SelectionGraph;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Query;
import org.neo4j.driver.Session;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;

/**
 * What a client waits for over Bolt, within one run: {@code select} beside {@code RETURN 1} on the same connection, turn by
 * turn, and {@code step} beside one query that writes the same and decides nothing, from one connection and from eight, round by
 * round.
 */
final class BoltBenchmark implements AutoCloseable {
    private static final int WARM_UP = 3_000;
    private static final int CALLS = 10_000;
    private static final int CONNECTIONS = 8;
    private static final int STEPS = 2_000;
    private static final int ROUNDS = 5;

    private static final String NOTHING = "RETURN 1";
    private static final String SELECT = "CALL metapolicy.select('m', {coherence: 0.6, entropy_change: 0.0,"
            + " max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL'}) YIELD versionId RETURN versionId";
    private static final String STEP = "CALL metapolicy.step('m', $trial) YIELD episodeId RETURN episodeId";

    /** Trials as an application writes them, each with all signals in the graph. */
    private static final String TRIALS = """
            CYPHER 5
            MERGE (s:Segment {id: 's'})
            MERGE (s)-[:HAS_STATE]->(:SegmentState {t: 0, rv: false, affective_load: 0.1})
            WITH s
            UNWIND range($from, $to - 1) AS i
            CREATE (:Trial {id: 't' + i, participant_id: 'p' + i % 100, coherence: 0.6, entropy_change: 0.3,
                awareness_condition: 'FULL', timestamp: datetime({epochSeconds: 1700000000 + i})})-[:USES_SEGMENT]->(s)
            """;

    private final Neo4j neo4j;
    private final Driver driver;
    private int trials;

    BoltBenchmark(Path migrations) throws IOException {
        neo4j = Neo4jBuilders.newInProcessBuilder(Files.createTempDirectory("metapolicy-benchmark"))
                .withDisabledServer()
                .withProcedure(SelectionProcedures.class)
                .withProcedure(NoeticProcedures.class)
                .build();
        var database = neo4j.defaultDatabaseService();
        for (String file : List.of(
                "V001__Ids_are_unique",
                "V002__Indexes",
                "V004__Noetic_keys",
                "V005__Lists_in_order",
                "V006__Open_episodes",
                "V007__People")) {
            for (String statement :
                    Files.readString(migrations.resolve(file + ".cypher")).split(";\\s*\n")) {
                database.executeTransactionally(statement);
            }
        }
        SelectionGraph.tenLiveVersions(database::executeTransactionally);
        driver = GraphDatabase.driver(
                neo4j.boltURI(),
                Config.builder().withMaxConnectionPoolSize(CONNECTIONS).build());
    }

    void run() {
        DescriptiveStatistics nothing = new DescriptiveStatistics();
        DescriptiveStatistics select = new DescriptiveStatistics();
        // One session at a time takes the pool's one open connection.
        try (Session session = driver.session()) {
            for (int i = 0; i < WARM_UP + CALLS; i++) {
                double one = time(session, NOTHING);
                double other = time(session, SELECT);
                if (i >= WARM_UP) {
                    nothing.addValue(one);
                    select.addValue(other);
                }
            }
        }
        System.out.printf(Locale.ROOT, "%n%-28s %14s %14s%n", "over Bolt, one connection", "p50", "p99");
        row("RETURN 1, ms", nothing.getPercentile(50), nothing.getPercentile(99));
        row("select, ms", select.getPercentile(50), select.getPercentile(99));
        row(
                "select : RETURN 1",
                select.getPercentile(50) / nothing.getPercentile(50),
                select.getPercentile(99) / nothing.getPercentile(99));
        steps();
    }

    private void steps() {
        DescriptiveStatistics one = new DescriptiveStatistics();
        DescriptiveStatistics eight = new DescriptiveStatistics();
        DescriptiveStatistics raw = new DescriptiveStatistics();
        DescriptiveStatistics rawEight = new DescriptiveStatistics();
        DescriptiveStatistics each = new DescriptiveStatistics();
        DescriptiveStatistics crowded = new DescriptiveStatistics();
        // The first round of each warms up.
        for (int round = 0; round <= ROUNDS; round++) {
            boolean counts = round > 0;
            double alone = perSecond(1, BoltBenchmark::step, counts ? each : new DescriptiveStatistics());
            RawStep written = RawStep.of(neo4j.defaultDatabaseService(), "t" + (trials - 1));
            Asking write = trial -> new Query(written.query(), written.parameters(trial));
            double together =
                    perSecond(CONNECTIONS, BoltBenchmark::step, counts ? crowded : new DescriptiveStatistics());
            double rawAlone = perSecond(1, write, new DescriptiveStatistics());
            double rawTogether = perSecond(CONNECTIONS, write, new DescriptiveStatistics());
            if (counts) {
                one.addValue(alone);
                eight.addValue(together);
                raw.addValue(rawAlone / alone);
                rawEight.addValue(rawTogether / together);
            }
        }
        System.out.printf(Locale.ROOT, "%n%-28s %14s %14s %8s%n", "step over Bolt", "1 connection", "8", "ratio");
        compare("a second, median of rounds", one.getPercentile(50), eight.getPercentile(50));
        compare("p50, ms", each.getPercentile(50), crowded.getPercentile(50));
        compare("p99, ms", each.getPercentile(99), crowded.getPercentile(99));
        compare("step : raw write", raw.getPercentile(50), rawEight.getPercentile(50));
    }

    /** What a client sends for a trial. */
    private interface Asking {
        Query about(String trialId);
    }

    private static Query step(String trialId) {
        return new Query(STEP, Map.of("trial", trialId));
    }

    /** With trials that nobody stepped with before, each in a transaction of its own. */
    private double perSecond(int connections, Asking asking, DescriptiveStatistics times) {
        int from = trials;
        trials += STEPS;
        neo4j.defaultDatabaseService().executeTransactionally(TRIALS, Map.of("from", from, "to", trials));
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        long start = System.nanoTime();
        try {
            List<Future<List<Double>>> running = new ArrayList<>();
            for (int client = 0; client < connections; client++) {
                int first = from + client;
                running.add(clients.submit(() -> walk(first, connections, asking)));
            }
            for (Future<List<Double>> one : running) {
                one.get().forEach(times::addValue);
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            clients.shutdown();
        }
        return STEPS * 1e9 / (System.nanoTime() - start);
    }

    private List<Double> walk(int first, int every, Asking asking) {
        List<Double> times = new ArrayList<>();
        try (Session session = driver.session()) {
            for (int trial = first; trial < trials; trial += every) {
                Query query = asking.about("t" + trial);
                long start = System.nanoTime();
                session.executeWrite(tx -> tx.run(query).single());
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        return times;
    }

    private static double time(Session session, String query) {
        long start = System.nanoTime();
        session.run(query).single();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void row(String what, double p50, double p99) {
        System.out.printf(Locale.ROOT, "%-28s %14.2f %14.2f%n", what, p50, p99);
    }

    private static void compare(String what, double one, double eight) {
        System.out.printf(Locale.ROOT, "%-28s %14.2f %14.2f %8.2f%n", what, one, eight, eight / one);
    }

    @Override
    public void close() {
        driver.close();
        neo4j.close();
    }
}
