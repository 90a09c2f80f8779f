package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.metapolicy.selection.Fixtures.CALM;
import static org.metapolicy.selection.Fixtures.alarmed;
import static org.metapolicy.selection.Fixtures.candidate;
import static org.metapolicy.selection.Fixtures.family;
import static org.metapolicy.selection.Fixtures.live;
import static org.metapolicy.selection.Fixtures.with;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.RiskTier;

class PropensityTest {
    private static final int DRAWS = 20_000;

    /** Families with, for each answer, its probability worked out by hand. */
    static Stream<Arguments> modes() {
        Candidates both = family(
                live("a", 0.6, 0.1, 500),
                live("b", 0.2, 0, 10),
                live("c", 0.2, 0, 49),
                live("f", 0.2, 0, 500),
                candidate("k", 5),
                candidate("l", 500));
        Candidates overlap = family(live("a", 0.9, 0.1, 30), live("b", 0.2, 0, 10), alarmed(live("c", 0.2, 0, 10)));
        Candidates empty = family(live("b", 0.2, 0, 10), live("c", 0.2, 0, 500));
        Candidates explorers =
                with(with(both, RiskTier.EXPERIMENTAL), Map.of("probation_share", 0.5, "explore_share", 0.5));
        return Stream.of(
                Arguments.of("standard", both, CALM, Map.of("a", 0.9, "b", 0.05, "c", 0.05)),
                Arguments.of(
                        "exploratory",
                        with(both, RiskTier.EXPERIMENTAL),
                        CALM,
                        Map.of("a", 0.8, "b", 0.05, "c", 0.05, "k", 0.05, "l", 0.05)),
                Arguments.of("the best is on probation too", overlap, CALM, Map.of("a", 0.95, "b", 0.05)),
                Arguments.of("nothing to fall back to", empty, CALM, Map.of("none", 0.9, "b", 0.1)),
                Arguments.of("shares take it all", explorers, CALM, Map.of("b", 0.25, "c", 0.25, "k", 0.25, "l", 0.25)),
                Arguments.of(
                        "no share has anyone",
                        family(live("a", 0.6, 0.1, 500), live("f", 0.2, 0, 500)),
                        CALM,
                        Map.of("a", 1.0)),
                Arguments.of(
                        "conservative draws nothing",
                        with(both, RiskTier.EXPERIMENTAL),
                        MetaContext.UNKNOWN,
                        Map.of("a", 1.0)),
                Arguments.of("paused", with(both, FamilyStatus.PAUSED), CALM, Map.of("f", 1.0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void frequenciesMatchTheStatedPropensities(
            String what, Candidates family, MetaContext signals, Map<String, Double> expected) {
        Map<String, Long> counts = new HashMap<>();
        for (long seed = 0; seed < DRAWS; seed++) {
            Decision decision = Selector.decide(family, signals, () -> true, new SplittableRandom(seed));
            String answer =
                    decision.served() == null ? "none" : decision.served().id();
            assertThat(decision.propensity()).isCloseTo(expected.get(answer), within(1e-12));
            counts.merge(answer, 1L, Long::sum);
        }
        assertFits(expected, counts);
    }

    @Test
    void inShadowModeTheSuggestionIsDrawnAndTheAnswerIsCertain() {
        Candidates family =
                with(family(live("a", 0.6, 0.1, 500), live("b", 0.2, 0, 10), live("f", 0.2, 0, 500)), Mode.SHADOW);
        Map<String, Long> counts = new HashMap<>();
        for (long seed = 0; seed < DRAWS; seed++) {
            Decision decision = Selector.decide(family, CALM, () -> true, new SplittableRandom(seed));
            assertThat(decision.served().id()).isEqualTo("f");
            assertThat(decision.propensity()).isEqualTo(1);
            counts.merge(decision.suggested().id(), 1L, Long::sum);
        }
        assertFits(Map.of("a", 0.9, "b", 0.1), counts);
    }

    @Test
    void aSeedRepeatsADecisionExactly() {
        Candidates family =
                with(family(live("a", 0.6, 0.1, 30), live("b", 0.2, 0, 10), candidate("k", 5)), RiskTier.EXPERIMENTAL);
        for (long seed = -50; seed < 50; seed++) {
            assertThat(Selector.decide(family, CALM, () -> true, new SplittableRandom(seed)))
                    .isEqualTo(Selector.decide(family, CALM, () -> true, new SplittableRandom(seed)));
        }
    }

    @Test
    void propensitiesSumToOneAndTheAnswerCarriesItsOwn() {
        long seed = 42;
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            VersionStanding[] versions = new VersionStanding[random.nextInt(7)];
            for (int v = 0; v < versions.length; v++) {
                String id = "afbcdeg".substring(v, v + 1);
                VersionStanding version = random.nextInt(4) == 0
                        ? candidate(id, random.nextInt(100))
                        : live(id, random.nextDouble(), random.nextDouble() - 0.5, random.nextInt(100));
                versions[v] = random.nextInt(5) == 0 ? alarmed(version) : version;
            }
            Candidates family = with(
                    with(
                            family(versions),
                            Map.of(
                                    "probation_share",
                                    random.nextDouble() / 2,
                                    "explore_share",
                                    random.nextDouble() / 2)),
                    RiskTier.values()[random.nextInt(3)]);
            Decision decision =
                    Selector.decide(family, random.nextBoolean() ? CALM : MetaContext.UNKNOWN, () -> true, random);

            assertThat(decision.considered().stream()
                            .mapToDouble(Considered::propensity)
                            .sum())
                    .as("seed %d, case %d: %s", seed, i, family)
                    .isCloseTo(1, within(1e-12));
            assertThat(decision.considered())
                    .filteredOn(one -> java.util.Objects.equals(one.version(), decision.served()))
                    .singleElement()
                    .satisfies(one -> assertThat(one.propensity()).isEqualTo(decision.propensity()));
            if (decision.served() != null) {
                assertThat(decision.served().evidence().alarm()).isFalse();
            }
        }
    }

    /** Chi-square with a level so low that a failure means a wrong propensity; the seeds are fixed. */
    private static void assertFits(Map<String, Double> expected, Map<String, Long> counts) {
        assertThat(expected.keySet()).containsExactlyInAnyOrderElementsOf(counts.keySet());
        if (expected.size() > 1) {
            Map<String, Double> ordered = new LinkedHashMap<>(expected);
            double p = new ChiSquareTest()
                    .chiSquareTest(
                            ordered.values().stream()
                                    .mapToDouble(x -> x * DRAWS)
                                    .toArray(),
                            ordered.keySet().stream().mapToLong(counts::get).toArray());
            assertThat(p).as("expected %s, counted %s", expected, counts).isGreaterThan(0.001);
        }
    }
}
