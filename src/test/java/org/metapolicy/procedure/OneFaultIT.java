package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.QueryExecutionException;
import org.neo4j.graphdb.Transaction;

/** A refresh of all families watches each of them, whatever is wrong with one that comes before it by its id. */
class OneFaultIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void twoFamiliesOneOfThemHarmful() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        for (String family : List.of("a", "z")) {
            NEO4J.run(
                    "CALL metapolicy.create({id: $id, scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'x')",
                    Map.of("id", family));
            NEO4J.run(
                    "CALL metapolicy.registerVersion($id, {id: $version}, 'x')",
                    Map.of("id", family, "version", family + ".v"));
            NEO4J.run("CALL metapolicy.promote($version, 'x', {override: true})", Map.of("version", family + ".v"));
        }
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: 'z.v'}) UNWIND range(1, 120) AS i CREATE (v)-[:EVALUATED_IN]->"
                        + "(:PolicyEpisode {id: 'e' + i, policy_version_id: 'z.v', timestamp: datetime(), human_override: true})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'e' + i, episode_id: 'e' + i, reward: -0.9, safety_flag: true})");
    }

    private static final String EVIDENCE = "MATCH (:MetaPolicy {id: 'a'})-[:HAS_EVIDENCE]->(e:FamilyEvidence)";

    /** Of two nodes nobody knows which is the family's. */
    private static final List<Map<String, Object>> TWICE = List.of(Map.of("failed", false), Map.of("failed", false));

    @ParameterizedTest
    @MethodSource("org.metapolicy.procedure.FamilyDamage#all")
    void aDamagedFamilyHarmsItselfAlone(String damage) {
        NEO4J.run(damage);
        List<Map<String, Object>> rows = NEO4J.run("CALL metapolicy.refreshTrust()");
        assertThat(rows).as(damage).anySatisfy(row -> assertThat(row)
                .containsEntry("versionId", "z.v")
                .containsEntry("verdict", "BREACHED"));
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'z.v'}) RETURN v.status AS status"))
                .containsExactly(Map.of("status", "ROLLED_BACK"));
        rows.stream().filter(row -> "FAILED".equals(row.get("verdict"))).forEach(row -> assertThat(
                        (String) row.get("reason"))
                .startsWith("meta-policy 'a' could not be refreshed: ")
                .doesNotContain("Exception"));
        // Where there is one node to note it on.
        boolean failed = rows.stream().anyMatch(row -> "FAILED".equals(row.get("verdict")));
        assertThat(noted()).as(damage).isIn(List.of(), List.of(Map.of("failed", failed)), TWICE);
        // Its own refresh tells its caller, and notes it likewise.
        NEO4J.run(EVIDENCE + " REMOVE e.refresh_failed_at");
        assertThat(isRefused("CALL metapolicy.refreshTrust('a')")).as(damage).isEqualTo(failed);
        assertThat(noted()).as(damage).isIn(List.of(), List.of(Map.of("failed", failed)), TWICE);
    }

    private static List<Map<String, Object>> noted() {
        return NEO4J.run(EVIDENCE + " RETURN e.refresh_failed_at IS NOT NULL AS failed");
    }

    private static boolean isRefused(String call) {
        try {
            NEO4J.run(call);
            return false;
        } catch (QueryExecutionException refused) {
            return true;
        }
    }

    @Test
    void aHeldFamilyIsBusyAndTheOthersAreWatched() {
        try (Transaction holder = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            holder.execute("CALL metapolicy.configure('a', {patience: 3}, 'never committed')")
                    .close();
            List<Map<String, Object>> rows = NEO4J.run("CALL metapolicy.refreshTrust()");
            assertThat(rows).anySatisfy(row -> assertThat(row)
                    .containsEntry("verdict", "BUSY")
                    .containsEntry(
                            "reason",
                            "another transaction has held the lock of meta-policy 'a' for 10 s: SHOW"
                                    + " TRANSACTIONS finds it; the next refresh goes on"));
            assertThat(rows)
                    .anySatisfy(row ->
                            assertThat(row).containsEntry("versionId", "z.v").containsEntry("verdict", "BREACHED"));
        }
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust() YIELD verdict RETURN verdict"))
                .doesNotContain(Map.of("verdict", "BUSY"));
    }

    @Test
    void whoeverEndsARefreshSaysNothingAgainstItsFamily() throws InterruptedException {
        NEO4J.run("UNWIND range(1, 3000) AS i MATCH (v:PolicyVersion {id: 'z.v'}) CREATE (v)-[:EVALUATED_IN]->"
                + "(:PolicyEpisode {id: 'more' + i})-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'more' + i, reward: 0.1})");
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        try (Transaction call = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            Thread refresh = new Thread(() -> {
                try {
                    call.execute("CALL metapolicy.refreshTrust('z', {batch_size: 1})")
                            .close();
                } catch (RuntimeException ended) {
                    thrown.set(ended);
                }
            });
            refresh.start();
            while (NEO4J.run("MATCH (o:CountedOutcome) RETURN o LIMIT 1").isEmpty()) {
                assertThat(refresh.isAlive()).isTrue();
            }
            call.terminate();
            refresh.join();
        }
        assertThat(thrown.get()).hasStackTraceContaining("terminated");
        assertThat(NEO4J.run("MATCH (e:FamilyEvidence) WHERE e.refresh_failed_at IS NOT NULL RETURN e"))
                .isEmpty();
    }
}
