package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.testing.LotteryFamily;
import org.metapolicy.testing.SharedNeo4j;

/** How often the procedures give each answer, beside the probability that they state for it. */
class PropensityIT {
    private static final int SELECTS = 1_000;
    /** Fewer, because each writes; the rarest answer is expected 20 times. */
    private static final int STEPS = 400;
    /** Where there is nothing to draw. */
    private static final int CERTAIN = 20;

    /**
     * Upper critical values of the chi-square distribution at 0.001, from 1 degree of freedom: NIST/SEMATECH e-Handbook of
     * Statistical Methods, table 1.3.6.7.4; R's {@code qchisq(0.999, 1:4)} gives the same. The seeds are fixed, so a
     * propensity that is right does not fail now and then.
     */
    private static final double[] CRITICAL = {10.828, 13.816, 16.266, 18.467};

    private static final Map<String, Object> OPEN = LotteryFamily.OPEN;
    private static final Map<String, Object> CAREFUL = Map.of("coherence", 0.6);
    private static final Map<String, Object> LOADED = Map.of("affective_load", 0.8);

    private static final String SELECT = "UNWIND $rows AS row CALL metapolicy.select('m', row.context)"
            + " YIELD decision, versionId, suggestedVersionId, regime, propensity, considered, reason"
            + " RETURN decision, versionId, suggestedVersionId, regime, propensity, considered, reason";

    private static final String STEP = SELECT.replace("select('m',", "step('m', row.trial,");

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** By mode, tier and what is known: the regime, and how likely each choice is, worked out by hand. */
    static Stream<Arguments> modes() {
        Map<String, Double> standard = Map.of("a", 0.9, "b", 0.05, "c", 0.05);
        Map<String, Double> exploring = Map.of("a", 0.8, "b", 0.05, "c", 0.05, "k", 0.05, "l", 0.05);
        Map<String, Double> best = Map.of("a", 1.0);
        Map<String, Double> nobody = Map.of("none", 1.0);
        Map<String, Object> shares = Map.of("probation_share", 0.3, "explore_share", 0.5);
        return Stream.of("ACTIVE", "SHADOW")
                .flatMap(mode -> Stream.of(
                        Arguments.of(mode, "SAFE", OPEN, Map.of(), "STANDARD", standard),
                        Arguments.of(mode, "EXPERIMENTAL", OPEN, Map.of(), "EXPLORATORY", exploring),
                        Arguments.of(
                                mode,
                                "EXPERIMENTAL",
                                OPEN,
                                shares,
                                "EXPLORATORY",
                                Map.of("a", 0.2, "b", 0.15, "c", 0.15, "k", 0.25, "l", 0.25)),
                        Arguments.of(mode, "EXPERIMENTAL", CAREFUL, shares, "CONSERVATIVE", best),
                        Arguments.of(mode, "EXPERIMENTAL", LOADED, shares, "NONE", nobody)));
    }

    @ParameterizedTest(name = "{0} {1} {4} {3}")
    @MethodSource("modes")
    void answersComeAsOftenAsStated(
            String mode,
            String tier,
            Map<String, Object> known,
            Map<String, Object> shares,
            String regime,
            Map<String, Double> expected) {
        family(mode, tier, shares);
        boolean certain = expected.size() == 1;
        for (List<Map<String, Object>> answers : List.of(
                asked(SELECT, known, certain ? CERTAIN : SELECTS), asked(STEP, known, certain ? CERTAIN : STEPS))) {
            Map<String, Long> counts = new TreeMap<>();
            for (Map<String, Object> answer : answers) {
                assertThat(answer).containsEntry("regime", regime);
                // In shadow the fallback is certain, and what chance moves is the suggestion.
                boolean shadowed = mode.equals("SHADOW") && !regime.equals("NONE");
                String chosen = named(answer.get(shadowed ? "suggestedVersionId" : "versionId"));
                if (shadowed) {
                    assertThat(answer).containsEntry("versionId", "f").containsEntry("propensity", 1.0);
                } else {
                    assertThat((double) answer.get("propensity")).isCloseTo(expected.get(chosen), within(1e-12));
                }
                assertThat(chances(answer)).isEqualTo(rounded(expected));
                counts.merge(chosen, 1L, Long::sum);
            }
            fits(expected, counts);
        }
    }

