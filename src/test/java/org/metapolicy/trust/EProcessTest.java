package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EProcessTest {
    private static final int STEPS = 14;

    @Test
    void onTheLimitItsExpectationIsExactlyOneAtEveryStep() {
        for (double m : new double[] {0.05, 0.25, 0.4, 0.525, 0.9}) {
            double[] expectations = new double[STEPS];
            for (int path = 0; path < 1 << STEPS; path++) {
                EProcess process = new EProcess();
                for (int t = 0; t < STEPS; t++) {
                    // Starts at 0, 5 and 10, one of them told twice: as windows open without a usable value between.
                    if (t % 5 == 0) {
                        process.openStart();
                    }
                    if (t == 10) {
                        process.openStart();
                    }
                    process.observe(path >> t & 1, m);
                    // Every beginning of length t + 1 is met once for each way it can go on.
                    expectations[t] += weight(path, t, m) * Math.exp(process.logE()) / (1 << STEPS - 1 - t);
                }
            }
            for (double expectation : expectations) {
                // Paths that alarmed are frozen, which leaves the expectation as it is.
                assertThat(expectation).as("limit %s", m).isCloseTo(1, within(1e-9));
            }
        }
    }

    @Test
    void theBetsAreAPriorAndTheUnspentWeightOfStartsIsWhatIsLeftOfOne() {
        assertThat(Arrays.stream(EProcess.PRIOR).sum()).isCloseTo(1, within(1e-12));
        assertThat(EProcess.PRIOR).hasSameSizeAs(EProcess.GRID);
        assertThat(Arrays.stream(EProcess.GRID)).allMatch(bet -> bet > 0 && bet < 1);
        EProcess process = new EProcess();
        for (int j = 0; j < 1000; j++) {
            process.openStart();
            assertThat(process.logE()).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void theAlarmLatchesAndNothingOverflowsOrTurnsNegative() {
        EProcess process = new EProcess();
        process.openStart();
        for (int i = 0; i < 100_000; i++) {
            process.observe(1, 0.001);
            assertThat(process.logE()).isFinite();
        }
        assertThat(process.alarmed()).isTrue();
        for (int i = 0; i < 100_000; i++) {
            process.observe(0, 0.001);
        }
        assertThat(process.alarmed()).isTrue();
        assertThat(process.n()).isEqualTo(200_000);
        EProcess good = new EProcess();
        for (int i = 0; i < 100_000; i++) {
            good.openStart();
            good.observe(0, 0.999);
            assertThat(good.logE()).isFinite().isLessThanOrEqualTo(1e-12);
        }
    }

    @Test
    void startingOverForgetsTheEvidenceAndSpendsOnlyWhatIsLeft() {
        SplittableRandom random = new SplittableRandom(8);
        EProcess process = new EProcess();
        for (int i = 0; i < 60; i++) {
            if (i % 25 == 0) {
                process.openStart();
            }
            process.observe(random.nextDouble(), 0.45);
        }
        process.startOver();
        assertThat(process.n()).isZero();
        assertThat(process.logE()).isLessThan(0);
        // Three starts are spent; the one that opened now and all to come have (3 + 1)^(-1/4) between them.
        assertThat(Math.exp(process.logE())).isCloseTo(Math.pow(4, -0.25), within(1e-12));
    }

    private static double weight(int path, int last, double m) {
        double probability = 1;
        for (int t = 0; t <= last; t++) {
            probability *= (path >> t & 1) == 1 ? m : 1 - m;
        }
        return probability;
    }
}
