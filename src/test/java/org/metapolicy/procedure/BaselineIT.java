package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** A first default has nobody's evidence to rest on: its limits relative to promotion freeze on what it does first. */
class BaselineIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final String OUTCOMES = """
            UNWIND $rows AS row
            CREATE (e:PolicyEpisode {id: row.id, policy_version_id: 'F.a', timestamp: datetime('2026-01-01T00:00:00Z')
                + duration({seconds: row.at}), human_override: row.override, context_cluster: 'c' + row.at % 4})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + row.id, reward: row.reward, delta_coherence: 0.1})
            """;

    private int next;

    @BeforeEach
    void family() {
        next = 0;
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run("CALL metapolicy.create({id: 'F', scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'x')");
        NEO4J.run("CALL metapolicy.registerVersion('F', {id: 'F.a', policy_id: 'p', version_tag: 'v1.0'}, 'x')");
    }

    @Test
    void aDefaultPromotedOnNothingIsRolledBackAsOnePromotedOnEvidence() {
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
        count(300, i -> i % 50 == 0, 0.6);
        assertThat(events("BASELINE_SET"))
                .containsExactly(
                        "AUTOMATIC: it was promoted on fewer than 50 episodes: its limits relative to promotion froze on"
                                + " the first 50 after it: degradation 0.3999, override_surge 0.1897");
        assertThat(status()).isEqualTo("LIVE");
        // 36 of 100.
        count(600, i -> i * 36 / 100 != (i + 1) * 36 / 100, 0);
        assertThat(status()).isEqualTo("ROLLED_BACK");
        assertThat(events("ROLLED_BACK")).singleElement().asString().startsWith("AUTOMATIC: alarm of ");
        assertThat(events("BASELINE_SET")).hasSize(1);
        verified();
        NEO4J.run("CALL metapolicy.refreshTrust('F', {mode: 'FULL'})");
        assertThat(events("BASELINE_SET")).hasSize(1);
    }

    @Test
    void limitsThatSomebodyTookAwayAreToldOfAgain() {
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
        count(300, i -> i % 50 == 0, 0.6);
        NEO4J.run("CALL metapolicy.refreshTrust('F', {mode: 'FULL'})");
        assertThat(events("BASELINE_SET")).hasSize(1);
        NEO4J.run("MATCH (:PolicyVersion {id: 'F.a'})-[:HAS_EVIDENCE]->(e) SET e.state = ''");
        NEO4J.run("CALL metapolicy.refreshTrust('F', {mode: 'FULL'})");
        assertThat(events("BASELINE_SET")).hasSize(2);
    }

    @Test
    void onePromotedOnEvidenceNeedsNoneOfIt() {
        count(300, i -> i % 50 == 0, 0.6);
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
        count(600, i -> i * 36 / 100 != (i + 1) * 36 / 100, 0);
        assertThat(status()).isEqualTo("ROLLED_BACK");
        assertThat(events("BASELINE_SET")).isEmpty();
        verified();
    }

    @Test
    void atRandomWhatRisesFarEnoughAfterFiftyIsRolledBackAndWhatStaysIsNot() {
        long seed = new SplittableRandom().nextLong();
        System.out.println("BaselineIT: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        double before = random.nextDouble(0.02, 0.10);
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
        count(50 + random.nextInt(300), i -> random.nextDouble() < before, random.nextDouble(0.4, 0.8));
        assertThat(events("BASELINE_SET")).hasSize(1);
        assertThat(status()).as("seed %d", seed).isEqualTo("LIVE");
        count(900, i -> random.nextDouble() < before + 0.30, -0.02);
        assertThat(status()).as("seed %d", seed).isEqualTo("ROLLED_BACK");
        verified();
    }

    private static void verified() {
        Map<String, Object> fine = new HashMap<>();
        fine.put("ok", true);
        fine.put("problem", null);
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('F', {recount: true}) YIELD ok, problem"))
                .containsExactly(fine);
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('F', {mode: 'FULL'}) YIELD reason"))
                .allMatch(row -> row.get("reason").toString().contains("the recount agrees"));
        assertThat(events("EVIDENCE_CORRECTED")).isEmpty();
    }

    private void count(int outcomes, java.util.function.IntPredicate override, double reward) {
        List<Map<String, Object>> rows = IntStream.range(0, outcomes)
                .mapToObj(i -> Map.<String, Object>of(
                        "id", "e" + next, "at", next++, "override", override.test(i), "reward", reward))
                .toList();
        NEO4J.run(OUTCOMES, Map.of("rows", rows));
        NEO4J.run("CALL metapolicy.refreshTrust('F', {batch_size: 100})");
    }

    private static String status() {
        return (String) NEO4J.run("MATCH (v:PolicyVersion) RETURN v.status AS status")
                .get(0)
                .get("status");
    }

    private static List<String> events(String action) {
        return NEO4J
                .run(
                        "MATCH (e:GovernanceEvent {action: $action}) RETURN e.actor_kind + ': ' + e.reason AS said ORDER BY e.seq",
                        Map.of("action", action))
                .stream()
                .map(row -> (String) row.get("said"))
                .toList();
    }
}