    @Test
    void aParticipantWhoHasExploredEnoughIsToldThePropensityThatIsLeft() {
        family("ACTIVE", "EXPERIMENTAL", Map.of("explore_participant_max", 0));
        Map<String, Double> expected = Map.of("a", 0.9, "b", 0.05, "c", 0.05);
        Map<String, Long> counts = new TreeMap<>();
        for (Map<String, Object> answer : asked(STEP, OPEN, STEPS)) {
            assertThat(answer).containsEntry("regime", "EXPLORATORY");
            assertThat(chances(answer)).isEqualTo(rounded(expected));
            counts.merge(named(answer.get("versionId")), 1L, Long::sum);
        }
        fits(expected, counts);
    }

    @Test
    void aSeedRepeatsADecisionExactlyAsAskedAndAsRecorded() {
        family("ACTIVE", "EXPERIMENTAL", Map.of());
        List<Map<String, Object>> once = asked(SELECT, OPEN, STEPS);
        assertThat(asked(SELECT, OPEN, STEPS)).isEqualTo(once);
        List<Map<String, Object>> stepped = asked(STEP, OPEN, STEPS);
        for (int i = 0; i < STEPS; i++) {
            for (String column : List.of("decision", "versionId", "propensity", "reason")) {
                assertThat(stepped.get(i))
                        .as("seed %d", i)
                        .containsEntry(column, once.get(i).get(column));
            }
        }
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode) CALL metapolicy.explain(e.id) YIELD repeats"
                        + " RETURN DISTINCT repeats"))
                .containsExactly(Map.of("repeats", true));
    }

    private static void family(String mode, String tier, Map<String, Object> settings) {
        LotteryFamily.create(NEO4J, mode, tier, settings, STEPS);
    }

    /** Asked once for each seed, and with a trial of its own. */
    private static List<Map<String, Object>> asked(String query, Map<String, Object> known, int times) {
        return NEO4J.run(
                query,
                Map.of(
                        "rows",
                        LongStream.range(0, times)
                                .mapToObj(seed -> {
                                    Map<String, Object> context = new HashMap<>(known);
                                    context.put("seed", seed);
                                    return Map.of("context", context, "trial", "t" + seed);
                                })
                                .toList()));
    }

    private static String named(Object version) {
        return version == null ? "none" : (String) version;
    }

    /** The chances above 0 among what was considered, by version. */
    private static Map<String, Double> chances(Map<String, Object> answer) {
        Map<String, Double> chances = new TreeMap<>();
        for (Object one : new ArrayList<>((List<?>) answer.get("considered"))) {
            Map<?, ?> considered = (Map<?, ?>) one;
            double chance = ((Number) considered.get("propensity")).doubleValue();
            if (chance > 0) {
                chances.put(named(considered.get("version_id")), chance);
            }
        }
        return rounded(chances);
    }

    private static Map<String, Double> rounded(Map<String, Double> chances) {
        Map<String, Double> rounded = new TreeMap<>();
        chances.forEach((version, chance) -> rounded.put(version, Math.round(chance * 1e12) / 1e12));
        return rounded;
    }

    private static void fits(Map<String, Double> expected, Map<String, Long> counts) {
        assertThat(counts.keySet()).isEqualTo(new TreeMap<>(expected).keySet());
        long draws = counts.values().stream().mapToLong(Long::longValue).sum();
        double chiSquare = 0;
        for (Map.Entry<String, Double> one : expected.entrySet()) {
            double mean = one.getValue() * draws;
            chiSquare += Math.pow(counts.get(one.getKey()) - mean, 2) / mean;
        }
        if (expected.size() > 1) {
            assertThat(chiSquare)
                    .as("expected %s of %d, counted %s", expected, draws, counts)
                    .isLessThan(CRITICAL[expected.size() - 2]);
        }
    }
}
