package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.LotteryFamily;
import org.metapolicy.testing.SharedNeo4j;

/** What came of decisions in which nobody acted. */
class UnservedIT {
    private static final int DECISIONS = 120;
    private static final Map<String, Object> LOADED = Map.of("affective_load", 0.8, "context_cluster", "evening");

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void family() {
        LotteryFamily.create(NEO4J, "ACTIVE", "EXPERIMENTAL", Map.of(), DECISIONS);
        LotteryFamily.interventions(NEO4J);
    }

    @Test
    void anOutcomeStandsWithTheAdjustment() {
        String id = stepped(0);
        assertThat(outcome(id, Map.of("reward", 0.5, "notes", "calm"))).containsExactly(created(id, true));
        assertThat(outcome(id, Map.of("reward", 0.5))).containsExactly(created(id, false));
        assertThatThrownBy(() -> outcome(id, Map.of("reward", 0.4))).hasMessageContaining("what was recorded stands");
        assertThatThrownBy(() -> outcome(stepped(1), Map.of("reward", 0.5, "human_override", true)))
                .hasMessageContaining("nobody acted: there is nothing to overrule");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recordOverride($id)", Map.of("id", id)))
                .hasMessageContaining("recorded as an episode of its own");
        assertThat(NEO4J.run("MATCH (a:NoeticAdjustment) WHERE a.reward IS NOT NULL"
                        + " RETURN a.reward AS reward, a.context_cluster AS cluster"))
                .containsExactly(Map.of("reward", 0.5, "cluster", "evening"));
        assertThat(NEO4J.run("MATCH (o:PolicyOutcome) RETURN o")).isEmpty();
    }

    @Test
    void ofADecisionThatHasAnEpisodeItIsRecordedThere() {
        NEO4J.run("CALL metapolicy.step('m', 't0', $context)", Map.of("context", LotteryFamily.OPEN));
        String id = (String)
                NEO4J.run("MATCH (a:NoeticAdjustment) RETURN a.id AS id").get(0).get("id");
        assertThatThrownBy(() -> outcome(id, Map.of("reward", 0.5)))
                .hasMessageContaining("is recorded with episode 'ep");
    }

    /** Doing nothing earns 0.5; one of three is a decision of select that was recorded later. */
    @Test
    void doingNothingIsAnArm() {
        for (int i = 0; i < DECISIONS; i++) {
            outcome(i % 3 == 0 ? selected() : stepped(i), Map.of("reward", 0.5));
        }
        List<Map<String, Object>> value =
                NEO4J.run("CALL metapolicy.evaluate('a') YIELD verdict, estimate, n, coverage");
        assertThat(value)
                .containsExactly(
                        Map.of("verdict", "ESTIMATED", "estimate", 0.5, "n", (long) DECISIONS, "coverage", 1.0));
        assertThat(
                        NEO4J.run(
                                "CALL metapolicy.evaluate('a', {against: 'NO_INTERVENTION'}) YIELD estimate, coverage, reason"
                                        + " RETURN estimate, coverage, reason CONTAINS 'both would always have done the same' AS same"))
                .containsExactly(Map.of("estimate", 0.0, "coverage", 1.0, "same", true));
    }

    private static Map<String, Object> created(String id, boolean created) {
        return Map.of("outcomeId", id + ":outcome", "created", created);
    }

    private static List<Map<String, Object>> outcome(String id, Map<String, Object> outcome) {
        return NEO4J.run("CALL metapolicy.recordOutcome($id, $outcome)", Map.of("id", id, "outcome", outcome));
    }

    private static String stepped(int trial) {
        return (String) NEO4J.run(
                        "CALL metapolicy.step('m', $trial, $context) YIELD adjustmentId",
                        Map.of("trial", "t" + trial, "context", LOADED))
                .get(0)
                .get("adjustmentId");
    }

    private static String selected() {
        return (String) NEO4J.run(
                        "CALL metapolicy.select('m', $context) YIELD decisionId"
                                + " CALL metapolicy.recordEpisode(null, {decision_id: decisionId}) YIELD episodeId"
                                + " RETURN episodeId",
                        Map.of("context", LOADED))
                .get(0)
                .get("episodeId");
    }
}
