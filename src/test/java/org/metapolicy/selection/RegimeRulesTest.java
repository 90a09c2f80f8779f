package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Settings;

class RegimeRulesTest {
    private static final Settings DEFAULTS = Settings.defaults();

    /** Each boundary: on it, and just on either side of it, with everything else held. */
    @ParameterizedTest(
            name = "{0}: coherence {1}, entropy {2}, potency {3}, load {4}, {5}, {6}, approved {7} → {8} by rule {9}")
    @CsvSource({
        "load, 0.6, 0.5, 0.0, 0.7,        FULL, SAFE, false, NONE, 1",
        "load, 0.6, 0.5, 0.0, 0.6999999,  FULL, SAFE, false, STANDARD, 6",
        "load, 0.6, 0.5, 0.0, 0.7000001,  FULL, SAFE, false, NONE, 1",
        "load, 0.6, 0.5, 0.0, 0.7,        FULL, SAFE, true,  STANDARD, 6",
        "load, 0.6, 0.5, 0.9, 1.0,        IU,   SAFE, true,  CONSERVATIVE, 4",
        "calm, 0.75, 0.1, 0.6999, 0.1,    FULL, SAFE, false, NONE, 2",
        "calm, 0.7499999, 0.1, 0.0, 0.1,  FULL, SAFE, false, STANDARD, 6",
        "calm, 0.7500001, 0.1, 0.0, 0.1,  FULL, SAFE, false, NONE, 2",
        "calm, 0.75, 0.1000001, 0.0, 0.1, FULL, SAFE, false, STANDARD, 6",
        "calm, 0.75, 0.0999999, 0.0, 0.1, FULL, SAFE, false, NONE, 2",
        "calm, 0.75, -0.1, 0.0, 0.1,      FULL, SAFE, false, NONE, 2",
        "calm, 0.75, -0.1000001, 0.0, 0.1, FULL, SAFE, false, STANDARD, 6",
        "calm, 0.75, 0.1, 0.7, 0.1,       FULL, SAFE, false, STANDARD, 6",
        "calm, 0.75, 0.1, 0.0, 0.9,       FULL, SAFE, true,  NONE, 2",
        "calm, 0.75, 0.1, 0.0, 0.1,       IU,   EXPERIMENTAL, false, NONE, 2",
        "rogue, 0.4, 0.5, 0.7, 0.1,       FULL, SAFE, false, CONSERVATIVE, 4",
        "rogue, 0.4000001, 0.5, 0.7, 0.1, FULL, SAFE, false, STANDARD, 6",
        "rogue, 0.3999999, 0.5, 0.7, 0.1, FULL, SAFE, false, CONSERVATIVE, 4",
        "rogue, 0.4, 0.5, 0.6999999, 0.1, FULL, SAFE, false, STANDARD, 6",
        "rogue, 0.4, 0.5, 0.7000001, 0.1, FULL, SAFE, false, CONSERVATIVE, 4",
        "rogue, 0.6, 0.5, 0.7, 0.1,       IU,   SAFE, false, CONSERVATIVE, 4",
        "rogue, 0.6, 0.5, 0.7, 0.1,       PU,   SAFE, false, CONSERVATIVE, 4",
        "rogue, 0.6, 0.5, 0.7, 0.1,       MIX,  SAFE, false, CONSERVATIVE, 4",
        "rogue, 0.6, 0.5, 0.6999999, 0.1, MIX,  SAFE, false, STANDARD, 6",
        "open, 0.6, 0.5, 0.0, 0.4999999,  FULL, EXPERIMENTAL, false, EXPLORATORY, 5",
        "open, 0.6, 0.5, 0.0, 0.5,        FULL, EXPERIMENTAL, false, STANDARD, 6",
        "open, 0.6, 0.5, 0.0, 0.5000001,  FULL, EXPERIMENTAL, false, STANDARD, 6",
        "open, 0.4, 0.5, 0.0, 0.1,        FULL, EXPERIMENTAL, false, STANDARD, 6",
        "open, 0.4000001, 0.5, 0.0, 0.1,  FULL, EXPERIMENTAL, false, EXPLORATORY, 5",
        "open, 0.6, 0.5, 0.7, 0.1,        FULL, EXPERIMENTAL, false, STANDARD, 6",
        "open, 0.6, 0.5, 0.6999999, 0.1,  FULL, EXPERIMENTAL, false, EXPLORATORY, 5",
        "open, 0.6, 0.5, 0.0, 0.1,        MIX,  EXPERIMENTAL, false, STANDARD, 6",
        "open, 0.6, 0.5, 0.0, 0.1,        FULL, SAFE,         false, STANDARD, 6",
        "open, 0.6, 0.5, 0.0, 0.1,        FULL, RESTRICTED,   false, STANDARD, 6",
    })
    void boundary(
            String what,
            Double coherence,
            Double entropyChange,
            Double potency,
            Double load,
            Awareness awareness,
            RiskTier tier,
            boolean approved,
            Regime regime,
            int rule) {
        RegimeDecision decision = RegimeRules.decide(new Situation(
                new MetaContext(coherence, entropyChange, potency, load, awareness), tier, approved, DEFAULTS));

        assertThat(decision.regime()).as(what).isEqualTo(regime);
        assertThat(decision.rule()).isEqualTo(rule);
        assertThat(decision.missing()).isEmpty();
        assertThat(decision.reason()).isNotBlank();
    }

