package org.metapolicy.counterfactual.running;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.metapolicy.counterfactual.running.MadeDecision.Arm;

/**
 * A default and a candidate that does otherwise in some contexts and is explored there, as a family's decisions tell of them:
 * rewards are normal around the context's mean, cut at -1 and 1.
 *
 * @param shares how often each context is met; together 1
 * @param effects what the candidate earns more than the default in each; NaN where both do the same
 * @param base what the default earns
 * @param explored how often the candidate serves
 */
record CertifiedPilots(double[] shares, double[] effects, double base, double explored) {
    private static final double DEVIATION = 0.4;
    static final String CANDIDATE = "c";
    static final String DEFAULT = "d";

    /** Ten contexts alike, in half of which the two differ. */
    static CertifiedPilots half(double effect) {
        double[] effects = new double[10];
        Arrays.fill(effects, 0, 5, effect);
        Arrays.fill(effects, 5, 10, Double.NaN);
        double[] shares = new double[10];
        Arrays.fill(shares, 0.1);
        return new CertifiedPilots(shares, effects, 0.1, 0.1);
    }

    /** One context, in which they differ wherever one asks. */
    static CertifiedPilots everywhere(double effect, double explored) {
        return new CertifiedPilots(new double[] {1}, new double[] {effect}, 0.1, explored);
    }

    /** The decisions of each run until it is so; one more than {@code most} where it is not. */
    int[] delays(int runs, int most, int lookEvery, Predicate<RunningDifferences> so) {
        return IntStream.range(0, runs)
                .parallel()
                .map(run -> delay(new SplittableRandom(7919L * run + 17), most, lookEvery, so))
                .sorted()
                .toArray();
    }

    static int median(int[] sorted) {
        return sorted[sorted.length / 2];
    }

    static double share(int[] delays, int most) {
        return Arrays.stream(delays).filter(delay -> delay <= most).count() / (double) delays.length;
    }

    private int delay(SplittableRandom random, int most, int lookEvery, Predicate<RunningDifferences> so) {
        RunningDifferences running = RunningDifferences.after(0);
        for (int n = 1; n <= most; n++) {
            int context = context(random.nextDouble());
            boolean differ = !Double.isNaN(effects[context]);
            boolean candidate = random.nextDouble() < explored;
            double mean = base + (candidate && differ ? effects[context] : 0);
            double outcome = (1 + Math.max(-1, Math.min(1, mean + DEVIATION * random.nextGaussian()))) / 2;
            String of = candidate ? CANDIDATE : DEFAULT;
            running.outcome(of, "k" + context, outcome, Optional.of(decision(n, candidate, differ)));
            if (n % lookEvery == 0 && so.test(running)) {
                return n;
            }
        }
        return most + 1;
    }

    private MadeDecision decision(int n, boolean candidate, boolean differ) {
        String candidates = differ ? "x" : "y";
        double chance = differ ? explored : 1;
        return new MadeDecision(
                java.time.Instant.ofEpochSecond(n),
                DEFAULT,
                candidate ? candidates : "y",
                candidate ? chance : differ ? 1 - explored : 1,
                new TreeMap<>(Map.of(
                        CANDIDATE, new Arm(candidates, chance), DEFAULT, new Arm("y", differ ? 1 - explored : 1))));
    }

    private int context(double draw) {
        int context = 0;
        double upTo = shares[0];
        while (draw >= upTo && context < shares.length - 1) {
            upTo += shares[++context];
        }
        return context;
    }
}
