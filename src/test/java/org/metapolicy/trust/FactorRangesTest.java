package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

/** Both ways of scaling raw factors (specification, section 5); expectations by hand. */
class FactorRangesTest {
    private static final RawFactors LOW = raw(0.01, 10, 0, 0.2, 0.5, 0.00, 0.2);
    private static final RawFactors MIDDLE = raw(0.02, 30, 1, 0.7, 0.5, 0.05, 0.6);
    private static final RawFactors HIGH = raw(0.06, 50, 1, 0.9, 0.5, 0.30, 1.0);

    @Test
    void referenceRangesClampAndAreTheSameInAnyCompany() {
        FactorRanges reference = FactorRanges.reference(Settings.defaults());

        assertThat(reference.normalise(Factor.GROWTH, MIDDLE)).isCloseTo(0.4, within(1e-12));
        assertThat(reference.normalise(Factor.GROWTH, HIGH)).isEqualTo(1);
        assertThat(reference.normalise(Factor.BREADTH, LOW)).isCloseTo(0.2, within(1e-12));
        assertThat(reference.normalise(Factor.COHERENCE, MIDDLE)).isCloseTo(0.25, within(1e-12));
        assertThat(reference.normalise(Factor.COHERENCE, HIGH)).isEqualTo(1);
    }

    @Test
    void minMaxSpansTheVersionsAtHand() {
        FactorRanges ranges = FactorRanges.minMax(List.of(LOW, MIDDLE, HIGH));

        assertThat(ranges.normalise(Factor.GROWTH, LOW)).isZero();
        assertThat(ranges.normalise(Factor.GROWTH, MIDDLE)).isCloseTo(0.2, within(1e-12));
        assertThat(ranges.normalise(Factor.GROWTH, HIGH)).isEqualTo(1);
        assertThat(ranges.normalise(Factor.SAFETY, MIDDLE)).isCloseTo(5.0 / 7, within(1e-12));
    }

    @Test
    void minMaxSaysNothingWhereAllAreEqualOrAVersionIsAlone() {
        assertThat(FactorRanges.minMax(List.of(LOW, MIDDLE, HIGH)).normalise(Factor.ROBUSTNESS, HIGH))
                .isZero();
        for (Factor factor : Factor.values()) {
            assertThat(FactorRanges.minMax(List.of(HIGH)).normalise(factor, HIGH))
                    .isZero();
        }
    }

    @Test
    void aMissingFactorScoresZeroAndMovesNoRange() {
        RawFactors missing = raw(Double.NaN, 20, 0, 0.5, 0.5, 0.1, 0.5);
        FactorRanges ranges = FactorRanges.minMax(List.of(LOW, missing, HIGH));

        assertThat(ranges.normalise(Factor.GROWTH, missing)).isZero();
        assertThat(ranges.normalise(Factor.GROWTH, MIDDLE)).isCloseTo(0.2, within(1e-12));
    }

    static RawFactors raw(
            double growth,
            double breadth,
            double amplification,
            double safety,
            double robustness,
            double coherence,
            double contextCoverage) {
        return RawFactors.of(
                Map.of(
                        Factor.GROWTH, growth,
                        Factor.BREADTH, breadth,
                        Factor.AMPLIFICATION, amplification,
                        Factor.SAFETY, safety,
                        Factor.ROBUSTNESS, robustness,
                        Factor.COHERENCE, coherence),
                contextCoverage);
    }
}