    /** All 31 ways of missing at least one signal, for values that would be calm, open or dangerous if known. */
    static Stream<Arguments> incomplete() {
        return IntStream.range(1, 32).boxed().flatMap(mask -> Stream.of(
                        new MetaContext(0.9, 0.0, 0.0, 0.1, Awareness.FULL),
                        new MetaContext(0.6, 0.5, 0.0, 0.1, Awareness.FULL),
                        new MetaContext(0.3, 0.5, 0.9, 0.9, Awareness.IU))
                .map(full -> Arguments.of(mask, without(full, mask))));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void anyMissingSignalIsNamedAndOpensNothing(int mask, MetaContext signals) {
        RegimeDecision decision = RegimeRules.decide(new Situation(signals, RiskTier.EXPERIMENTAL, false, DEFAULTS));

        assertThat(decision.missing()).hasSize(Integer.bitCount(mask)).isEqualTo(signals.missing());
        // Known to be dangerous, or known to need nothing, still holds; all else is CONSERVATIVE.
        boolean dangerous = signals.affectiveLoad() != null && signals.affectiveLoad() >= 0.7;
        boolean settled = signals.coherence() != null
                && signals.coherence() >= 0.75
                && signals.entropyChange() != null
                && signals.maxRvPotency() != null;
        assertThat(decision.regime()).isEqualTo(dangerous || settled ? Regime.NONE : Regime.CONSERVATIVE);
    }

    @Test
    void aMissingSignalNeverGivesStandardOrExploratory() {
        long seed = 20260101;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            MetaContext full = new MetaContext(
                    random.nextDouble(),
                    random.nextDouble() * 2 - 1,
                    random.nextDouble(),
                    random.nextDouble(),
                    Awareness.values()[random.nextInt(4)]);
            Situation situation = new Situation(
                    without(full, 1 + random.nextInt(31)),
                    RiskTier.values()[random.nextInt(3)],
                    random.nextBoolean(),
                    random(random));
            assertThat(RegimeRules.decide(situation).regime())
                    .as("seed %d, case %d: %s", seed, i, situation)
                    .isIn(Regime.NONE, Regime.CONSERVATIVE);
        }
    }

    /** Thresholds wherever a family may put them. */
    private static Settings random(Random random) {
        double coherence = random.nextDouble();
        double load = random.nextDouble();
        return DEFAULTS.with(Map.of(
                "potency_high",
                random.nextDouble(),
                "coherence_low",
                coherence * random.nextDouble(),
                "coherence_high",
                coherence,
                "affective_load_exploratory",
                load * random.nextDouble(),
                "affective_load_high",
                load,
                "entropy_change_stable",
                random.nextDouble()));
    }

