package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.Patience;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.kernel.DeadlockDetectedException;

/** What is deleted while a refresh looks through it is no fault of the refresh. */
class RefreshBesideErasureIT {
    private static final int ROUNDS = 6;

    private static final List<String> CALLS =
            List.of("refreshTrust('m')", "plan('m')", "status('m')", "refreshTrust(null)");

    private static final String RECORDED = """
            MATCH (v:PolicyVersion {id: 'v'}) UNWIND range(1, 40) AS i
            CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: $round + '-' + i, timestamp: datetime(), participant_id: 'who'})
            FOREACH (open IN CASE i % 2 WHEN 0 THEN [1] ELSE [] END | SET e:OpenEpisode, e.open_for = '')
            FOREACH (wrong IN CASE i % 3 WHEN 0 THEN [1] ELSE [] END | SET e.human_override = 'no')
            FOREACH (known IN CASE i % 6 WHEN 3 THEN [1] ELSE [] END | SET e:InvalidEpisode)
            FOREACH (told IN CASE i % 4 WHEN 0 THEN [1] ELSE [] END |
                CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: e.id, episode_id: e.id, reward: 0.5}))
            """;

    /** As an erasure leaves of somebody's evidence. */
    private static final String ERASED =
            "MATCH (e:PolicyEpisode {participant_id: 'who'}) OPTIONAL MATCH (e)-[:HAS_OUTCOME]->(o)"
                    + " DETACH DELETE e, o";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aVersion() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'm'}, 'a pilot')");
        NEO4J.run("CALL metapolicy.registerVersion('m', {id: 'v'}, 'one')");
    }

    @Test
    void noneOfTheCallsFails() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> erasing = thread.submit(() -> {
                int rounds = 0;
                for (; !done.get(); rounds++) {
                    NEO4J.run(RECORDED, Map.of("round", rounds));
                    NEO4J.run(ERASED);
                }
                return rounds;
            });
            try {
                for (int round = 0; round < ROUNDS && !erasing.isDone(); round++) {
                    CALLS.forEach(RefreshBesideErasureIT::call);
                }
            } finally {
                done.set(true);
            }
            assertThat(Patience.result(erasing)).isPositive();
        } finally {
            thread.shutdown();
        }
    }

    /** Two that wait for each other are no fault of either: drivers try such a call again, as this does. */
    private static void call(String what) {
        for (boolean done = false; !done; ) {
            try {
                NEO4J.run("CALL metapolicy." + what);
                done = true;
            } catch (RuntimeException failure) {
                if (!(Throwables.getRootCause(failure) instanceof DeadlockDetectedException)) {
                    throw failure;
                }
            }
        }
    }
}
