package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.metapolicy.procedure.ApproverProcedures;
import org.metapolicy.procedure.FamilyProcedures;
import org.metapolicy.procedure.NoeticProcedures;
import org.metapolicy.procedure.SelectionProcedures;
import org.metapolicy.procedure.TrustProcedures;
import org.metapolicy.procedure.VersionProcedures;
import org.metapolicy.testing.SelectionGraph;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Query;
import org.neo4j.driver.Session;
import org.neo4j.graphdb.Transaction;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;

/**
 * What a client waits for over Bolt, within one run: {@code select} beside {@code RETURN 1} on the same connection, turn by
 * turn, and {@code step} beside one query that writes the same and decides nothing, from one connection and from eight, round by
 * round.
 */
final class BoltBenchmark implements AutoCloseable {
    /** So many that compilers have done what they will do. */
    private static final int WARM_UP = 10_000;

    private static final int CONNECTIONS = 8;
    private static final int STEPS = 2_000;
    private static final long SEED = 20_261_130;

    private static final String NOTHING = "RETURN 1";
    private static final String SELECT = "CALL metapolicy.select('m', {coherence: 0.6, entropy_change: 0.0,"
            + " max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL'}) YIELD decision, versionId, propensity";
    private static final String THREE = SELECT + " RETURN decision, versionId, propensity";
    private static final String ALL = SELECT + ", suggestedVersionId, regime, trustScore, score, reason, considered"
            + " RETURN decision, versionId, suggestedVersionId, regime, trustScore, score, propensity, reason, considered";
    private static final String REFRESHED = THREE.replace("'m'", "'refreshed'");
    private static final String AT_ONCE = THREE.replace("metapolicy.select", "benchmark.atOnce");
    private static final List<String> READS = List.of(NOTHING, THREE, ALL, REFRESHED, AT_ONCE);
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
    private final int calls;
    private final int rounds;
    private int trials;

    /**
     * @param calls of each of the ways to read
     * @param rounds of steps, which each way to write takes
     */
    BoltBenchmark(Path migrations, int calls, int rounds) throws IOException {
        this.calls = calls;
        this.rounds = rounds;
        neo4j = Neo4jBuilders.newInProcessBuilder(Files.createTempDirectory("metapolicy-benchmark"))
                .withDisabledServer()
                .withProcedure(SelectionProcedures.class)
                .withProcedure(NoeticProcedures.class)
                .withProcedure(ApproverProcedures.class)
                .withProcedure(FamilyProcedures.class)
                .withProcedure(VersionProcedures.class)
                .withProcedure(TrustProcedures.class)
                .withProcedure(AtOnce.class)
                .build();
        var database = neo4j.defaultDatabaseService();
        Migrations.run(migrations, database);
        // First, as nobody is the first approver beside families that no trail tells of.
        RefreshedFamily.make(database, "refreshed", 10);
        SelectionGraph.tenLiveVersions(database::executeTransactionally);
        try (Transaction tx = database.beginTx()) {
            AsRefreshed.knownMoves(tx, "m");
            tx.commit();
        }
        driver = GraphDatabase.driver(
                neo4j.boltURI(),
                Config.builder().withMaxConnectionPoolSize(CONNECTIONS).build());
    }

    void run(Report report) {
        reads(report);
        steps(report);
    }

