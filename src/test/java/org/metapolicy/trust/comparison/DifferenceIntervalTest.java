package org.metapolicy.trust.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.trust.Moments;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.WindowStatistics;
import org.metapolicy.trust.unit.EvidenceUnit;

class DifferenceIntervalTest {
    private static final int REPEATS = 1000;
    private static final long SEED = 20_261_128L;

    /** 0.95 less three standard errors of 1,000 repeats, 0.0207. */
    private static final double LEAST = 0.93;

    @Test
    void ratesAreComparedAsNewcombeDoes() {
        // Newcombe 1998, table II (a), method 10: 56/70 - 48/80 is 0.2000, 0.0524 to 0.3339. More digits:
        // python3 -c "from math import *; z=1.959963984540054; w=lambda x,n: (x/n,
        // *((x/n+z*z/2/n+s*z*sqrt(x/n*(1-x/n)/n
        //   +z*z/4/n/n))/(1+z*z/n) for s in (-1,1))); a=w(56,70); b=w(48,80); d=a[0]-b[0];
        //   print(d, d-hypot(a[0]-a[1],b[2]-b[0]), d+hypot(a[2]-a[0],b[0]-b[1]))"
        DifferenceInterval interval =
                DifferenceInterval.of(Bounded.overrideRate(statuses(56, 70)), Bounded.overrideRate(statuses(48, 80)));
        assertThat(interval.difference()).isCloseTo(0.2, within(1e-12));
        assertThat(interval.lower()).isCloseTo(0.05243147240236498, within(1e-12));
        assertThat(interval.upper()).isCloseTo(0.333872654036906, within(1e-12));
    }

    @Test
    void meansAreComparedByWhatMayBeUnseen() {
        // python3 -c "from scipy import stats; import statistics as s; from math import *
        // def m(v, lo=-1, hi=1):
        //   n=len(v); x=s.fmean(v); t=stats.t.ppf(.975,n-1); g=t*s.stdev(v)/sqrt(n)
        //   def h(end):
        //     b=[abs(end-y) for y in v]; e=t*t/(sum(b)**2/sum(y*y for y in b)+t*t); c=(1-e)*x+e*end
        //     return max(g, t*sqrt(sum((1-e)*(y-c)**2+e*(end-c)**2 for y in v)/n/n))
        //   return x, max(lo,x-h(lo)), min(hi,x+h(hi))
        // a=m([.1,.4,.3,.8]); b=m([-.2,.1,.0]); d=a[0]-b[0]
        // print(d, d-hypot(a[0]-a[1],b[2]-b[0]), d+hypot(a[2]-a[0],b[0]-b[1]))"
        DifferenceInterval interval = DifferenceInterval.of(
                Bounded.mean(rewards(0.1, 0.4, 0.3, 0.8), Variable.REWARD, RewardRange.WHOLE),
                Bounded.mean(rewards(-0.2, 0.1, 0.0), Variable.REWARD, RewardRange.WHOLE));
        assertThat(interval.difference()).isCloseTo(0.43333333333333335, within(1e-12));
        assertThat(interval.lower()).isCloseTo(-0.9209707984978126, within(1e-9));
        assertThat(interval.upper()).isCloseTo(1.3906323001932268, within(1e-9));
    }

    @Test
    void whatHasNothingHasNoDifference() {
        Bounded nothing = Bounded.mean(WindowStatistics.EMPTY, Variable.REWARD, RewardRange.WHOLE);
        Bounded one = Bounded.mean(rewards(0.5), Variable.REWARD, RewardRange.WHOLE);
        assertThat(DifferenceInterval.of(one, nothing).difference()).isNaN();
        assertThat(DifferenceInterval.of(one, one).difference()).isZero();
        assertThat(DifferenceInterval.of(one, one).lower()).isNaN();
        assertThat(Bounded.flagRate(WindowStatistics.EMPTY).value()).isNaN();
    }

