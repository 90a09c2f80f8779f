package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;

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

class RegimeRulesTest {
    private static final double POTENCY_HIGH = 0.7;

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
                new MetaContext(coherence, entropyChange, potency, load, awareness), tier, approved, POTENCY_HIGH));

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
        RegimeDecision decision =
                RegimeRules.decide(new Situation(signals, RiskTier.EXPERIMENTAL, false, POTENCY_HIGH));

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
                    random.nextDouble());
            assertThat(RegimeRules.decide(situation).regime())
                    .as("seed %d, case %d: %s", seed, i, situation)
                    .isIn(Regime.NONE, Regime.CONSERVATIVE);
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
