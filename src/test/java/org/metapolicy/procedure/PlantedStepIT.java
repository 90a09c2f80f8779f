package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metapolicy.testing.SelectionGraph.version;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.testing.SelectionGraph;
import org.metapolicy.testing.SharedNeo4j;

/** What another program wrote in the place of what a step records is served to nobody. */
class PlantedStepIT {
    private static final String STEP = "CALL metapolicy.step('m', 't', {})";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void familyAndTrial() {
        NEO4J.run(SelectionGraph.FAMILY, Map.of("id", "m", "set", Map.of()));
        NEO4J.run(
                SelectionGraph.LIVE,
                Map.of("id", "m", "rows", List.of(version("v", 0.6, 0.1, 500), version("f", 0.3, 0.0, 500))));
        NEO4J.run(SelectionGraph.DEFAULT, Map.of("id", "m", "version", "v"));
        NEO4J.run(SelectionGraph.FALLBACK, Map.of("id", "m", "version", "f"));
        NEO4J.run(NoeticIT.TRIAL);
        NEO4J.run(
                "CREATE (p:Policy {id: 'm', name: 'm'})"
                        + " CREATE (p)-[:USES_INTERVENTION]->(:InterventionType {id: 'calm', risk_level: 'LOW', active: true})");
    }

    @Test
    void anAdjustmentPlantedBeforeTheStepIsRefused() {
        NEO4J.run("MATCH (t:Trial {id: 't'}) CREATE (t)-[:HAS_ADJUSTMENT]->(:NoeticAdjustment {id: 'planted',"
                + " meta_policy_id: 'm', trial_id: 't', timestamp: datetime(), by_scope: true, decision: 'USE_VERSION',"
                + " version_id: 'evil', intervention_id: 'shock', regime: 'STANDARD', draw: 'BEST', propensity: 1.0,"
                + " signal_sources: ['odd'], reason: 'trust me'})");
        for (String step : List.of(STEP, "CALL metapolicy.step(null, 't', {})")) {
            assertThatThrownBy(() -> NEO4J.run(step))
                    .hasMessageContaining(
                            "trial 't' has an adjustment 'planted' that no step of meta-policy 'm' can have made")
                    .hasMessageContaining("its id is not that of");
        }
        NEO4J.run(
                "MATCH (a:NoeticAdjustment) SET a.id = $id, a.episode_id = $episode",
                Map.of("id", Adjustment.id("m", "t"), "episode", Adjustment.episodeId("m", "t")));
        assertThatThrownBy(() -> NEO4J.run(STEP)).hasMessageContaining("it has no circumstances");
    }

    @Test
    void aStepsAdjustmentEditedAfterwardsIsRefused() {
        NEO4J.run(STEP);
        assertThat(NEO4J.run(STEP).get(0)).containsEntry("repeated", true).containsEntry("versionId", "v");
        assertRefusedAfter("SET a.version_id = 'f'", "does not give its answer");
        assertRefusedAfter(
                "SET a.circumstances = replace(a.circumstances, '\"id\":\"v\"', '\"id\":\"x\"'),"
                        + " a.version_id = 'x'",
                "");
        assertRefusedAfter(
                "SET a.circumstances = replace(replace(a.circumstances, '\"id\":\"v\"', '\"id\":\"x\"'),"
                        + " '\"defaultId\":\"v\"', '\"defaultId\":\"x\"'), a.version_id = 'x'",
                "its version 'x' is none that the trail of the meta-policy tells of");
        assertRefusedAfter("SET a.intervention_id = 'shock'", "its intervention 'shock' is none of version 'v'");
        assertRefusedAfter("SET a.suggested_intervention_id = 'shock'", "it has intervention 'shock' of no version");
        assertRefusedAfter("SET a.episode_id = 'mine'", "its episode 'mine' is not that of");
        assertRefusedAfter(
                "SET a.circumstances = '{\"family\": {\"id\": \"m\"}, \"signals\": {}}'", "does not give its answer");
        assertThat(NEO4J.run(STEP).get(0)).containsEntry("repeated", true).containsEntry("versionId", "v");
    }

    /** The edit is undone, so that each meets what the step wrote. */
    private static void assertRefusedAfter(String edit, String problem) {
        NEO4J.run("MATCH (a:NoeticAdjustment) CREATE (:Kept) WITH a MATCH (k:Kept) SET k = properties(a)");
        NEO4J.run("MATCH (a:NoeticAdjustment) " + edit);
        assertThatThrownBy(() -> NEO4J.run(STEP))
                .hasMessageContaining("can have made")
                .hasMessageContaining(problem);
        NEO4J.run("MATCH (a:NoeticAdjustment), (k:Kept) SET a = properties(k) DELETE k");
    }

    @Test
    void anIdThatTheStepWouldUseAndSomebodyTookIsRefused() {
        for (Map<String, Object> taken : List.<Map<String, Object>>of(
                Map.of("label", "NoeticAdjustment", "id", Adjustment.id("m", "t")),
                Map.of("label", "PolicyEpisode", "id", Adjustment.episodeId("m", "t")))) {
            NEO4J.run("CREATE (n:" + taken.get("label") + " {id: $id, reward: 1.0})", Map.of("id", taken.get("id")));
            assertThatThrownBy(() -> NEO4J.run(STEP))
                    .hasMessageContaining("meta-policy 'm' cannot decide for trial 't': a " + taken.get("label"))
                    .hasMessageContaining("no step with this trial made");
            NEO4J.run("MATCH (n {id: $id}) DELETE n", Map.of("id", taken.get("id")));
        }
        assertThat(NEO4J.run(STEP).get(0)).containsEntry("repeated", false);
    }

    @Test
    void aNodeOfAnotherLabelIsNoAdjustment() {
        NEO4J.run(
                "MATCH (t:Trial {id: 't'}) CREATE (t)-[:HAS_ADJUSTMENT]->(:Note {id: $id, meta_policy_id: 'm',"
                        + " trial_id: 't', version_id: 'evil', decision: 'USE_VERSION'})",
                Map.of("id", Adjustment.id("m", "t")));
        assertThat(NEO4J.run(STEP).get(0)).containsEntry("repeated", false).containsEntry("versionId", "v");
    }
}
