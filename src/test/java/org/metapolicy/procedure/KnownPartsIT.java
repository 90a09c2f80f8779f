package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** The bytes that scores are made of, beside the lists that say the same. */
class KnownPartsIT {
    private static final String EVIDENCE = "MATCH (:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e:VersionEvidence) ";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aVersionWithoutContexts() {
        GovernedFamily.create(NEO4J, "m", Map.of()).live("v").active();
        NEO4J.run("UNWIND range(1, 60) AS i CALL metapolicy.recordEpisode('v', {id: 'v' + i, human_override: false})"
                + " YIELD episodeId CALL metapolicy.recordOutcome(episodeId, {reward: (i % 5) / 5.0, delta_coherence: 0.1})"
                + " YIELD outcomeId RETURN count(*) AS n");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        // Beside it, decisions read nothing of the version's own.
        NEO4J.run("MATCH (:MetaPolicy {id: 'm'})-[:HAS_EVIDENCE]->(t:FamilyEvidence) REMOVE t.figures_table");
    }

    /** In the order that docs/properties.md tells. */
    @Test
    void theyAreWeightAndShareOfEachFactorInItsOrder() {
        ByteBuffer parts = ByteBuffer.wrap(parts());
        Map<String, Object> lists = NEO4J.run(EVIDENCE
                        + "RETURN e.trust_score AS score, e.n_total AS n, e.known_factors + [] AS factors, e.known_weights + [] AS weights,"
                        + " e.known_shares + [] AS shares")
                .get(0);
        assertThat(parts.getDouble()).isEqualTo(lists.get("score"));
        assertThat(parts.getDouble()).isEqualTo(60).isEqualTo(((Long) lists.get("n")).doubleValue());
        List<?> factors = (List<?>) lists.get("factors");
        assertThat(factors).isEqualTo(List.of("coherence", "robustness", "safety"));
        for (String factor : List.of("growth", "breadth", "amplification", "safety", "robustness", "coherence")) {
            int at = factors.indexOf(factor);
            for (String list : List.of("weights", "shares")) {
                assertThat(parts.getDouble())
                        .as(list + " of " + factor)
                        .isEqualTo(at < 0 ? Double.NaN : ((List<?>) lists.get(list)).get(at));
            }
        }
        assertThat(parts.hasRemaining()).isFalse();
    }

    @Test
    void aDecisionIsTheSameWithoutThem() {
        List<?> by = decided();
        for (String edit :
                List.of("REMOVE e.known_parts", "SET e.known_parts = [0.5]", "SET e.known_parts = 'nothing'")) {
            NEO4J.run(EVIDENCE + edit);
            assertThat(decided()).as(edit).isEqualTo(by);
        }
        assertThat(problem()).isNull();
        byte[] another = ByteBuffer.allocate(Double.BYTES).putDouble(0.5).array();
        NEO4J.run(EVIDENCE + "SET e.known_parts = $parts", Map.of("parts", another));
        assertThat(decided()).as("of another version of the plugin").isEqualTo(by);
    }

    @Test
    void aDecisionReadsThemAndNotTheLists() {
        List<?> by = decided();
        NEO4J.run(EVIDENCE + "SET e.known_weights = [0.0, 0.0], e.known_shares = [0.0]");
        assertThat(decided()).isEqualTo(by);
        assertThat(problem()).asString().startsWith("version 'v' has known_");
    }

    /** As where an earlier version of the plugin refreshes on another member of a cluster. */
    @Test
    void thoseOfOtherFiguresAreNotReadAndNoFault() {
        List<?> by = decided();
        byte[] written = parts();
        for (int figure : List.of(0, 1)) {
            byte[] other = ByteBuffer.wrap(written.clone())
                    .putDouble(9 * Double.BYTES, 0.01)
                    .putDouble(figure * Double.BYTES, 0.5)
                    .array();
            NEO4J.run(EVIDENCE + "SET e.known_parts = $parts", Map.of("parts", other));
            assertThat(decided()).as("figure " + figure).isEqualTo(by);
            assertThat(problem()).isNull();
        }
    }

    @Test
    void withoutTheFactorsNothingIsKnownWhateverThePartsSay() {
        List<?> by = decided();
        NEO4J.run(EVIDENCE + "REMOVE e.known_factors");
        List<?> without = decided();
        assertThat(without).isNotEqualTo(by);
        NEO4J.run(EVIDENCE + "REMOVE e.known_parts");
        assertThat(decided()).isEqualTo(without);
    }

    @Test
    void editedOnesAreNamed() {
        byte[] parts = parts();
        List<?> by = decided();
        NEO4J.run(
                EVIDENCE + "SET e.known_parts = $parts",
                Map.of(
                        "parts",
                        ByteBuffer.wrap(parts).putDouble(9 * Double.BYTES, 0.01).array()));
        assertThat(decided()).isNotEqualTo(by);
        assertThat(problem())
                .isEqualTo("version 'v' has known_parts that do not say what its known_factors, known_weights and"
                        + " known_shares do");
        NEO4J.run("CALL metapolicy.refreshTrust('m', {mode: 'FULL'})");
        assertThat(decided()).isEqualTo(by);
        assertThat(problem()).isNull();
    }

    private static byte[] parts() {
        return (byte[])
                NEO4J.run(EVIDENCE + "RETURN e.known_parts AS parts").get(0).get("parts");
    }

    private static Object problem() {
        return NEO4J.run("CALL metapolicy.audit.verify('m') YIELD problem RETURN problem")
                .get(0)
                .get("problem");
    }

    private static List<?> decided() {
        return Stream.of(
                        "{seed: 3}",
                        "{coherence: 0.6, entropy_change: 0.0, max_rv_potency: 0.0, affective_load: 0.1,"
                                + " awareness: 'FULL', seed: 5}")
                .map(context -> NEO4J.run("CALL metapolicy.select('m', " + context
                                + ") YIELD considered, score, propensity RETURN considered, score, propensity")
                        .get(0))
                .toList();
    }
}
