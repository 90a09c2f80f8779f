package org.metapolicy.logs;

import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/** An estimate with its confidence interval. */
record Interval(double estimate, double low, double high) {
    private static final double Z = new NormalDistribution().inverseCumulativeProbability(0.975);

    /**
     * The difference of two proportions, the first less the second, from their score intervals.
     *
     * <p>Source: Newcombe 1998, "Interval estimation for the difference between independent proportions: comparison of
     * eleven methods", method 10.
     */
    static Interval ofDifference(Proportion first, Proportion second, double confidence) {
        ConfidenceInterval a = first.interval(confidence);
        ConfidenceInterval b = second.interval(confidence);
        double p = first.share();
        double q = second.share();
        return new Interval(
                p - q,
                p - q - Math.hypot(p - a.getLowerBound(), b.getUpperBound() - q),
                p - q + Math.hypot(a.getUpperBound() - p, q - b.getLowerBound()));
    }

    /** The mean of a few independent values, by Student's t. */
    static Interval ofMean(SummaryStatistics values) {
        double t = new TDistribution(values.getN() - 1).inverseCumulativeProbability(0.975);
        return around(values.getMean(), t * values.getStandardDeviation() / Math.sqrt(values.getN()));
    }

    /** The mean of very many independent values, by the normal distribution. */
    static Interval ofMeanOfMany(SummaryStatistics values) {
        return around(values.getMean(), Z * Math.sqrt(varianceOfMean(values)));
    }

    /** The difference of two such means. */
    static Interval ofDifferenceOfMany(SummaryStatistics first, SummaryStatistics second) {
        return around(
                first.getMean() - second.getMean(), Z * Math.sqrt(varianceOfMean(first) + varianceOfMean(second)));
    }

    private static double varianceOfMean(SummaryStatistics values) {
        return values.getVariance() / values.getN();
    }

    private static Interval around(double estimate, double half) {
        return new Interval(estimate, estimate - half, estimate + half);
    }

    /** What may be said of a difference: which is higher, or INCONCLUSIVE where the interval holds 0. */
    String verdict(String first, String second) {
        return low > 0 ? first + " higher" : high < 0 ? second + " higher" : "INCONCLUSIVE";
    }

    /** In percentage points, so many digits after the point. */
    String points(int digits) {
        String one = "%." + digits + "f";
        return String.format(Locale.ROOT, one + " (" + one + " to " + one + ")", 100 * estimate, 100 * low, 100 * high);
    }

    /** So many of so many. */
    record Proportion(int successes, int trials) {
        double share() {
            return (double) successes / trials;
        }

        Proportion and(Proportion other) {
            return new Proportion(successes + other.successes, trials + other.trials);
        }

        private ConfidenceInterval interval(double confidence) {
            return new WilsonScoreInterval().createInterval(trials, successes, confidence);
        }
    }
}
