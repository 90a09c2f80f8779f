package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.metapolicy.governance.Caller;
import org.metapolicy.procedure.ApproverProcedures;
import org.metapolicy.procedure.FamilyProcedures;
import org.metapolicy.procedure.NoeticProcedures;
import org.metapolicy.procedure.TrustProcedures;
import org.metapolicy.procedure.VersionProcedures;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;

/**
 * What eight clients wait for who step while a backlog of the same family is counted, against while as large a backlog of
 * another family is: what a refresh takes of the processor and the disk falls on both alike, its locks on the first alone.
 */
final class StepBesideRefreshBenchmark implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final int TRIALS = 20_000;
    private static final String OWN = "own";
    private static final String OTHER = "other";

    private static final String BACKLOG = """
            CYPHER 5
            UNWIND range($from, $to - 1) AS i
            MATCH (v:PolicyVersion {id: $id + CASE i % 2 WHEN 0 THEN '.a' ELSE '.b' END})
            CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: $id + ':e' + i, policy_version_id: v.id,
                timestamp: datetime({epochSeconds: 1600000000 + i}), human_override: i % 10 = 0, context_hash: 'c' + i % 8})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: $id + ':o' + i, episode_id: e.id, reward: i % 7 / 10.0,
                delta_coherence: 0.1, safety_flag: false})
            """;
    private static final String MADE = """
            CYPHER 5
            UNWIND range($from, $to - 1) AS i
            CREATE (:Trial {id: 't' + i, participant_id: 'p' + i % 100, coherence: 0.6, entropy_change: 0.3,
                awareness_condition: 'FULL', timestamp: datetime({epochSeconds: 1700000000 + i})})
            """;
    private static final String STEP =
            "CALL metapolicy.step('own', $trial, {max_rv_potency: 0.0, affective_load: 0.1}) YIELD episodeId"
                    + " RETURN episodeId";

    private final Neo4j neo4j;
    private final GraphDatabaseService database;
    private final Driver driver;
    private final int backlog;
    private final int rounds;
    private final AtomicInteger next = new AtomicInteger();
    private int trials;
    private int written;

    /** @param backlog how many outcomes a refresh meets */
    StepBesideRefreshBenchmark(Path migrations, int backlog, int rounds) throws IOException {
        this.backlog = backlog;
        this.rounds = rounds;
        neo4j = Neo4jBuilders.newInProcessBuilder(Files.createTempDirectory("metapolicy-benchmark"))
                .withDisabledServer()
                .withProcedure(ApproverProcedures.class)
                .withProcedure(FamilyProcedures.class)
                .withProcedure(NoeticProcedures.class)
                .withProcedure(TrustProcedures.class)
                .withProcedure(VersionProcedures.class)
                .build();
        database = neo4j.defaultDatabaseService();
        Migrations.run(migrations, database);
        database.executeTransactionally("CALL metapolicy.grantApprover('" + Caller.UNAUTHENTICATED + "', 'benchmark')");
        for (String id : List.of(OWN, OTHER)) {
            for (String call : List.of(
                    "CALL metapolicy.create({id: $id}, 'benchmark')",
                    "CALL metapolicy.registerVersion($id, {id: $id + '.a'}, 'benchmark')",
                    "CALL metapolicy.registerVersion($id, {id: $id + '.b'}, 'benchmark')",
                    "CALL metapolicy.promote($id + '.a', 'benchmark', {override: true})",
                    "CALL metapolicy.promote($id + '.b', 'benchmark', {override: true})",
                    "CALL metapolicy.setFallback($id + '.a', 'benchmark')",
                    "CALL metapolicy.setMode($id, 'ACTIVE', 'benchmark')")) {
                database.executeTransactionally(call, Map.of("id", id));
            }
        }
        driver = GraphDatabase.driver(
                neo4j.boltURI(),
                Config.builder().withMaxConnectionPoolSize(CONNECTIONS).build());
    }

    /**
     * What was waited for in one turn.
     *
     * @param refresh the milliseconds of the refresh
     */
    private record Turn(DescriptiveStatistics steps, double refresh) {}

    void run(Report report) {
        List<Turn> own = new ArrayList<>();
        List<Turn> other = new ArrayList<>();
        // The first round of each warms up.
        for (int round = 0; round <= rounds; round++) {
            boolean ownFirst = round % 2 == 0;
            Turn first = turn(ownFirst ? OWN : OTHER);
            Turn second = turn(ownFirst ? OTHER : OWN);
            if (round > 0) {
                own.add(ownFirst ? first : second);
                other.add(ownFirst ? second : first);
            }
        }
        report.part(String.format(
                "step from 8 connections while %,d outcomes of its own family are counted : of another family",
                backlog));
        report.ratio("step beside its own family's refresh, p50", compared(own, other, 50), Aim.flat(1.1));
        report.ratio("step beside its own family's refresh, p99", compared(own, other, 99), Aim.flat(1.25));
        report.ratio("step beside its own family's refresh, longest", compared(own, other, 100), Aim.NONE);
        report.ratio(
                "the refresh meanwhile",
                new Compared(
                        Turns.middle(own.stream().mapToDouble(Turn::refresh)),
                        Turns.middle(other.stream().mapToDouble(Turn::refresh)),
                        "ms"),
                Aim.NONE);
    }

    /** The middle of all turns. */
    private static Compared compared(List<Turn> own, List<Turn> other, double percentile) {
        double[] ratios = new double[own.size()];
        for (int turn = 0; turn < ratios.length; turn++) {
            ratios[turn] = own.get(turn).steps.getPercentile(percentile)
                    / other.get(turn).steps.getPercentile(percentile);
        }
        return new Compared(
                Turns.middle(own.stream().mapToDouble(turn -> turn.steps.getPercentile(percentile))),
                Turns.middle(other.stream().mapToDouble(turn -> turn.steps.getPercentile(percentile))),
                "ms",
                Turns.middle(java.util.Arrays.stream(ratios)));
    }

    /** Steps with one family for as long as one is refreshed. */
    private Turn turn(String refreshed) {
        database.executeTransactionally(BACKLOG, Map.of("id", refreshed, "from", written, "to", written + backlog));
        written += backlog;
        if (trials - next.get() < TRIALS) {
            database.executeTransactionally(MADE, Map.of("from", trials, "to", trials + TRIALS));
            trials += TRIALS;
        }
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS + 1);
        try {
            Future<Double> refresh = threads.submit(() -> {
                long start = System.nanoTime();
                database.executeTransactionally("CALL metapolicy.refreshTrust($id)", Map.of("id", refreshed));
                return (System.nanoTime() - start) / 1e6;
            });
            List<Future<List<Double>>> clients = new ArrayList<>();
            for (int client = 0; client < CONNECTIONS; client++) {
                clients.add(threads.submit(() -> steps(refresh)));
            }
            DescriptiveStatistics steps = new DescriptiveStatistics();
            for (Future<List<Double>> client : clients) {
                client.get().forEach(steps::addValue);
            }
            return new Turn(steps, refresh.get());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    /** The milliseconds of each step that began before the refresh was done. */
    private List<Double> steps(Future<?> refresh) {
        List<Double> times = new ArrayList<>();
        try (Session session = driver.session()) {
            while (!refresh.isDone()) {
                Map<String, Object> trial = Map.of("trial", "t" + next.getAndIncrement());
                long start = System.nanoTime();
                session.executeWrite(tx -> tx.run(STEP, trial).single());
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        return times;
    }

    @Override
    public void close() {
        driver.close();
        neo4j.close();
    }
}
