package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.Counted;
import org.metapolicy.testing.Judged;
import org.metapolicy.testing.LakeHistory;
import org.metapolicy.testing.Patience;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.QueryExecutionException;

/** An import beside others who count or move the same family: one goes first, and the import fits what it left or is refused. */
class ConcurrentImportIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final long FIRST = Long.getLong("metapolicy.seed", System.nanoTime());
    private static final Instant NOW = LakeHistory.BEGIN.plusSeconds(40 * 86_400);
    private static final Judged LAKE = new Judged(NEO4J, "x");

    private int seed;

    @BeforeEach
    void aFamily() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        Counted.family(NEO4J, "x");
        NEO4J.run("CALL metapolicy.promote('x.a', 'to begin with', {override: true})");
        // The first refresh begins the states that an export hands out; one from before it is refused after it.
        NEO4J.run("CALL metapolicy.refreshTrust('x')");
    }

    private Counted counted() {
        LakeHistory history = new LakeHistory(FIRST + seed++, 200, 3);
        return Counted.of(NEO4J, "x", NOW, history.episodes(), history.outcomes());
    }

    /** What each of them was told: the refusal, or nothing where it did what it was asked for. */
    private static List<String> atOnce(List<Callable<?>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        CyclicBarrier together = new CyclicBarrier(calls.size());
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (Callable<?> call : calls) {
                answers.add(threads.submit(() -> {
                    together.await();
                    try {
                        call.call();
                        return "";
                    } catch (QueryExecutionException refused) {
                        return refused.getMessage();
                    }
                }));
            }
            List<String> told = new ArrayList<>();
            for (Future<String> answer : answers) {
                told.add(Patience.result(answer));
            }
            return told;
        } finally {
            threads.shutdown();
        }
    }

    private static long imports() {
        return (long) NEO4J.run("MATCH (e:GovernanceEvent {action: 'EVIDENCE_IMPORTED'}) RETURN count(e) AS n")
                .get(0)
                .get("n");
    }

    private static long outcomes() {
        return ((Number) NEO4J.run(
                                "MATCH (:MetaPolicy {id: 'x'})-[:HAS_EVIDENCE]->(e) RETURN coalesce(e.outcomes, 0) AS n")
                        .get(0)
                        .get("n"))
                .longValue();
    }

    private void goesOn() {
        assertThat(LAKE.problem()).as("seed " + FIRST).isNull();
        long before = outcomes();
        counted().imported(NEO4J);
        assertThat(outcomes()).isGreaterThan(before);
        assertThat(LAKE.problem()).as("seed " + FIRST).isNull();
    }

    @RepeatedTest(3)
    void ofTwoFromOneExportOneComesIn() throws Exception {
        Counted one = counted();
        Counted other = counted();
        List<String> told =
                atOnce(List.of(() -> one.imported(NEO4J), () -> other.imported(NEO4J), () -> one.imported(NEO4J)));
        assertThat(imports()).isEqualTo(1);
        assertThat(told)
                .allMatch(message -> message.isEmpty() || message.contains("was moved, configured or imported into"))
                .anyMatch(String::isEmpty);
        goesOn();
    }

    @RepeatedTest(3)
    void refreshesBesideItCountNothingTwice() throws Exception {
        Counted one = counted();
        List<String> told = atOnce(List.of(
                () -> NEO4J.run("CALL metapolicy.refreshTrust('x')"),
                () -> one.imported(NEO4J),
                () -> NEO4J.run("CALL metapolicy.refreshTrust('x', {mode: 'FULL'})"),
                () -> NEO4J.run("CALL metapolicy.refreshTrust()")));
        assertThat(told).containsOnly("");
        assertThat(imports()).isEqualTo(1);
        goesOn();
    }

    @RepeatedTest(3)
    void movesBesideItComeBeforeOrAfter() throws Exception {
        Counted one = counted();
        List<String> told = atOnce(List.of(
                () -> NEO4J.run("CALL metapolicy.promote('x.b', 'better', {override: true})"),
                () -> one.imported(NEO4J),
                () -> NEO4J.run("CALL metapolicy.registerVersion('x', {id: 'x.c', version_tag: '2.0.0'}, 'third')"),
                () -> NEO4J.run("CALL metapolicy.configure('x', {patience: 3}, 'slower')"),
                () -> NEO4J.run("CALL metapolicy.annotate('x#1', 'a note')")));
        assertThat(told.get(2)).isEmpty();
        assertThat(told.get(3)).isEmpty();
        assertThat(told.get(4)).isEmpty();
        assertThat(told.get(0)).matches("|.*an alarm.*|.*no override.*|.*cannot.*");
        assertThat(told.get(1)).matches("|.*was moved, configured or imported into.*");
        assertThat(imports()).isEqualTo(told.get(1).isEmpty() ? 1 : 0);
        goesOn();
    }

    /** The one family waits for nobody of the other. */
    @RepeatedTest(2)
    void importsOfTwoFamiliesComeInBoth() throws Exception {
        Counted.family(NEO4J, "y");
        NEO4J.run("CALL metapolicy.refreshTrust('y')");
        LakeHistory history = new LakeHistory(FIRST + 77, 200, 3);
        Counted other = Counted.of(NEO4J, "y", NOW, history.episodes(), history.outcomes());
        Counted one = counted();
        assertThat(atOnce(List.of(
                        () -> one.imported(NEO4J),
                        () -> other.imported(NEO4J),
                        () -> NEO4J.run("CALL metapolicy.refreshTrust()"))))
                .containsOnly("");
        assertThat(imports()).isEqualTo(2);
        assertThat(new Judged(NEO4J, "y").problem()).isNull();
        goesOn();
    }

    /** What an erasure changes of the family's texts is not what the export had. */
    @RepeatedTest(2)
    void anErasureBesideItLeavesWhatVerifies() throws Exception {
        NEO4J.run("CREATE (:Participant {id: 'p3'})");
        counted().imported(NEO4J);
        Counted one = counted();
        List<String> told = atOnce(List.of(
                () -> NEO4J.run("CALL metapolicy.erase({participant_id: 'p3'}, 'asked for')"),
                () -> one.imported(NEO4J)));
        assertThat(told.get(0)).isEmpty();
        assertThat(told.get(1)).matches("|.*was moved, configured or imported into.*");
        goesOn();
    }
}
