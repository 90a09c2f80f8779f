package org.metapolicy.trust.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected figures from scipy. */
class BestChancesTest {
    /** {@code [norm.cdf(x) for x in (-8,-3,-1.96,-.5,0,.3,2.5,7.5)]} */
    @Test
    void theNormalDistributionIsScipys() {
        double[] x = {-8, -3, -1.96, -.5, 0, .3, 2.5, 7.5};
        double[] p = {
            6.22096057427174e-16,
            0.0013498980316300933,
            0.024997895148220435,
            0.3085375387259869,
            0.5,
            0.6179114221889526,
            0.9937903346742238,
            0.9999999999999681
        };
        for (int i = 0; i < x.length; i++) {
            assertThat(Gauss.cdf(x[i])).isCloseTo(p[i], within(1e-14));
        }
        assertThat(Gauss.cdf(-8)).isCloseTo(p[0], within(1e-23));
        assertThat(Gauss.cdf(-40)).isZero();
        assertThat(Gauss.cdf(40)).isEqualTo(1);
    }

    /** {@code quad(lambda x: norm.pdf(x,m[i],s[i])*np.prod([norm.cdf(x,m[j],s[j]) for j in range(4) if j!=i]), …)} */
    @Test
    void theChanceOfBeingTheHighestIsTheIntegral() {
        double[] chances = BestChances.of(new double[] {.1, .2, .25, .24}, new double[] {.1, .05, .02, .2});
        double[] expected = {0.03872942777128028, 0.0931734098145778, 0.403545243449136, 0.464551918965006};
        for (int i = 0; i < expected.length; i++) {
            assertThat(chances[i]).isCloseTo(expected[i], within(1e-4));
        }
        assertThat(BestChances.of(new double[] {.1, .2}, new double[] {.1, .05})[0])
                .isCloseTo(0.18554668476134878, within(1e-12));
        assertThat(BestChances.of(new double[] {.1}, new double[] {.1})).containsExactly(1);
        assertThat(BestChances.of(new double[0], new double[0])).isEmpty();
    }

    @Test
    void chancesSumToOneHoweverUnequallyTheValuesAreKnown() {
        double[] chances = BestChances.of(new double[] {-1, 1, 0, .99}, new double[] {1e-3, 1e-3, 1, 1e-4});
        assertThat(chances[0] + chances[1] + chances[2] + chances[3]).isCloseTo(1, within(1e-12));
        assertThat(chances[0]).isLessThan(1e-9);
    }
}
