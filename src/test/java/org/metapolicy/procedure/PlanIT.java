package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metapolicy.testing.EvidenceGraph.row;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.EvidenceGraph;
import org.metapolicy.testing.SharedNeo4j;

/** The plan says what the refresh then does, and writes nothing. */
class PlanIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private final EvidenceGraph graph = new EvidenceGraph(NEO4J);

    @BeforeEach
    void aLiveVersionAndACandidate() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a test')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'live', policy_id: 'p'}, 'a test')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'next', policy_id: 'p'}, 'a test')");
        NEO4J.run("CALL metapolicy.promote('live', 'a test', {override: true})");
    }

    @Test
    void aVersionThatKeepsBeingOverriddenIsPlannedToGoAndThenGoes() {
        graph.outcomes(LongStream.rangeClosed(1, 100)
                .mapToObj(i -> row("live", "e" + i, i, 0.1, true))
                .toList());
        long nodes = nodes();

        Map<String, Object> planned = plan("live", "{}");
        assertThat(planned).containsEntry("action", "ROLL_BACK").containsEntry("newOutcomes", 100L);
        assertThat(nodes()).isEqualTo(nodes);
        assertThat(NEO4J.run("MATCH (o:CountedOutcome) RETURN o")).isEmpty();
        assertThat(status("live")).isEqualTo("LIVE");

        Map<String, Object> done = NEO4J.run("CALL metapolicy.refreshTrust('f')").stream()
                .filter(row -> row.get("versionId").equals("live"))
                .findFirst()
                .orElseThrow();
        assertThat(done).containsEntry("action", "ROLLED_BACK").containsEntry("verdict", "BREACHED");
        assertThat(done.get("trustScore")).isEqualTo(planned.get("trustScore"));
        assertThat(status("live")).isEqualTo("ROLLED_BACK");
        assertThat(NEO4J.run("MATCH (:MetaPolicy)-[:DEFAULT_POLICY]->(v) RETURN v"))
                .isEmpty();
    }

    @Test
    void underALooserLimitItWouldStay() {
        graph.outcomes(LongStream.rangeClosed(1, 100)
                .mapToObj(i -> row("live", "e" + i, i, 0.1, i % 2 == 0))
                .toList());

        assertThat(plan("live", "{override_rate_max: 0.2}")).containsEntry("action", "ROLL_BACK");
        assertThat(plan("live", "{override_rate_max: 0.9}")).containsEntry("action", "NONE");
    }

    @Test
    void itSaysWhatBlocksAPromotion() {
        assertThat((List<?>) plan("next", "{}").get("blocks"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat((String) block).containsAnyOf("pci_promote", "no mean reward"));
    }

    /** Worse by .3 in either context, and trusted as much. */
    @Test
    void withoutTheCounterfactualGateItSaysWhomItWouldProposeAndWhatTheComparisonSays() {
        NEO4J.run(
                LimitedPromotionIT.OUTCOMES,
                Map.of(
                        "rows",
                        IntStream.range(0, 400)
                                .mapToObj(i -> Map.<String, Object>of(
                                        "id",
                                        "e" + i,
                                        "version",
                                        i % 2 == 0 ? "live" : "next",
                                        "at",
                                        i,
                                        "reward",
                                        (i % 2 == 0 ? 0.5 : 0.2) + 0.1 * Math.sin(i),
                                        "context",
                                        i % 4 < 2 ? "morning" : "evening"))
                                .toList()));
        Map<String, Object> whole = plan("next", "{}");
        Map<String, Object> without = plan("next", "{without: ['counterfactual_gate']}");
        assertThat(whole).containsEntry("action", "NONE");
        assertThat((List<?>) whole.get("blocks"))
                .singleElement()
                .asString()
                .startsWith("it is not certain that it is at most worse_margin 0.1 worse than the default 'live'");
        assertThat(without).containsEntry("action", "PROPOSE").containsEntry("blocks", whole.get("blocks"));
        assertThat(plan("next", "{without: ['counterfactual_gate'], pci_promote: 0.99}"))
                .containsEntry("action", "NONE");
        assertThat(plan("next", "{without: []}")).isEqualTo(whole);

        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("CALL metapolicy.proposals('f')"))
                .as("it was asked, not changed")
                .isEmpty();
    }

    @Test
    void familyAndConfigAreChecked() {
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.plan('f', {without: ['guardrails']})"))
                .hasMessageContaining("config.without", "a list of counterfactual_gate", "guardrails");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.plan('nobody')"))
                .hasMessageContaining("there is no meta-policy 'nobody'");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.plan('f', {limit: 3})"))
                .hasMessageContaining("unknown setting 'limit'");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.plan('f', {pci_min: 0.9})"))
                .hasMessageContaining("pci_critical < pci_min <= select_min < pci_promote");
    }

    private static Map<String, Object> plan(String version, String config) {
        return NEO4J.run("CALL metapolicy.plan('f', " + config + ")").stream()
                .filter(row -> row.get("versionId").equals(version))
                .findFirst()
                .orElseThrow();
    }

    private static Object status(String version) {
        return NEO4J.run("MATCH (v:PolicyVersion {id: $id}) RETURN v.status AS status", Map.of("id", version))
                .get(0)
                .get("status");
    }

    private static long nodes() {
        return (Long) NEO4J.run("MATCH (n) RETURN count(n) AS n").get(0).get("n");
    }
}
