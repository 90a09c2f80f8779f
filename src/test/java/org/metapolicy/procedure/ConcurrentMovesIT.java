package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.TransientFailureException;

/** Many moves of one family at once: one default or none at every commit, and a chain without a gap. */
class ConcurrentMovesIT {
    private static final int ROUNDS = 3;
    private static final int MOVES = 64;
    private static final int VERSIONS = 16;
    private static final long SEED = 20260731;

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamilyOfManyVersions() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        NEO4J.run("CALL metapolicy.create({id: 'g'}, 'another')");
    }

    @Test
    void leaveOneDefaultOrNoneAndAnUnbrokenChain() throws Exception {
        Random random = new Random(SEED);
        ExecutorService threads = Executors.newFixedThreadPool(MOVES);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < VERSIONS; i++) {
                    ids.add("r" + round + "v" + i);
                    NEO4J.run("CALL metapolicy.registerVersion('f', {id: $id}, 'one')", Map.of("id", ids.get(i)));
                }
                int done = storm(threads, ids, random);
                assertThat(done).as("moves that went through, seed %d", SEED).isPositive();
                assertThat(NEO4J.run("CALL metapolicy.audit.verify('f') YIELD ok, problem"))
                        .as("round %d, seed %d", round, SEED)
                        .singleElement()
                        .satisfies(row -> assertThat(row).containsEntry("ok", true));
                assertThat(NEO4J.run("MATCH (e:GovernanceEvent {meta_policy_id: 'f'}) WITH e ORDER BY e.seq"
                                + " WITH collect(e) AS es UNWIND range(1, size(es) - 1) AS i"
                                + " WITH es[i - 1] AS a, es[i] AS b"
                                + " WHERE b.seq <> a.seq + 1 OR b.prev_hash <> a.hash"
                                + " OR NOT coalesce(b.default_before, '') = coalesce(a.default_after, '')"
                                + " RETURN b.seq"))
                        .isEmpty();
            }
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
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
            assertThat(thread.submit(() -> NEO4J.run("CALL metapolicy.promote('vg', 'go', {override: true})"))
                            .get(1, TimeUnit.MINUTES))
                    .hasSize(1);
            holding.commit();
        } finally {
            thread.shutdown();
        }
    }

    private static int storm(ExecutorService threads, List<String> ids, Random random) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> moves = new ArrayList<>();
        for (int i = 0; i < MOVES; i++) {
            String id = ids.get(random.nextInt(ids.size()));
            String call = List.of(
                            "CALL metapolicy.promote($id, 'storm', {override: true})",
                            "CALL metapolicy.rollback($id, 'storm')",
                            "CALL metapolicy.pause($id, 'storm')",
                            "CALL metapolicy.refreshTrust('f')")
                    .get(i % 4);
            moves.add(threads.submit((Callable<Boolean>) () -> {
                start.await();
                return moved(call, id);
            }));
        }
        start.countDown();
        int done = 0;
        for (Future<Boolean> move : moves) {
            done += move.get(2, TimeUnit.MINUTES) ? 1 : 0;
            assertThat(NEO4J.run("MATCH (:MetaPolicy {id: 'f'})-[d:DEFAULT_POLICY]->() RETURN count(d) AS n")
                            .get(0))
                    .satisfies(row -> assertThat((Long) row.get("n")).isLessThanOrEqualTo(1));
        }
        return done;
    }

    /** Retries what is transient, as drivers do; false where the table refuses the move. */
    private static boolean moved(String call, String id) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            try {
                NEO4J.run(call, Map.of("id", id));
                return true;
            } catch (TransientFailureException retry) {
                if (System.nanoTime() > deadline) {
                    throw retry;
                }
            } catch (RuntimeException refused) {
                assertThat(refused).hasRootCauseInstanceOf(Conflict.class);
                return false;
            }
        }
    }
}
