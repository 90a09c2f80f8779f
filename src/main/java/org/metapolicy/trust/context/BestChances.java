package org.metapolicy.trust.context;

import java.util.Arrays;

/** How likely each of independent normal values is the highest. */
final class BestChances {
    private static final int POINTS = 121;
    private static final double REACH = 6;
    /** Below this the product of chances does not matter any more. */
    private static final double NOTHING = 1e-15;
    /** From more the product of all is worked out once and not for each anew. */
    private static final int FEW = 64;

    private BestChances() {}

    /**
     * P(best) = E[Π Φ((x − mean) / deviation) of the others] over one's own value x, by the trapezoidal rule over ±6 of its
     * deviations; made to sum to 1. Of two it is Φ. Of more than 64 the product is {@link MaximumCdf}'s, to 8 digits.
     */
    static double[] of(double[] means, double[] deviations) {
        double[] chances = new double[means.length];
        if (means.length == 2) {
            chances[0] = Gauss.cdf((means[0] - means[1]) / Math.hypot(deviations[0], deviations[1]));
            chances[1] = 1 - chances[0];
            return chances;
        }
        if (means.length > FEW) {
            MaximumCdf highest = new MaximumCdf(means, deviations);
            Arrays.setAll(chances, one -> chance(highest, means[one], deviations[one]));
        } else {
            Arrays.setAll(chances, one -> chance(means, deviations, one));
        }
        double sum = Arrays.stream(chances).sum();
        Arrays.setAll(chances, one -> chances[one] / sum);
        return chances;
    }

    /** The same, with the others' product as that of all without one's own factor. */
    private static double chance(MaximumCdf highest, double mean, double deviation) {
        double chance = 0;
        for (int i = 0; i < POINTS; i++) {
            double z = z(i);
            double log = highest.log(mean + z * deviation);
            chance += Math.exp(log - z * z / 2) / Gauss.cdf(z);
        }
        return chance;
    }

    private static double z(int point) {
        return REACH * (2.0 * point / (POINTS - 1) - 1);
    }

    private static double chance(double[] means, double[] deviations, int one) {
        double chance = 0;
        for (int i = 0; i < POINTS; i++) {
            double z = z(i);
            double x = means[one] + z * deviations[one];
            double highest = Math.exp(-z * z / 2);
            for (int other = 0; other < means.length && highest > NOTHING; other++) {
                if (other != one) {
                    highest *= Gauss.cdf((x - means[other]) / deviations[other]);
                }
            }
            chance += highest;
        }
        return chance;
    }
}
