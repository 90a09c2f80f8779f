package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** Trust as a forecast: a stop is one that was not kept, and all figures that are compared stand on one scale. */
class CalibrationIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void family() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'x')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v', policy_id: 'p'}, 'x')");
        NEO4J.run("CALL metapolicy.promote('v', 'x', {override: true})");
    }

    @Test
    void aStopIsAForecastThatWasNotKept() {
        episodes("v", 0, 250, 0.5);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        // Ten windows: nine forecasts of a next one.
        assertThat(calibration()).containsEntry("n", 9L).containsEntry("brierOfBaseRate", 0.0);
        episodes("v", 250, 270, -1);
        NEO4J.run("MATCH (o:PolicyOutcome) WHERE o.reward = -1 SET o.safety_flag = true");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'v'}) RETURN v.status AS status"))
                .as("stopped within the window")
                .containsExactly(Map.of("status", "ROLLED_BACK"));
        // python3 -c "print(.9*.1)"
        assertThat(calibration()).containsEntry("n", 10L);
        assertThat((Double) calibration().get("brierOfBaseRate"))
                .isCloseTo(0.09, org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void underMinMaxMapEligibilityAndVerdictStandOnTheReferenceScale() {
        episodes("v", 0, 1400, 0.5);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        Object before = NEO4J.run("RETURN metapolicy.calibratedTrust('v') AS trust")
                .get(0)
                .get("trust");
        assertThat(before).isNotNull();
        NEO4J.run("CALL metapolicy.configure('f', {normalization: 'MINMAX'}, 'as the request said')");
        episodes("v", 1400, 1403, 0.5);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        // Alone in its family every factor is 0 under MINMAX: what is shown, and nothing else, changes by that.
        assertThat(NEO4J.run("CALL metapolicy.computePCI('v') YIELD pci, verdict"))
                .containsExactly(Map.of("pci", 0.0, "verdict", "HEALTHY"));
        assertThat((Double) NEO4J.run("RETURN metapolicy.calibratedTrust('v') AS trust")
                        .get(0)
                        .get("trust"))
                .isCloseTo((Double) before, org.assertj.core.api.Assertions.within(0.02));
        NEO4J.run("CALL metapolicy.setFallback('v', 'x')");
        NEO4J.run("CALL metapolicy.setMode('f', 'ACTIVE', 'x')");
        assertThat(NEO4J.run("CALL metapolicy.select('f', {coherence: 0.6, entropy_change: 0.0, max_rv_potency: 0.0,"
                        + " affective_load: 0.1, awareness: 'FULL', seed: 1}) YIELD decision"))
                .containsExactly(Map.of("decision", "USE_VERSION"));
    }

    private static Map<String, Object> calibration() {
        return NEO4J.run("CALL metapolicy.calibration('f')").get(0);
    }

    private static void episodes(String version, int from, int to, double reward) {
        NEO4J.run(
                "UNWIND range($from, $to - 1) AS i CREATE (:PolicyEpisode {id: $version + '-' + i,"
                        + " policy_version_id: $version, human_override: false,"
                        + " timestamp: datetime('2026-01-01T00:00:00Z') + duration({seconds: i})})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: $version + '-o' + i, reward: $reward})",
                Map.of("version", version, "from", from, "to", to, "reward", reward));
    }
}
