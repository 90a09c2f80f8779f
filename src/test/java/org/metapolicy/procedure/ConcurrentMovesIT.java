package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.testing.CommitWatch;
import org.metapolicy.testing.Patience;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.driver.Driver;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.TransientFailureException;

/** Many moves of one family at once: one default or none at every commit, and a chain without a gap. */
class ConcurrentMovesIT {
    private static final int MOVES = 72;
    private static final int VERSIONS = 16;
    private static final long SEED = 20260731;
    private static final List<String> CALLS = List.of(
            "CALL metapolicy.promote($id, 'storm', {override: true})",
            "CALL metapolicy.rollback($id, 'storm')",
            "CALL metapolicy.pause($id, 'storm')",
            "CALL metapolicy.annotate('f#1', 'storm', {version_id: $id, snapshot_id: $id + ':t0'})",
            "CALL metapolicy.refreshTrust('f')",
            "CALL metapolicy.resume($id, 'storm')",
            "CALL metapolicy.configure('f', {description: $id}, 'storm')",
            "CALL metapolicy.recordAll([{version_id: $id, episode: {id: $id + ':all', trial_id: $id + ':trial'},"
                    + " outcome: {reward: 0.1}}])",
            "CALL metapolicy.erase({participant_id: 'who-' + $id}, 'storm')",
            "CALL metapolicy.recordEpisode($id, {id: $id + ':over'}) YIELD episodeId"
                    + " CALL metapolicy.recordOverride(episodeId) YIELD created RETURN created",
            "CALL metapolicy.select('f', {})",
            "CALL metapolicy.status('f')",
            "CALL metapolicy.audit.verify('f')");

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamilyOfManyVersions() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        NEO4J.run("CALL metapolicy.create({id: 'g'}, 'another')");
    }

    @Test
    void leaveOneDefaultOrNoneAndAnUnbrokenChainAtEveryCommit() throws Exception {
        storms(3);
    }

    @Test
    @Tag("slow")
    void leaveOneDefaultOrNoneAndAnUnbrokenChainAtEveryCommitOfALongStorm() throws Exception {
        storms(8);
    }

    private static void storms(int rounds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(MOVES);
        try (Driver bolt = NEO4J.driver(SharedNeo4j.OWNER)) {
            CommitWatch watch = NEO4J.watching(() -> {
                Random random = new Random(SEED);
                for (int round = 0; round < rounds; round++) {
                    assertThat(storm(threads, bolt, versions(round), random))
                            .as("moves that went through in round %d, seed %d", round, SEED)
                            .isPositive();
                }
                return null;
            });
            assertThat(watch.violations()).as("seed %d", SEED).isEmpty();
            assertThat(watch.moves()).as("commits with events").isGreaterThan(rounds * VERSIONS);
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(Patience.LAST_RESORT.toMinutes(), TimeUnit.MINUTES))
                    .isTrue();
        }
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f', {recount: true}) YIELD problem"))
                .as("seed %d", SEED)
                .extracting(row -> row.get("problem"))
                .containsOnlyNulls();
        assertThat(NEO4J.run(
                        "MATCH (e:PolicyEpisode) WITH e.id AS id, count(e) AS n, sum(COUNT { (e)-[:HAS_OUTCOME]->() }) AS o"
                                + " WHERE n > 1 OR o > 1 RETURN id, n, o"))
                .as("what was told many times and stands twice, seed %d", SEED)
                .isEmpty();
        assertThat(NEO4J.run(
                        "MATCH (e:PolicyEpisode)-[:HAS_OUTCOME]->() WHERE e.participant_id IS NULL AND e.id =~ '.*:[0-9]+'"
                                + " RETURN count(e) AS n"))
                .as("episodes of those whom nobody erased")
                .containsExactly(Map.of("n", 45L * 2 * rounds));
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'PARTICIPANT_ERASED'}) RETURN count(e) > 0 AS some"))
                .containsExactly(Map.of("some", true));
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {actor_kind: 'AUTOMATIC'}) RETURN count(e) > 0 AS some"))
                .as("stops by the refreshes among the moves")
                .containsExactly(Map.of("some", true));
    }

    /** A round's candidates, and evidence against two of them for the refreshes to find. */
    private static List<String> versions(int round) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < VERSIONS; i++) {
            ids.add("r" + round + "v" + i);
            NEO4J.run("CALL metapolicy.registerVersion('f', {id: $id}, 'one')", Map.of("id", ids.get(i)));
        }
        NEO4J.run(
                "UNWIND $ids AS id CREATE (:Trial {id: id + ':trial', participant_id: 'who-' + id})",
                Map.of("ids", ids));
        NEO4J.run(
                "UNWIND $ids AS id MATCH (v:PolicyVersion {id: id}) UNWIND range(1, 60) AS i CREATE (v)-[:EVALUATED_IN]->"
                        + "(:PolicyEpisode {id: id + ':' + i, timestamp: datetime(), human_override: false,"
                        + " participant_id: CASE WHEN i % 4 = 0 THEN 'who-' + id END})-[:HAS_OUTCOME]->"
                        + "(:PolicyOutcome {id: id + ':' + i + ':o', episode_id: id + ':' + i, reward: -0.9,"
                        + " recorded_at: datetime()})",
                Map.of("ids", ids.subList(0, 2)));
        return ids;
    }

    /**
     * Each of two clients moves a version of one family and then one of the other, in opposite order: one of them is told
     * that it may try again, and its driver does.
     */
    @Test
    void aDeadlockIsTransientSoThatDriversTryAgain() throws Exception {
        for (String id : List.of("f1", "f2")) {
            NEO4J.run("CALL metapolicy.registerVersion('f', {id: $id}, 'one')", Map.of("id", id));
        }
        for (String id : List.of("g1", "g2")) {
            NEO4J.run("CALL metapolicy.registerVersion('g', {id: $id}, 'one')", Map.of("id", id));
        }
        AtomicInteger attempts = new AtomicInteger();
        CyclicBarrier bothHoldTheirFirst = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Driver bolt = NEO4J.driver(SharedNeo4j.OWNER)) {
            List<Future<Boolean>> clients = new ArrayList<>();
            for (List<String> order : List.of(List.of("f1", "g1"), List.of("g2", "f2"))) {
                clients.add(threads.submit(() -> {
                    AtomicBoolean first = new AtomicBoolean(true);
                    try (var session = bolt.session()) {
                        return session.executeWrite(tx -> {
                            attempts.incrementAndGet();
                            pause(tx, order.get(0));
                            if (first.getAndSet(false)) {
                                await(bothHoldTheirFirst);
                            }
                            pause(tx, order.get(1));
                            return true;
                        });
                    }
                }));
            }
            for (Future<Boolean> client : clients) {
                assertThat(Patience.result(client)).isTrue();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(attempts.get()).isGreaterThan(2);
        assertThat(NEO4J.run("MATCH (v:PolicyVersion) RETURN DISTINCT v.status AS status"))
                .containsExactly(Map.of("status", "PAUSED"));
        for (String family : List.of("f", "g")) {
            assertThat(NEO4J.run("CALL metapolicy.audit.verify($id) YIELD ok, events", Map.of("id", family)))
                    .containsExactly(Map.of("ok", true, "events", 5L));
        }
    }

    private static void pause(TransactionContext tx, String id) {
        tx.run("CALL metapolicy.pause($id, 'both')", Map.of("id", id)).consume();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(Patience.LAST_RESORT.toMinutes(), TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ofTwoFamiliesDoNotWaitForEachOther() throws Exception {
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'vf'}, 'one')");
        NEO4J.run("CALL metapolicy.registerVersion('g', {id: 'vg'}, 'one')");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Transaction holding = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            holding.execute("CALL metapolicy.promote('vf', 'go', {override: true})")
                    .resultAsString();
            // With f's move not committed yet, g's goes through.
            assertThat(Patience.result(
                            thread.submit(() -> NEO4J.run("CALL metapolicy.promote('vg', 'go', {override: true})"))))
                    .hasSize(1);
            assertThat(Patience.result(thread.submit(() -> NEO4J.run("CALL metapolicy.refreshTrust('g')"))))
                    .hasSize(1);
            holding.commit();
        } finally {
            thread.shutdown();
        }
    }

    /** Half of the moves inside the database, the other half over Bolt; gives how many went through. */
    private static int storm(ExecutorService threads, Driver bolt, List<String> ids, Random random) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> moves = new ArrayList<>();
        for (int i = 0; i < MOVES; i++) {
            Map<String, Object> parameters = Map.of("id", ids.get(random.nextInt(ids.size())));
            String call = CALLS.get(i % CALLS.size());
            boolean overBolt = random.nextBoolean();
            moves.add(threads.submit((Callable<Boolean>) () -> {
                start.await();
                return overBolt ? movedOverBolt(bolt, call, parameters) : moved(call, parameters);
            }));
        }
        start.countDown();
        int done = 0;
        for (Future<Boolean> move : moves) {
            done += Patience.result(move) ? 1 : 0;
        }
        return done;
    }

    /** Retries what is transient, as drivers do; false where the table refuses the move. */
    private static boolean moved(String call, Map<String, Object> parameters) {
        while (true) {
            try {
                NEO4J.run(call, parameters);
                return true;
            } catch (TransientFailureException again) {
                continue;
            } catch (RuntimeException refused) {
                assertThat(refused).hasRootCauseInstanceOf(Conflict.class);
                return false;
            }
        }
    }

    /** The driver retries by itself; all that is left is what the table refuses. */
    private static boolean movedOverBolt(Driver bolt, String call, Map<String, Object> parameters) {
        try (var session = bolt.session()) {
            session.executeWriteWithoutResult(tx -> tx.run(call, parameters).consume());
            return true;
        } catch (ClientException refused) {
            assertThat(refused.code())
                    .as(refused.getMessage())
                    .isEqualTo("Neo.ClientError.Procedure.ProcedureCallFailed");
            assertThat(refused.getMessage()).matches("cannot .*|meta-policy 'f' has these settings already");
            return false;
        }
    }
}
