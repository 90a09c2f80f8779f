package org.metapolicy.trust.unit;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How far a figure may lie from that of other units like these: a delete-one-unit jackknife for units of unequal size
 * (Busing, Meijer &amp; van der Leeden 1999, "Delete-m jackknife for unequal m", Statistics and Computing 9), with Student's t
 * for as many units as the episodes amount to, (Σ n)² / Σ n².
 */
public final class UnitJackknife {
    /** With fewer degrees of freedom there is no interval worth the name. */
    static final double LEAST_DEGREES = 1;

    private UnitJackknife() {}

    /**
     * Half the width of the interval; infinite where the episodes amount to fewer than two units.
     *
     * @param sizes episodes of each unit
     * @param whole the figure over all of them
     * @param without the figure without one of the units, by its index; asked for units with episodes alone
     * @param tail the probability beyond either end
     */
    public static double halfWidth(double[] sizes, double whole, IntToDoubleFunction without, double tail) {
        double[] units = Arrays.stream(sizes).filter(size -> size > 0).toArray();
        double n = Arrays.stream(units).sum();
        double degrees = n * n / Arrays.stream(units).map(size -> size * size).sum() - 1;
        if (!(degrees >= LEAST_DEGREES)) {
            return Double.POSITIVE_INFINITY;
        }
        double[] less = new double[sizes.length];
        double estimate = units.length * whole;
        for (int u = 0; u < sizes.length; u++) {
            if (sizes[u] > 0) {
                less[u] = without.applyAsDouble(u);
                estimate -= (1 - sizes[u] / n) * less[u];
            }
        }
        double variance = 0;
        for (int u = 0; u < sizes.length; u++) {
            if (sizes[u] > 0) {
                double share = n / sizes[u];
                double deviation = share * whole - (share - 1) * less[u] - estimate;
                variance += deviation * deviation / (share - 1) / units.length;
            }
        }
        return new TDistribution(degrees).inverseCumulativeProbability(1 - tail) * Math.sqrt(variance);
    }
}
