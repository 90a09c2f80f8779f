package org.metapolicy.trust.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.trust.context.ContextSums.Sums;

/** Expected figures from python3 with numpy and scipy, the model written down with whole covariance matrices. */
class PooledEstimateTest {
    /**
     * For every pair of variances V = τ² Z Z' + diag(τ_i² + s²/n), μ by generalised least squares, u = τ² Z' V⁻¹ (m − Xμ), w = τ_i² V⁻¹ (m
     * − Xμ), weights exp of −½ (log|V| + log|X'V⁻¹X| + r'V⁻¹r), as in
     * {@code np.linalg.inv(t2*Z@Z.T+np.diag(i2+s2/n))}, those of i2 = 0 six times as much; one cell of each version but the second has no outcomes.
     */
    @Test
    void theEstimateIsThatOfTheModelWrittenDownWithWholeMatrices() {
        PooledEstimate estimate = new PooledEstimate(new Sums[][] {
            {new Sums(40, 12.0, 9.0), new Sums(60, 6.0, 12.0), Sums.EMPTY},
            {new Sums(10, 1.0, 1.5), new Sums(80, 36.0, 25.0), new Sums(5, 2.0, 1.0)},
            {Sums.EMPTY, new Sums(3, 0.9, 0.5), new Sums(7, -0.7, 0.9)}
        });
        double[][] values = {
            {0.28643758, 0.11460505, 0.11794923},
            {0.15424967, 0.44022835, 0.29215553},
            {0.18339512, 0.26847635, -0.02296824}
        };
        double[][] variances = {
            {0.00336085, 0.0023668, 0.06417107},
            {0.01299248, 0.00176791, 0.01881347},
            {0.06680784, 0.02389978, 0.01485485}
        };
        for (int v = 0; v < 3; v++) {
            for (int c = 0; c < 3; c++) {
                assertThat(estimate.value(v, c)).as("value %d %d", v, c).isCloseTo(values[v][c], within(1e-8));
                assertThat(estimate.variance(v, c)).as("variance %d %d", v, c).isCloseTo(variances[v][c], within(1e-8));
            }
        }
    }

    /** The same lines of Python for more versions than are solved one by one. */
    @Test
    void ofManyVersionsItIsThatToo() {
        Sums[][] cells = new Sums[80][3];
        for (int v = 0; v < cells.length; v++) {
            for (int c = 0; c < 3; c++) {
                long n = 5 + (7 * v + 3 * c) % 40;
                double mean = (v * 13 + c * 29) % 50 / 100.0 - 0.2;
                cells[v][c] = (v + c) % 11 == 0 ? Sums.EMPTY : new Sums(n, n * mean, n * (mean * mean + 0.2));
            }
        }
        PooledEstimate estimate = new PooledEstimate(cells);
        assertThat(estimate.value(0, 0)).isCloseTo(0.0397198059, within(1e-9));
        assertThat(estimate.value(0, 1)).isCloseTo(0.0510839450, within(1e-9));
        assertThat(estimate.value(1, 2)).isCloseTo(0.0309358881, within(1e-9));
        assertThat(estimate.value(40, 0)).isCloseTo(0.0387109227, within(1e-9));
        assertThat(estimate.value(41, 1)).isCloseTo(-0.0021969447, within(1e-9));
        assertThat(estimate.value(79, 2)).isCloseTo(0.1113260776, within(1e-9));
        assertThat(estimate.variance(0, 0)).isCloseTo(0.0088992854, within(1e-9));
        assertThat(estimate.variance(0, 1)).isCloseTo(0.0066401379, within(1e-9));
        assertThat(estimate.variance(1, 2)).isCloseTo(0.0050308732, within(1e-9));
        assertThat(estimate.variance(40, 0)).isCloseTo(0.0073354462, within(1e-9));
        assertThat(estimate.variance(41, 1)).isCloseTo(0.0054232083, within(1e-9));
        assertThat(estimate.variance(79, 2)).isCloseTo(0.0030896363, within(1e-9));
    }

    @Test
    void nothingIsExpectedOfNothingAndAllIsOpen() {
        PooledEstimate estimate = new PooledEstimate(new Sums[][] {{Sums.EMPTY}, {Sums.EMPTY}});
        assertThat(estimate.value(0, 0)).isZero();
        assertThat(estimate.variance(0, 0)).isEqualTo(estimate.variance(1, 0)).isGreaterThan(0.05);
    }

    @Test
    void aVersionAloneIsWorthItsOwnMean() {
        PooledEstimate estimate = new PooledEstimate(new Sums[][] {{new Sums(100, 40, 30)}});
        assertThat(estimate.value(0, 0)).isCloseTo(0.4, within(1e-12));
    }

    /** Whether contexts matter is learnt from them: where they do not, a version's value is nearly the same in all. */
    @Test
    void contextsThatDoNotMatterAreDrawnTogetherAndThoseThatDoAreNot() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double same = spread(random, 0);
            double apart = spread(random, 0.3);
            assertThat(same).as("seed %d", seed).isLessThan(0.04);
            assertThat(apart).as("seed %d", seed).isBetween(0.4, 0.8);
        }
    }

    /** By how much the first version's lead over the second differs between two contexts. */
    private static double spread(SplittableRandom random, double interaction) {
        Sums[][] cells = new Sums[2][2];
        for (int v = 0; v < 2; v++) {
            for (int c = 0; c < 2; c++) {
                Sums sums = Sums.EMPTY;
                for (int i = 0; i < 400; i++) {
                    double noise = 0;
                    for (int j = 0; j < 12; j++) {
                        noise += random.nextDouble() - 0.5;
                    }
                    sums = sums.plus(0.1 + (v == c ? interaction : 0) + 0.3 * noise);
                }
                cells[v][c] = sums;
            }
        }
        PooledEstimate estimate = new PooledEstimate(cells);
        return Math.abs(estimate.value(0, 0) - estimate.value(1, 0) - estimate.value(0, 1) + estimate.value(1, 1));
    }
}
