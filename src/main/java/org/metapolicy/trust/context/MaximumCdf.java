package org.metapolicy.trust.context;

import java.util.Arrays;

/**
 * The logarithm of the distribution function of the highest of many independent normal values, log Π Φ((x − mean) / deviation),
 * for whoever asks for it at many x: worked out at knots, between them by the cubic that has the function's values and slopes
 * at both ends (Hermite's). A knot costs as many terms as there are values, an x in between a search.
 *
 * <p>Each value's part of it changes within 9 of its deviations about its mean and is 0 above. Below the highest of all (mean −
 * 9 deviations) the product is under 1e-18 and taken for 0; so at a distance of that end only values matter whose deviation is at
 * least an 18th of the distance, and knots may lie the farther apart the farther they are from it. Where the cubic is wrong
 * by more than 1e-8 half way between two, another is put there.
 */
final class MaximumCdf {
    private static final double REACH = 9;
    private static final double EXACT = 1e-8;
    /** Below this log the product matters to nobody. */
    private static final double NOTHING = -60;

    private static final int HALVINGS = 16;
    private static final double PEAK = 1 / Math.sqrt(2 * Math.PI);

    private final double[] means;
    private final double[] deviations;
    private double[] x = new double[512];
    private double[] logs = new double[512];
    private double[] slopes = new double[512];
    private int knots;

    /**
     * That of these.
     *
     * @param means one at least
     * @param deviations above 0, as many
     */
    MaximumCdf(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double step = Double.POSITIVE_INFINITY;
        for (int i = 0; i < means.length; i++) {
            low = Math.max(low, means[i] - REACH * deviations[i]);
            high = Math.max(high, means[i] + REACH * deviations[i]);
            step = Math.min(step, deviations[i]);
        }
        add(at(low));
        double from = low;
        while (from < high) {
            double to = Math.min(high, from + Math.max(step, (from - low) / (2 * REACH)));
            Knot end = at(to);
            halve(last(), end, HALVINGS);
            add(end);
            from = to;
        }
    }

    /** log of the probability that all are at most this; minus infinity where that is under 1e-18. */
    double log(double value) {
        if (value < x[0]) {
            return Double.NEGATIVE_INFINITY;
        }
        if (value >= x[knots - 1]) {
            return logs[knots - 1];
        }
        int found = Arrays.binarySearch(x, 0, knots, value);
        int left = found >= 0 ? found : -found - 2;
        double width = x[left + 1] - x[left];
        double t = (value - x[left]) / width;
        double u = 1 - t;
        return u * u * ((1 + 2 * t) * logs[left] + t * width * slopes[left])
                + t * t * ((1 + 2 * u) * logs[left + 1] - u * width * slopes[left + 1]);
    }

    private record Knot(double x, double log, double slope) {}

    private void halve(Knot left, Knot right, int halvings) {
        double width = right.x() - left.x();
        Knot middle = at(left.x() + width / 2);
        double cubic = (left.log() + right.log()) / 2 + width * (left.slope() - right.slope()) / 8;
        boolean exact = right.log() < NOTHING || Math.abs(cubic - middle.log()) <= EXACT || halvings == 0;
        if (!exact) {
            halve(left, middle, halvings - 1);
        }
        add(middle);
        if (!exact) {
            halve(middle, right, halvings - 1);
        }
    }

    private Knot at(double value) {
        double log = 0;
        double slope = 0;
        for (int i = 0; i < means.length; i++) {
            double z = (value - means[i]) / deviations[i];
            if (z < REACH) {
                double chance = Gauss.cdf(z);
                log += Math.log(chance);
                slope += PEAK * Math.exp(-z * z / 2) / (chance * deviations[i]);
            }
        }
        return new Knot(value, log, slope);
    }

    private Knot last() {
        return new Knot(x[knots - 1], logs[knots - 1], slopes[knots - 1]);
    }

    private void add(Knot knot) {
        if (knots == x.length) {
            x = Arrays.copyOf(x, 2 * knots);
            logs = Arrays.copyOf(logs, 2 * knots);
            slopes = Arrays.copyOf(slopes, 2 * knots);
        }
        x[knots] = knot.x();
        logs[knots] = knot.log();
        slopes[knots] = knot.slope();
        knots++;
    }
}