    @Test
    void onePersonAloneTellsNothingOfOthers() {
        Bounded alone = Bounded.overrideRate(ofUnits(Map.of(3, statuses(5, 50))));
        assertThat(alone.value()).isEqualTo(0.1);
        assertThat(alone.lower()).isNaN();
        assertThat(alone.byUnits()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.05, 400, 0.10, 120", "0.01, 200, 0.02, 400", "0.3, 60, 0.3, 800"})
    void ratesAreCovered(double first, int firstN, double second, int secondN) {
        SplittableRandom random = new SplittableRandom(SEED);
        assertThat(coverage(
                        first - second,
                        Bounded::overrideRate,
                        () -> statuses(count(random, first, firstN), firstN),
                        () -> statuses(count(random, second, secondN), secondN)))
                .isBetween(LEAST, 0.99);
    }

    @ParameterizedTest
    @CsvSource({"50, 300", "200, 200", "400, 60"})
    void rewardsThatLeanToOneSideAreCovered(int firstN, int secondN) {
        SplittableRandom random = new SplittableRandom(SEED);
        // 1 - 2 U^4 has the mean 1 - 2/5; of +1 and -1 with 0.7 it is 0.4.
        DoubleSupplier leaning = () -> 1 - 2 * Math.pow(random.nextDouble(), 4);
        DoubleSupplier twoValues = () -> random.nextDouble() < 0.7 ? 1 : -1;
        assertThat(coverage(
                        0.6 - 0.4,
                        windows -> Bounded.mean(windows, Variable.REWARD, RewardRange.WHOLE),
                        () -> rewards(
                                DoubleStream.generate(leaning).limit(firstN).toArray()),
                        () -> rewards(
                                DoubleStream.generate(twoValues).limit(secondN).toArray())))
                .isBetween(LEAST, 0.99);
    }

    @Test
    void peopleWhoDifferAreCoveredOnlyWhereTheyAreKnown() {
        SplittableRandom random = new SplittableRandom(SEED);
        Function<Boolean, Double> covered = known -> coverage(
                0,
                Bounded::overrideRate,
                () -> people(random, known, DifferenceIntervalTest::overruling),
                () -> people(random, known, DifferenceIntervalTest::overruling));
        assertThat(covered.apply(true)).isBetween(LEAST, 0.99);
        assertThat(covered.apply(false)).isLessThan(0.8);
    }

    @Test
    void peopleWithRewardsOfTheirOwnAreCoveredOnlyWhereTheyAreKnown() {
        SplittableRandom random = new SplittableRandom(SEED);
        Function<Boolean, Double> covered = known -> coverage(
                0,
                windows -> Bounded.mean(windows, Variable.REWARD, RewardRange.WHOLE),
                () -> people(random, known, DifferenceIntervalTest::rewarding),
                () -> people(random, known, DifferenceIntervalTest::rewarding));
        assertThat(covered.apply(true)).isBetween(LEAST, 0.99);
        assertThat(covered.apply(false)).isLessThan(0.8);
    }

    private static double coverage(
            double truth,
            Function<WindowStatistics, Bounded> figure,
            Supplier<WindowStatistics> first,
            Supplier<WindowStatistics> second) {
        int covered = 0;
        for (int i = 0; i < REPEATS; i++) {
            DifferenceInterval interval = DifferenceInterval.of(figure.apply(first.get()), figure.apply(second.get()));
            covered += interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
        }
        return (double) covered / REPEATS;
    }

    /** 40 people with 10 episodes each, in groups as windows keep them. */
    private static WindowStatistics people(
            SplittableRandom random, boolean known, Function<SplittableRandom, WindowStatistics> person) {
        Map<Integer, WindowStatistics> units = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            units.merge(EvidenceUnit.group(i), person.apply(random), WindowStatistics::merge);
        }
        WindowStatistics all = ofUnits(units);
        return known ? all : ofUnits(Map.of(EvidenceUnit.UNKNOWN, all));
    }

    /** One in four overrules 40 %, the others nothing. */
    private static WindowStatistics overruling(SplittableRandom random) {
        return statuses(random.nextInt(4) == 0 ? count(random, 0.4, 10) : 0, 10);
    }

    private static WindowStatistics rewarding(SplittableRandom random) {
        double own = random.nextDouble(-0.5, 0.5);
        return rewards(DoubleStream.generate(() -> own + random.nextDouble(-0.5, 0.5))
                .limit(10)
                .toArray());
    }

    private static long count(SplittableRandom random, double rate, int n) {
        return random.doubles(n).filter(draw -> draw < rate).count();
    }

    private static WindowStatistics statuses(long overrides, long n) {
        return new WindowStatistics(n, overrides, 0, Map.of(), Map.of(), 0, 0, 0, 0, Map.of());
    }

    private static WindowStatistics rewards(double... values) {
        Moments moments = Moments.EMPTY;
        for (double value : values) {
            moments = moments.plus(value);
        }
        return new WindowStatistics(
                0, 0, 0, Map.of(Variable.REWARD, moments), Map.of(), 0, 0, 0, values.length, Map.of());
    }

    private static WindowStatistics ofUnits(Map<Integer, WindowStatistics> units) {
        WindowStatistics all = units.values().stream().reduce(WindowStatistics.EMPTY, WindowStatistics::merge);
        return new WindowStatistics(
                all.n(), all.overrides(), 0, all.measures(), Map.of(), 0, 0, 0, all.outcomes(), units);
    }
}
