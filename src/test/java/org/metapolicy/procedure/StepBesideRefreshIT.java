package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.Patience;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Who steps does not wait for the refresh of the same family, wherever that has come to. */
class StepBesideRefreshIT {
    /** With more than 50 links a node has them in groups, and a new one locks no more than its group. */
    private static final int DECIDED = 60;

    private static final String STEPS =
            "UNWIND range($from, $to) AS i CREATE (t:Trial {id: 't' + i, participant_id: 'p',"
                    + " timestamp: datetime('2026-03-01T10:00:00Z') + duration({seconds: i})})"
                    + " WITH t CALL metapolicy.step('m', t.id, {coherence: 0.6, entropy_change: 0.5, max_rv_potency: 0.0,"
                    + " affective_load: 0.1, awareness: 'FULL'}) YIELD versionId, episodeId";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamilyThatDecidedForAWhile() {
        GovernedFamily.create(NEO4J, "m", Map.of()).candidate("c").active();
        decide(1, DECIDED);
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
    }

    /** A refresh meets outcomes in the order of their time, and saves what it knows of people after versions and their snapshots. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GraphCountingTransaction | MATCH (n:PolicyOutcome) WHERE NOT n:CountedOutcome RETURN n ORDER BY n.recorded_at DESC LIMIT 1
            GraphPeople              | MATCH (n:ParticipantEvidence {policy_version_id: 'base'}) RETURN n
            """)
    void aStepIsDoneWhileTheRefreshHoldsTheFamily(String where, String needed) throws Exception {
        decide(DECIDED + 1, 2 * DECIDED);
        FutureTask<List<Map<String, Object>>> refresh =
                new FutureTask<>(() -> NEO4J.run("CALL metapolicy.refreshTrust('m') YIELD versionId, newOutcomes"));
        FutureTask<List<Map<String, Object>>> pause =
                new FutureTask<>(() -> NEO4J.run("CALL metapolicy.pause('c', 'to see who waits')"));
        try (Transaction holder = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            holder.acquireWriteLock((Node) holder.execute(needed).next().get("n"));
            startAndWait(refresh, where);
            startAndWait(pause, "GraphRegistry");

            aStepIsDone();
            assertThat(refresh).as("the refresh, which still holds the family").isNotDone();
            assertThat(pause).as("a move, which waits for the family").isNotDone();
        }
        assertThat(Patience.result(refresh)).contains(Map.of("versionId", "base", "newOutcomes", (long) DECIDED));
        assertThat(Patience.result(pause)).hasSize(1);
    }

    /** As a refresh does with what it counted, a move holds the family and the versions that may serve, until its end. */
    @Test
    void aStepIsDoneWhileAMoveHoldsTheFamilyAndItsVersions() {
        try (Transaction holder = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            holder.execute("CALL metapolicy.configure('m', {patience: 3}, 'never committed')")
                    .close();
            aStepIsDone();
        }
    }

    private static void aStepIsDone() {
        assertThat(NEO4J.run(
                        STEPS + " RETURN versionId, episodeId IS NOT NULL AS episode",
                        Map.of("from", 2 * DECIDED + 1, "to", 2 * DECIDED + 1)))
                .containsExactly(Map.of("versionId", "base", "episode", true));
    }

    private static void decide(int from, int to) {
        NEO4J.run(
                STEPS + " CALL metapolicy.recordOutcome(episodeId, {reward: 0.3, recorded_at: t.timestamp})"
                        + " YIELD created RETURN count(*)",
                Map.of("from", from, "to", to));
    }

    /** Returns when the work waits for a lock that it takes there. */
    private static void startAndWait(FutureTask<?> work, String where) {
        Thread thread = new Thread(work, where);
        thread.start();
        Patience.until("a lock is waited for in " + where, () -> {
            List<String> classes = Arrays.stream(thread.getStackTrace())
                    .map(StackTraceElement::getClassName)
                    .toList();
            return work.isDone()
                    || classes.stream().anyMatch(name -> name.endsWith(".ForsetiClient"))
                            && classes.stream().anyMatch(name -> name.endsWith("." + where));
        });
    }
}
