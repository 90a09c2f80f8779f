package org.metapolicy.trust.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
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

    /**
     * Of 100 versions; {@code quad(lambda x: norm.pdf(x,m[i],s[i])*np.exp(norm.logcdf((x-m)/s).sum()-norm.logcdf((x-m[i])/s[i])), …)}
     * with {@code m=.1+.002*i}, {@code s=.02+.001*(i*37%50)}.
     */
    @Test
    void ofManyTheChancesAreTheSameIntegrals() {
        double[] chances =
                BestChances.of(values(100, i -> .1 + .002 * i), values(100, i -> .02 + .001 * (i * 37 % 50)));
        assertThat(chances[0]).isCloseTo(7.670056949984445e-28, within(1e-8));
        assertThat(chances[50]).isCloseTo(8.317818270975219e-11, within(1e-8));
        assertThat(chances[71]).isCloseTo(0.006021162662701778, within(1e-8));
        assertThat(chances[99]).isCloseTo(0.03248537068360942, within(1e-8));
    }

    /** Those that are never the highest take part in no chance, and make many of few. */
    @Test
    void ofManyTheChancesAreThoseOfTheFewThatCanBeTheHighest() {
        long seed = System.nanoTime();
        System.out.println("BestChancesTest: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            int few = 3 + random.nextInt(20);
            double[] means = values(few + 64, i -> random.nextDouble() * .3);
            double[] deviations = values(few + 64, i -> Math.pow(10, -4 * random.nextDouble()));
            double widest = Arrays.stream(deviations).max().orElseThrow();
            Arrays.fill(means, few, means.length, -1e3 * widest);
            double[] expected = BestChances.of(Arrays.copyOf(means, few), Arrays.copyOf(deviations, few));
            double[] chances = BestChances.of(means, deviations);
            assertThat(Arrays.copyOf(chances, few)).as("round %d", round).containsExactly(expected, within(1e-8));
            assertThat(Arrays.stream(chances, few, chances.length)).allMatch(chance -> chance < 1e-12);
        }
    }

    /** {@code norm.logcdf((x-m)/s).sum()} of the same 100. */
    @Test
    void theHighestOfManyIsDistributedAsScipySays() {
        MaximumCdf highest =
                new MaximumCdf(values(100, i -> .1 + .002 * i), values(100, i -> .02 + .001 * (i * 37 % 50)));
        assertThat(highest.log(.3)).isCloseTo(-10.34981536121032, within(1e-8));
        assertThat(highest.log(.4)).isCloseTo(-0.23065418118970402, within(1e-8));
        assertThat(highest.log(.6)).isCloseTo(-1.097290640947435e-06, within(1e-8));
        assertThat(highest.log(-9)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(highest.log(9)).isCloseTo(0, within(1e-15));
    }

    private static double[] values(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).toArray();
    }
}
