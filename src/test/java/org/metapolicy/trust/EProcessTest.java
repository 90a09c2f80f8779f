package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.trust.betting.EProcess;
import org.metapolicy.trust.betting.FollowingBet;

class EProcessTest {
    private static final int STEPS = 14;

    @Test
    void onTheLimitsTheExpectationOfTheWholeIsExactlyOneAtEveryStep() {
        for (double m : new double[] {0.05, 0.25, 0.4, 0.525, 0.9}) {
            double[] expectations = new double[STEPS];
            for (int path = 0; path < 1 << STEPS; path++) {
                WatchCapital capital = new WatchCapital();
                for (int t = 0; t < STEPS; t++) {
                    // Starts at 0, 5 and 10, one of them told twice: as windows open without a usable value between.
                    if (t % 5 == 0) {
                        capital.openStart(guardrail -> true);
                    }
                    if (t == 10) {
                        capital.openStart(guardrail -> true);
                    }
                    double x = path >> t & 1;
                    // Two that always agree, one that is looked at now and then, and one that never is.
                    capital.came(GuardrailValues.of(Observations.reward(1 - 2 * x)));
                    observe(capital, Guardrail.OVERRIDES, x, m);
                    observe(capital, Guardrail.SAFETY_FLAGS, x, m);
                    if (t % 3 == 1) {
                        observe(capital, Guardrail.REWARD, x, m);
                    }
                    capital.settle();
                    // Every beginning of length t + 1 is met once for each way it can go on.
                    expectations[t] += weight(path, t, m) * capital.worth() / (1 << STEPS - 1 - t);
                }
            }
            for (double expectation : expectations) {
                // Paths that alarmed are frozen, which leaves the expectation as it is.
                assertThat(expectation).as("limit %s", m).isCloseTo(1, within(1e-9));
            }
        }
    }

    @Test
    void betsThatFollowKeepWhatTheyHaveWhileValuesKeepTheLimit() {
        SplittableRandom random = new SplittableRandom(31);
        EProcess process = new EProcess();
        process.receive(1);
        for (int i = 0; i < 5000; i++) {
            process.observe(random.nextDouble() < 0.1 ? 1 : 0, 0.4);
        }
        assertThat(process.worth()).isBetween(0.5 * EProcess.FOLLOWING, 1.0);
    }

    @Test
    void theSharesOfBetsAreOneAndTheUnspentWeightOfStartsIsWhatIsLeftOfIt() {
        assertThat(Arrays.stream(EProcess.PRIOR).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(EProcess.SUM_PRIOR).sum()).isCloseTo(1, within(1e-12));
        assertThat(EProcess.PRIOR).hasSameSizeAs(EProcess.GRID);
        assertThat(FollowingBet.SUM_MEMORY).hasSameSizeAs(FollowingBet.MEMORY);
        assertThat(Arrays.stream(EProcess.GRID)).allMatch(bet -> bet > 0 && bet < 1);
        WatchCapital capital = new WatchCapital();
        for (int j = 0; j < 1000; j++) {
            capital.openStart(guardrail -> true);
            assertThat(capital.worth()).isCloseTo(1, within(1e-12));
            assertThat(capital.state().starts().unspent()).isCloseTo(Math.pow(j + 2, -0.25), within(1e-12));
        }
    }

    @Test
    void aStartIsSplitOverWhatHadDataInTheWindowBefore() {
        WatchCapital capital = new WatchCapital();
        capital.openStart(guardrail -> true);
        double first = 1 - Math.pow(2, -0.25);
        for (Guardrail guardrail : Guardrail.values()) {
            assertThat(capital.of(guardrail).worth())
                    .as(guardrail.key())
                    .isCloseTo(WatchCapital.FIRST.contains(guardrail) ? first / 3 : 0, within(1e-12));
        }
        capital.came(GuardrailValues.of(Observations.override()));
        capital.openStart(guardrail -> guardrail != Guardrail.OVERRIDE_SURGE);
        double second = Math.pow(2, -0.25) - Math.pow(3, -0.25);
        // An override tells of overrides and flags, and its reward is none of the version's.
        assertThat(capital.of(Guardrail.OVERRIDES).worth()).isCloseTo(first / 3 + second / 2, within(1e-12));
        assertThat(capital.of(Guardrail.SAFETY_FLAGS).worth()).isCloseTo(first / 3 + second / 2, within(1e-12));
        assertThat(capital.of(Guardrail.REWARD).worth()).isCloseTo(first / 3, within(1e-12));
        assertThat(capital.of(Guardrail.OVERRIDE_SURGE).worth()).isZero();
    }

    @Test
    void theAlarmLatchesAndNothingOverflowsOrTurnsNegative() {
        WatchCapital capital = new WatchCapital();
        capital.openStart(guardrail -> true);
        for (int i = 0; i < 100_000; i++) {
            observe(capital, Guardrail.OVERRIDES, 1, 0.001);
            capital.settle();
            assertThat(capital.worth()).isFinite();
        }
        assertThat(capital.alarmed()).isTrue();
        for (int i = 0; i < 100_000; i++) {
            observe(capital, Guardrail.OVERRIDES, 0, 0.001);
        }
        assertThat(capital.alarmed()).isTrue();
        assertThat(capital.of(Guardrail.OVERRIDES).n()).isEqualTo(200_000);
        WatchCapital good = new WatchCapital();
        for (int i = 0; i < 100_000; i++) {
            good.openStart(guardrail -> true);
            observe(good, Guardrail.OVERRIDES, 0, 0.999);
            good.settle();
            assertThat(good.worth()).isPositive().isLessThanOrEqualTo(1 + 1e-9);
        }
    }

    @Test
    void severalThatAreNotEnoughAloneAlarmTogetherAndTheLargestLeads() {
        WatchCapital capital = new WatchCapital();
        capital.openStart(guardrail -> true);
        while (!capital.alarmed()) {
            observe(capital, Guardrail.OVERRIDES, 0.60, 0.4);
            observe(capital, Guardrail.REWARD, 0.59, 0.4);
            capital.settle();
        }
        assertThat(capital.worth(Guardrail.OVERRIDES)).isLessThan(WatchCapital.ALARM);
        assertThat(capital.leader()).contains(Guardrail.OVERRIDES);
    }

    @Test
    void startingOverForgetsTheEvidenceAndSpendsOnlyWhatIsLeft() {
        SplittableRandom random = new SplittableRandom(8);
        WatchCapital capital = new WatchCapital();
        for (int i = 0; i < 60; i++) {
            if (i % 25 == 0) {
                capital.openStart(guardrail -> guardrail == Guardrail.REWARD);
            }
            capital.came(GuardrailValues.of(Observations.reward(0)));
            observe(capital, Guardrail.REWARD, random.nextDouble(), 0.45);
        }
        capital.startOver(List.of(Guardrail.REWARD), guardrail -> true);
        assertThat(capital.of(Guardrail.REWARD).n()).isZero();
        // Three starts are spent; the one that opened now and all to come have (3 + 1)^(-1/4) between them.
        assertThat(capital.worth(Guardrail.REWARD)).isCloseTo(Math.pow(4, -0.25), within(1e-12));
    }

    private static void observe(WatchCapital capital, Guardrail guardrail, double x, double m) {
        capital.observe(guardrail, x, m, x, 1, false);
    }

    private static double weight(int path, int last, double m) {
        double probability = 1;
        for (int t = 0; t <= last; t++) {
            probability *= (path >> t & 1) == 1 ? m : 1 - m;
        }
        return probability;
    }
}
