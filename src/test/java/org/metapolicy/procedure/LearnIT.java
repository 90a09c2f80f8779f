package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** A version spawned from what came of another one's decisions. */
class LearnIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamilyOfOneBandit() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        NEO4J.run(
                "CALL metapolicy.registerVersion('f', {id: 'v', parameters: {alpha: 0.5, actions: {rest: {A: [[2.0, 0.5],"
                        + " [0.5, 1]], b: [0.1, -0.2]}, cue: {A: [[1, 0], [0, 1]], b: [0, 0]}}}}, 'first')");
    }

    private static void decided(String id, String properties, String outcome) {
        NEO4J.run("CALL metapolicy.recordEpisode('v', {id: '" + id + "', " + properties + "})");
        NEO4J.run("CALL metapolicy.recordOutcome('" + id + "', {" + outcome + "})");
    }

    @Test
    void itsParametersAreThoseAfterEveryCountedDecision() {
        decided("e1", "context: [0.3, -1.2], chosen_intervention_id: 'rest'", "reward: 0.7");
        decided("e2", "context: [0.1, 0.2], chosen_intervention_id: 'cue'", "reward: -0.4");
        decided("e3", "context: [2.5, 0.25], chosen_intervention_id: 'rest'", "reward: 0.05");
        decided("e4", "context: [9, 9], chosen_intervention_id: 'rest', human_override: true", "reward: 1");
        decided("e5", "chosen_intervention_id: 'rest'", "reward: 1");
        decided("e6", "context: [9, 9], chosen_intervention_id: 'breathe'", "reward: 1");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        decided("e7", "context: [9, 9], chosen_intervention_id: 'rest'", "reward: 1");
        Map<String, Object> learned =
                NEO4J.run("CALL metapolicy.learn('v', 'the first week')").get(0);
        assertThat(learned).containsEntry("used", 3L);
        assertThat(learned.get("leftOut"))
                .isEqualTo(Map.of("overridden", 1L, "without_context", 1L, "other_intervention", 1L));
        String child = (String) learned.get("versionId");
        Map<String, Object> made = NEO4J.run(
                        "MATCH (v:PolicyVersion {id: $id})-[:PREVIOUS_VERSION]->(p) RETURN"
                                + " v.parameters_blob AS parameters, v.status AS status, p.id AS parent, v.context_dim AS dim",
                        Map.of("id", child))
                .get(0);
        assertThat(made)
                .containsEntry("status", "CANDIDATE")
                .containsEntry("parent", "v")
                .containsEntry("dim", 2L);
        JsonObject actions = JsonParser.parseString((String) made.get("parameters"))
                .getAsJsonObject()
                .getAsJsonObject("actions");
        // The figures of LinUcbUpdateTest, from Python.
        near(actions, "rest", List.of(8.34, 0.765, 0.765, 2.5025), List.of(0.435, -1.0275));
        near(actions, "cue", List.of(1.01, 0.02, 0.02, 1.04), List.of(-0.04, -0.08));
        assertThat(NEO4J.run(
                        "CALL metapolicy.audit('f') YIELD action, versionId, evidence WHERE versionId = $id"
                                + " RETURN action, evidence",
                        Map.of("id", child)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event).containsEntry("action", "SPAWNED");
                    assertThat((String) event.get("evidence")).contains("\"learned_from\":3");
                });
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f') YIELD ok")).containsExactly(Map.of("ok", true));
    }

    @Test
    void whatTeachesNothingSpawnsNothing() {
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.learn('v', 'too early')"))
                .hasMessageContaining("version 'v' has nothing to learn from");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'plain', parent_version_id: 'v'}, 'no bandit')");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.learn('plain', 'no bandit')"))
                .hasMessageContaining("version 'plain' has no LinUCB parameters to learn");
        assertThat(NEO4J.run("MATCH (v:PolicyVersion) RETURN count(*) AS n")).containsExactly(Map.of("n", 2L));
    }

    private static void near(JsonObject actions, String action, List<Double> a, List<Double> b) {
        JsonObject model = actions.getAsJsonObject(action);
        for (int i = 0; i < 4; i++) {
            assertThat(model.getAsJsonArray("A")
                            .get(i / 2)
                            .getAsJsonArray()
                            .get(i % 2)
                            .getAsDouble())
                    .isCloseTo(a.get(i), within(1e-9));
        }
        for (int i = 0; i < 2; i++) {
            assertThat(model.getAsJsonArray("b").get(i).getAsDouble()).isCloseTo(b.get(i), within(1e-9));
        }
    }
}
