package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** What other ways of choosing would have earned, from decisions as the graph keeps them. */
class BacktestIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void aFamilysOwnReportComesFromItsDecisions() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'answers for the test') YIELD seq RETURN seq");
        NEO4J.run("CALL metapolicy.create({id: 'm', name: 'm', risk_tier: 'EXPERIMENTAL', approvers: ['owner']},"
                + " 'test') YIELD seq RETURN seq");
        assertThat(NEO4J.run("CALL metapolicy.backtest('m')")).isEmpty();
        NEO4J.run("CREATE (p:Policy {id: 'm'}) WITH p UNWIND ['cue', 'rest'] AS id CREATE (p)-[:USES_INTERVENTION]->"
                + "(:InterventionType {id: id, name: id, risk_level: 'LOW', active: true})");
        for (String version : List.of("d", "c")) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion('m', {id: $id, policy_id: 'm', version_tag: $id}, 'test')"
                            + " YIELD seq RETURN seq",
                    Map.of("id", version));
        }
        for (String version : List.of("c", "d")) {
            NEO4J.run(
                    "CALL metapolicy.promote($id, 'test', {override: true}) YIELD seq RETURN seq",
                    Map.of("id", version));
        }
        NEO4J.run("CALL metapolicy.setFallback('d', 'test') YIELD seq RETURN seq");
        NEO4J.run("CALL metapolicy.setMode('m', 'ACTIVE', 'test') YIELD seq RETURN seq");
        NEO4J.run("CALL metapolicy.refreshTrust('m') YIELD verdict RETURN verdict");
        NEO4J.run("UNWIND range(0, 159) AS i CREATE (:Trial {id: 't' + i, participant_id: 'p' + i % 3,"
                + " timestamp: datetime('2026-03-01T10:00:00Z') + duration({minutes: i})})");
        NEO4J.run("UNWIND range(0, 159) AS i CALL metapolicy.step('m', 't' + i, {coherence: 0.6, entropy_change: 0.3,"
                + " max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL', seed: i, context_cluster: 'k' + i % 4,"
                + " suggestions: {d: 'rest', c: 'cue'}}) YIELD episodeId, versionId"
                + " CALL metapolicy.recordOutcome(episodeId, {reward: CASE versionId WHEN 'c' THEN 0.4 ELSE 0.1 END,"
                + " human_override: i % 8 = 0}) YIELD created RETURN count(*)");
        List<Map<String, Object>> rows = NEO4J.run("CALL metapolicy.backtest('m', {propensity_min: 0.01})");
        assertThat(rows)
                .extracting(row -> row.get("way"))
                .containsExactly(
                        "product",
                        "newest",
                        "default",
                        "uniform",
                        "thompson",
                        "thompson_by_context",
                        "ucb1",
                        "epsilon_greedy",
                        "literal_rule");
        assertThat(rows.get(0)).containsEntry("verdict", "ESTIMATED").containsEntry("difference", null);
        // One of eight was overridden, and is covered all the same.
        assertThat(rows)
                .allSatisfy(row -> assertThat(row).containsEntry("n", 160L).containsEntry("coverage", 1.0));
        Map<String, Object> newest = rows.get(1);
        Map<String, Object> standard = rows.get(2);
        assertThat((Double) newest.get("estimate") - (Double) standard.get("estimate"))
                .isBetween(0.25, 0.35);
        settings();
        // By trust, of which nothing is known, the default would mostly serve, which earns .1, and not each in turn,
        // .25.
        Map<String, Object> byTrust = replayed("{selection: 'TRUST'}");
        assertThat((Double) byTrust.get("estimate")).isBetween(0.1, 0.13);
        assertThat((Double) byTrust.get("difference")).isBetween(-0.2, -0.1);
        assertThat(byTrust).containsEntry("coverage", 1.0).containsEntry("verdict", "INCONCLUSIVE");
        eachDecisionSaysItsShare(byTrust);
    }

    /** What replay says of each decision amounts to what backtest says of all. */
    private static void eachDecisionSaysItsShare(Map<String, Object> byTrust) {
        List<Map<String, Object>> each =
                NEO4J.run("CALL metapolicy.replay('m', {propensity_min: 0.01, config: {selection: 'TRUST'}})");
        assertThat(each).hasSize(160).allSatisfy(row -> assertThat(row).containsEntry("uncovered", null));
        assertThat(mean(each, "estimate")).isEqualTo((Double) byTrust.get("estimate"), within(1e-12));
        assertThat(mean(each, "difference")).isEqualTo((Double) byTrust.get("difference"), within(1e-12));
        // Each had a chance of a half, which is not this much.
        assertThat(NEO4J.run("CALL metapolicy.replay('m', {propensity_min: 0.6, config: {selection: 'TRUST'}})"
                        + " YIELD estimate, uncovered RETURN estimate, uncovered, count(*) AS n"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("estimate", null)
                        .containsEntry("uncovered", "NOT_TRIED")
                        .containsEntry("n", 160L));
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.replay('m', {propensity_min: 2})"))
                .hasMessageContaining("options.propensity_min");
    }

    private static double mean(List<Map<String, Object>> rows, String column) {
        return rows.stream()
                .mapToDouble(row -> (Double) row.get(column))
                .average()
                .orElseThrow();
    }

    /** What is asked about is settings, which may be those that were. */
    private static void settings() {
        Map<String, Object> same = replayed("{}");
        assertThat(same).containsEntry("difference", 0.0);
        assertThat(same.get("reason").toString()).contains("both would always have done the same");
        Map<String, Object> changed = replayed("{select_min: 0.4}");
        assertThat(changed.get("reason").toString()).contains("under the settings of config");
        assertThat(changed).containsEntry("coverage", 1.0);
    }

    private static Map<String, Object> replayed(String config) {
        List<Map<String, Object>> rows =
                NEO4J.run("CALL metapolicy.backtest('m', {propensity_min: 0.01, config: " + config + "})");
        assertThat(rows).hasSize(10);
        assertThat(rows.get(9)).containsEntry("way", "replayed").containsEntry("n", 160L);
        return rows.get(9);
    }
}
