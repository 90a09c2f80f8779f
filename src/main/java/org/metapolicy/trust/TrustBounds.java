package org.metapolicy.trust;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A 95 % interval of the PCI (DESIGN section 5): percentile bootstrap over windows, fixed seed, so that the same evidence
 * always gets the same bounds.
 *
 * <p>Source: Efron &amp; Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13; {@code docs/statistics.md} has
 * its simulated coverage.
 */
public record TrustBounds(double lower, double upper) {
    /** What is known before there are enough windows. */
    public static final TrustBounds UNKNOWN = new TrustBounds(0, 1);

    private static final int WINDOWS_NEEDED = 4;
    private static final int RESAMPLES = 1000;
    private static final double TAIL = 0.025;
    private static final long SEED = 20_250_117L;

    static TrustBounds of(WindowPool pool, FactorRanges ranges, double[] weights) {
        if (pool.closedWindows() < WINDOWS_NEEDED) {
            return UNKNOWN;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] values = new double[RESAMPLES];
        int[] draw = new int[pool.size()];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < draw.length; j++) {
                draw[j] = random.nextInt(draw.length);
            }
            values[i] = Pci.value(pool.factors(draw), ranges, weights);
        }
        Arrays.sort(values);
        return new TrustBounds(quantile(values, TAIL), quantile(values, 1 - TAIL));
    }

    /** Linear interpolation between order statistics (type 7 of Hyndman &amp; Fan 1996). */
    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