    /**
     * All that a client can ask for beside nothing, turn by turn on one connection, in another order each turn: what comes after
     * a long answer finds less of its own in the processor's caches.
     */
    private void reads(Report report) {
        List<DescriptiveStatistics> times =
                Stream.generate(DescriptiveStatistics::new).limit(READS.size()).toList();
        List<Integer> order = IntStream.range(0, READS.size()).boxed().collect(Collectors.toList());
        Random random = new Random(SEED);
        // One session at a time takes the pool's one open connection.
        try (Session session = driver.session()) {
            for (int i = 0; i < WARM_UP + calls; i++) {
                Collections.shuffle(order, random);
                for (int query : order) {
                    double time = time(session, READS.get(query));
                    if (i >= WARM_UP) {
                        times.get(query).addValue(time);
                    }
                }
            }
        }
        report.part("over Bolt, one connection");
        compare(report, "select", times, THREE, Aim.atMost(1.12));
        compare(report, "select, all columns", times, ALL, Aim.atMost(1.12));
        compare(report, "select, refreshed by procedures", times, REFRESHED, Aim.atMost(1.12));
        compare(report, "a procedure that answers at once", times, AT_ONCE, Aim.NONE);
        percentiles(report, "RETURN 1, p50 and p99", times.get(0));
        percentiles(report, "select, p50 and p99", times.get(READS.indexOf(THREE)));
    }

    private static void percentiles(Report report, String what, DescriptiveStatistics times) {
        report.row(what, times.getPercentile(50), "ms", times.getPercentile(99), "ms");
    }

    /** Beside nothing. */
    private static void compare(Report report, String what, List<DescriptiveStatistics> times, String query, Aim aim) {
        for (int percentile : new int[] {50, 99}) {
            report.ratio(
                    what + " : RETURN 1" + (percentile == 50 ? "" : ", p" + percentile),
                    new Compared(
                            times.get(READS.indexOf(query)).getPercentile(percentile),
                            times.get(0).getPercentile(percentile),
                            "ms"),
                    aim);
        }
    }

    private void steps(Report report) {
        report.part("step over Bolt, each trial in a transaction of its own");
        List<Round> alone = new ArrayList<>();
        List<Round> together = new ArrayList<>();
        // The first round of each warms up.
        for (int round = 0; round <= rounds; round++) {
            Round one = round(1);
            Round eight = round(CONNECTIONS);
            if (round > 0) {
                alone.add(one);
                together.add(eight);
            }
        }
        report.ratio("step : raw write", beside(alone), Aim.atMost(1.3));
        report.ratio("step : raw write, 8 connections", beside(together), Aim.atMost(1.3));
        steps(report, "1 connection", alone);
        steps(report, "8 connections", together);
    }

    /**
     * What so many connections did in one turn of each.
     *
     * @param step how many steps a second
     * @param write how many raw writes
     */
    private record Round(double step, double write, List<Double> times) {}

    private Round round(int connections) {
        List<Double> times = new ArrayList<>();
        double step = perSecond(connections, BoltBenchmark::step, times);
        RawStep written = RawStep.of(neo4j.defaultDatabaseService(), "t" + (trials - 1));
        double write = perSecond(
                connections, trial -> new Query(written.query(), written.parameters(trial)), new ArrayList<>());
        return new Round(step, write, times);
    }

    private static Compared beside(List<Round> rounds) {
        return new Compared(
                Turns.middle(rounds.stream().mapToDouble(round -> 1e3 / round.step)),
                Turns.middle(rounds.stream().mapToDouble(round -> 1e3 / round.write)),
                "ms each",
                Turns.middle(rounds.stream().mapToDouble(round -> round.write / round.step)));
    }

    private static void steps(Report report, String from, List<Round> rounds) {
        DescriptiveStatistics times = new DescriptiveStatistics();
        rounds.forEach(round -> round.times.forEach(times::addValue));
        report.row("steps a second, " + from, Turns.middle(rounds.stream().mapToDouble(Round::step)), "");
        percentiles(report, "step, p50 and p99, " + from, times);
    }

    /** What a client sends for a trial. */
    private interface Asking {
        Query about(String trialId);
    }

    private static Query step(String trialId) {
        return new Query(STEP, Map.of("trial", trialId));
    }

    /** With trials that nobody stepped with before, each in a transaction of its own. */
    private double perSecond(int connections, Asking asking, List<Double> times) {
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
                times.addAll(one.get());
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

    @Override
    public void close() {
        driver.close();
        neo4j.close();
    }
}