    /** High is not yet stable: how much coherence went up and down in the session counts, where it is known. */
    @ParameterizedTest(name = "deviation {0}, {1}, potency {2} → rule {3}")
    @CsvSource({
        "0.1,       0.1,  0.0, 2",
        "0.1000001, 0.1,  0.0, 6",
        "0.0,       0.1,  0.0, 2",
        "0.7071,    0.1,  0.0, 6",
        ",          0.1,  0.0, 2",
        "0.15,      0.2,  0.0, 2",
        "0.05,      0.04, 0.0, 6",
        "0.7071,    0.1,  ,    3",
    })
    void highAndStable(Double deviation, double limit, Double potency, int rule) {
        RegimeDecision decision = RegimeRules.decide(new Situation(
                new MetaContext(0.9, 0.0, potency, 0.1, Awareness.FULL, deviation),
                RiskTier.SAFE,
                false,
                DEFAULTS.with(Map.of("coherence_stability_max", limit))));
        assertThat(decision.rule()).isEqualTo(rule);
        assertThat(decision.reason().contains("how steady the session has been is not known"))
                .isEqualTo(deviation == null);
    }

    /** Each threshold moved: what held by the default holds no more, on either side of the new one. */
    @ParameterizedTest(name = "{0} = {1}: coherence {2}, entropy {3}, potency {4}, load {5}, {6} → rule {7}")
    @CsvSource({
        "affective_load_high, 0.9,        0.6, 0.5, 0.0, 0.8999999, SAFE, 6",
        "affective_load_high, 0.9,        0.6, 0.5, 0.0, 0.9,       SAFE, 1",
        "affective_load_high, 0.5,        0.6, 0.5, 0.0, 0.5,       SAFE, 1",
        "coherence_high, 0.9,             0.8999999, 0.1, 0.0, 0.1, SAFE, 6",
        "coherence_high, 0.9,             0.9, 0.1, 0.0, 0.1,       SAFE, 2",
        "entropy_change_stable, 0.3,      0.8, -0.3, 0.0, 0.1,      SAFE, 2",
        "entropy_change_stable, 0.3,      0.8, -0.3000001, 0.0, 0.1, SAFE, 6",
        "coherence_low, 0.6,              0.6, 0.5, 0.9, 0.1,       SAFE, 4",
        "coherence_low, 0.6,              0.6000001, 0.5, 0.9, 0.1, SAFE, 6",
        "coherence_low, 0.6,              0.6, 0.5, 0.0, 0.1,       EXPERIMENTAL, 6",
        "potency_high, 0.9,               0.3, 0.5, 0.8999999, 0.1, SAFE, 6",
        "potency_high, 0.9,               0.3, 0.5, 0.9, 0.1,       SAFE, 4",
        "affective_load_exploratory, 0.2, 0.6, 0.5, 0.0, 0.2,       EXPERIMENTAL, 6",
        "affective_load_exploratory, 0.2, 0.6, 0.5, 0.0, 0.1999999, EXPERIMENTAL, 5",
    })
    void movedThreshold(
            String setting,
            double value,
            Double coherence,
            Double entropyChange,
            Double potency,
            Double load,
            RiskTier tier,
            int rule) {
        RegimeDecision decision = RegimeRules.decide(new Situation(
                new MetaContext(coherence, entropyChange, potency, load, Awareness.FULL),
                tier,
                false,
                DEFAULTS.with(Map.of(setting, value))));
        assertThat(decision.rule()).isEqualTo(rule);
        if (rule == 1) {
            assertThat(decision.reason()).contains("at least " + value);
        }
    }

    private static MetaContext without(MetaContext full, int mask) {
        return new MetaContext(
                (mask & 1) != 0 ? null : full.coherence(),
                (mask & 2) != 0 ? null : full.entropyChange(),
                (mask & 4) != 0 ? null : full.maxRvPotency(),
                (mask & 8) != 0 ? null : full.affectiveLoad(),
                (mask & 16) != 0 ? null : full.awareness());
    }
}
