package org.metapolicy.trust;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.trust.betting.EProcess;
import org.metapolicy.trust.betting.Starts;

/** A guardrail's variable in simulations: what it draws on the limit, while good, and when bad. */
record WatchedVariable(
        String name, double m, Draw onLimit, Draw good, Draw bad, double fromMean, double toMean, double deviation) {
    /** One value of x on [0, 1], more being worse. */
    interface Draw extends ToDoubleFunction<SplittableRandom> {}

    /** A rate with its limit, from a good one to a bad one. */
    static WatchedVariable rate(String name, double limit, double good, double bad) {
        return new WatchedVariable(name, limit, bernoulli(limit), bernoulli(good), bernoulli(bad), limit, bad, 0);
    }

    /** The mean of rewards with this deviation, clipped to [-1, 1], from a good one to a bad one. */
    static WatchedVariable reward(String name, double floor, double good, double bad, double deviation) {
        return reward(name, RewardRange.WHOLE, floor, good, bad, deviation);
    }

    /** The same, clipped to a declared range. */
    static WatchedVariable reward(
            String name, RewardRange range, double floor, double good, double bad, double deviation) {
        return new WatchedVariable(
                name,
                range.badness(floor),
                normal(range, floor, deviation),
                normal(range, good, deviation),
                normal(range, bad, deviation),
                floor,
                bad,
                deviation);
    }

    static Draw bernoulli(double p) {
        return random -> random.nextDouble() < p ? 1 : 0;
    }

    private static Draw normal(RewardRange range, double mean, double deviation) {
        return random ->
                range.badness(Math.max(range.low(), Math.min(range.high(), mean + deviation * gaussian(random))));
    }

    /** Box and Muller 1958: SplittableRandom of Java 17 is fast but its Gaussians are not the same on every release. */
    static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Share of versions exactly on the limit that ever alarm within so many outcomes. */
    double falseAlarms(int versions, int outcomes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int alarms = 0;
        for (int v = 0; v < versions; v++) {
            Alone guardrail = new Alone();
            for (int t = 0; t < outcomes && !guardrail.alarmed(); t++) {
                guardrail.take(onLimit.applyAsDouble(random), m);
            }
            alarms += guardrail.alarmed() ? 1 : 0;
        }
        return (double) alarms / versions;
    }

    /** Median number of bad outcomes until the alarm, after so many good ones. */
    double medianDelay(int good, int versions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] delays = new double[versions];
        for (int v = 0; v < versions; v++) {
            Alone guardrail = new Alone();
            int t = 0;
            while (!guardrail.alarmed()) {
                guardrail.take((t < good ? good() : bad()).applyAsDouble(random), m);
                t++;
            }
            delays[v] = t - good;
        }
        return median(delays);
    }

    /**
     * The threshold at which a CUSUM (Page 1954) that is told the limit and the bad mean has this false-alarm
     * probability on the limit.
     */
    double tunedCusum(double falseAlarms, int versions, int outcomes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] peaks = new double[versions];
        for (int v = 0; v < versions; v++) {
            double sum = 0;
            for (int t = 0; t < outcomes; t++) {
                sum = Math.max(0, sum + logRatio(onLimit.applyAsDouble(random)));
                peaks[v] = Math.max(peaks[v], sum);
            }
        }
        Arrays.sort(peaks);
        return peaks[Math.min(versions - 1, (int) Math.ceil((1 - falseAlarms) * versions))];
    }

    double medianCusumDelay(double threshold, int good, int versions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] delays = new double[versions];
        for (int v = 0; v < versions; v++) {
            double sum = 0;
            // A CUSUM forgets: more than a thousand good outcomes before the change make no difference.
            for (int t = 0; t < Math.min(good, 1000); t++) {
                sum = Math.max(0, sum + logRatio(good().applyAsDouble(random)));
            }
            while (sum < threshold) {
                sum = Math.max(0, sum + logRatio(bad.applyAsDouble(random)));
                delays[v]++;
            }
        }
        return median(delays);
    }

    /** A guardrail with a third of each start, as beside two others that keep their limits and add next to nothing. */
    private static final class Alone {
        private final EProcess process = new EProcess();
        private final Starts starts = new Starts();
        private int t;

        void take(double x, double m) {
            if (t++ % 25 == 0) {
                process.receive(starts.open() / 3);
            }
            process.observe(x, m);
        }

        boolean alarmed() {
            return process.worth() + starts.unspent() >= WatchCapital.ALARM;
        }
    }

    private double logRatio(double x) {
        if (deviation == 0) {
            return x > 0.5 ? Math.log(toMean / fromMean) : Math.log((1 - toMean) / (1 - fromMean));
        }
        double value = 1 - 2 * x;
        return (toMean - fromMean) * (value - (fromMean + toMean) / 2) / (deviation * deviation);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
