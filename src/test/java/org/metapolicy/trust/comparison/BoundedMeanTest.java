package org.metapolicy.trust.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.trust.Moments;
import org.metapolicy.trust.StatisticsReport;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.WindowStatistics;

/** Means of rewards of two values, summed over all that may come and not simulated. Writes target/statistics/means.md. */
class BoundedMeanTest {
    private static final RewardRange UNIT = new RewardRange(0, 1);
    private static final double[] RATES = {0, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5};
    private static final int[] SIZES = {3, 4, 5, 7, 10, 15, 20, 30, 50, 75, 100, 150, 200, 350, 500, 1000, 2000};

    /** 97.5 % of each end, less two points. */
    private static final double LEAST = 0.955;

    @Test
    void eachEndHoldsHoweverRareTheOtherRewardIs() {
        StatisticsReport report = new StatisticsReport("means.md");
        report.line("| rewards | lowest: lower end | lowest: upper end |");
        report.line("| --- | --- | --- |");
        double[][] rewards = {{0, 1}, {1, 0}, {0.5, 0}, {0.5, 1}, {0.3, 0.9}, {0.8, 1}, {0.9, 0.5}};
        for (double[] values : rewards) {
            double lower = 1;
            double upper = 1;
            for (int n : SIZES) {
                Bounded[] means = new Bounded[n + 1];
                for (int rare = 0; rare <= n; rare++) {
                    means[rare] = mean(moments(values[0], values[1], rare, n), UNIT);
                }
                for (double rate : RATES) {
                    double truth = values[0] + rate * (values[1] - values[0]);
                    double[] held = held(means, truth, new BinomialDistribution(null, n, rate));
                    assertThat(held[0])
                            .as("lower, %s at %s, n %s", values[0], rate, n)
                            .isGreaterThanOrEqualTo(LEAST);
                    assertThat(held[1])
                            .as("upper, %s at %s, n %s", values[0], rate, n)
                            .isGreaterThanOrEqualTo(LEAST);
                    lower = Math.min(lower, held[0]);
                    upper = Math.min(upper, held[1]);
                }
            }
            report.line(String.format(
                    Locale.ROOT,
                    "| %s, seldom %s | %.1f %% | %.1f %% |",
                    values[0],
                    values[1],
                    100 * lower,
                    100 * upper));
        }
        report.write();
    }

    /** What it costs where rewards vary: beside Student's t alone, by deviation, of 200 and 2,000 rewards from 0 to 1 around .5. */
    @ParameterizedTest
    @CsvSource({"0.5, 200, 1.001", "0.5, 2000, 1.001", "0.289, 200, 1.03", "0.2, 200, 1.06", "0.2, 2000, 1.01"})
    void rewardsThatVaryHaveTheIntervalThatTheyHad(double deviation, int n, double most) {
        Bounded mean = mean(new Moments(n, 0.5, deviation * deviation * (n - 1)), UNIT);
        double t = new TDistribution(n - 1.0).inverseCumulativeProbability(0.975) * deviation / Math.sqrt(n);
        assertThat(mean.upper() - mean.lower()).isBetween(2 * t * (1 - 1e-9), 2 * t * most);
    }

    @Test
    void whatAlwaysCameMayBeSeldomOtherwise() {
        // Wilson's 0 of n by Student's t. python3 -c "from scipy import stats; t=stats.t.ppf(.975,2);
        // print(1-2*t*t/(3+t*t));
        //   t=stats.t.ppf(.975,199); print(1-2*t*t/(200+t*t))"
        Bounded three = mean(moments(1, 1, 0, 3), RewardRange.WHOLE);
        assertThat(three.lower()).isCloseTo(-0.7210965435041714, within(1e-9));
        assertThat(three.upper()).isEqualTo(1);
        assertThat(mean(moments(1, 1, 0, 200), RewardRange.WHOLE).lower()).isCloseTo(0.9618555194172674, within(1e-9));
        DifferenceInterval difference = DifferenceInterval.of(three, three);
        assertThat(difference.lower()).isCloseTo(-1.7210965435041714, within(1e-9));
        assertThat(difference.upper()).isCloseTo(1.7210965435041714, within(1e-9));
    }

    @Test
    void anIntervalStaysWithinTheRangeAndHoldsAMeanThatLiesOutside() {
        Bounded former = mean(moments(-0.5, -0.4, 3, 10), UNIT);
        assertThat(former.value()).isCloseTo(-0.47, within(1e-12));
        assertThat(former.lower()).isLessThanOrEqualTo(former.value());
        assertThat(former.upper()).isBetween(former.value(), 1.0);
    }

    private static double[] held(Bounded[] means, double truth, BinomialDistribution rare) {
        double[] held = new double[2];
        for (int i = 0; i < means.length; i++) {
            double chance = rare.probability(i);
            held[0] += means[i].lower() <= truth + 1e-12 ? chance : 0;
            held[1] += means[i].upper() >= truth - 1e-12 ? chance : 0;
        }
        return held;
    }

    private static Moments moments(double common, double rare, int times, int n) {
        double apart = rare - common;
        return new Moments(n, common + apart * times / n, apart * apart * times * (n - times) / n);
    }

    private static Bounded mean(Moments moments, RewardRange range) {
        return Bounded.mean(
                new WindowStatistics(
                        0, 0, 0, Map.of(Variable.REWARD, moments), Map.of(), 0, 0, 0, moments.count(), Map.of()),
                Variable.REWARD,
                range);
    }
}
