package org.metapolicy.counterfactual;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A candidate that does otherwise than the default in some contexts, and is explored there: rewards are normal around the
 * context's mean, cut at -1 and 1.
 *
 * @param shares how often each context is met; together 1
 * @param effects what the candidate earns more than the default in each; NaN where both do the same
 * @param base what the default earns
 * @param explored how often the candidate's choice is taken where they differ
 */
record CertificateWorld(double[] shares, double[] effects, double base, double explored) {
    private static final double DEVIATION = 0.4;

    /** Ten contexts alike, in half of which the two differ, explored in a tenth of the decisions. */
    static CertificateWorld half(double effect) {
        double[] effects = new double[10];
        Arrays.fill(effects, 0, 5, effect);
        Arrays.fill(effects, 5, 10, Double.NaN);
        double[] shares = new double[10];
        Arrays.fill(shares, 0.1);
        return new CertificateWorld(shares, effects, 0.1, 0.1);
    }

    /** The decisions of each run until the evidence reaches 20; one more than {@code most} where it does not. */
    int[] delays(int runs, int most, ToDoubleFunction<AlwaysValid> evidence) {
        return IntStream.range(0, runs)
                .parallel()
                .map(run -> delay(new SplittableRandom(7919L * run + 17), most, evidence))
                .sorted()
                .toArray();
    }

    static int median(int[] sorted) {
        return sorted[sorted.length / 2];
    }

    static double share(int[] delays, int most) {
        return Arrays.stream(delays).filter(delay -> delay <= most).count() / (double) delays.length;
    }

    private int delay(SplittableRandom random, int most, ToDoubleFunction<AlwaysValid> evidence) {
        AlwaysValid always = new AlwaysValid(true, explored);
        OutcomeModel earlier = new OutcomeModel();
        Contrast contrast = new Contrast(Choice.of("candidate"), Choice.of("default"));
        for (int n = 1; n <= most; n++) {
            int context = context(random.nextDouble());
            String cluster = "c" + context;
            boolean differ = !Double.isNaN(effects[context]);
            boolean candidate = differ && random.nextDouble() < explored;
            double mean = base + (candidate ? effects[context] : 0);
            double outcome = (1 + Math.max(-1, Math.min(1, mean + DEVIATION * random.nextGaussian()))) / 2;
            String done = candidate ? "candidate" : "default";
            if (differ) {
                always.take(contrast, done, candidate ? explored : 1 - explored, outcome, earlier.in(cluster));
            } else {
                always.takeAgreement();
            }
            earlier.add(cluster, done, outcome);
            if (evidence.applyAsDouble(always) >= Answering.CERTIFICATE) {
                return n;
            }
        }
        return most + 1;
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
