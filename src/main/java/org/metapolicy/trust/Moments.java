package org.metapolicy.trust;

import java.util.OptionalDouble;

/**
 * Count, mean and sum of squared deviations of a variable: mergeable and numerically stable.
 *
 * <p>Source: Chan, Golub &amp; LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample variances".
 */
public record Moments(long count, double mean, double m2) {
    public static final Moments EMPTY = new Moments(0, 0, 0);

    public Moments plus(double value) {
        long next = count + 1;
        double delta = value - mean;
        double nextMean = mean + delta / next;
        return new Moments(next, nextMean, m2 + delta * (value - nextMean));
    }

    public Moments merge(Moments other) {
        if (other.count == 0) {
            return this;
        }
        if (count == 0) {
            return other;
        }
        long total = count + other.count;
        double delta = other.mean - mean;
        return new Moments(
                total,
                mean + delta * other.count / total,
                m2 + other.m2 + delta * delta * ((double) count * other.count / total));
    }

    /** The mean, absent where nothing was counted. */
    public OptionalDouble average() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean);
    }

    /** The sample variance (n - 1), absent with fewer than 2. */
    public OptionalDouble variance() {
        return count < 2 ? OptionalDouble.empty() : OptionalDouble.of(m2 / (count - 1));
    }

    /** The sample deviation (n - 1), absent with fewer than 2. */
    public OptionalDouble deviation() {
        return count < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(m2 / (count - 1)));
    }

    /** The standard error of the mean, absent with fewer than 2. */
    public OptionalDouble standardError() {
        return count < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(m2 / (count - 1) / count));
    }
}
