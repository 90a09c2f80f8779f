package org.metapolicy.evaluation;

/**
 * An asymptotic confidence sequence for a mean, two-sided.
 *
 * <p>Source: Waudby-Smith, Arbour, Sinha, Kennedy &amp; Ramdas 2024, "Time-uniform central limit theory and asymptotic
 * confidence sequences", Annals of Statistics 52(6), theorem 2.2, with its parameter set for the time at which it is to be
 * tightest as in their appendix.
 */
final class AsymptoticSequence {
    private static final double TIGHTEST = 500;

    private final double alpha;
    private final double rho2;
    private long n;
    private double mean;
    private double m2;

    /** @param alpha in (0, 1): the chance that both sides together ever miss, in the limit */
    AsymptoticSequence(double alpha) {
        this.alpha = alpha;
        this.rho2 = (-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))) / TIGHTEST;
    }

    void add(double value) {
        n++;
        double before = value - mean;
        mean += before / n;
        m2 += before * (value - mean);
    }

    long n() {
        return n;
    }

    double mean() {
        return mean;
    }

    double lower() {
        return mean - half();
    }

    double upper() {
        return mean + half();
    }

    private double half() {
        if (n < 2) {
            return Double.POSITIVE_INFINITY;
        }
        double inside = 2 * (n * rho2 + 1) / ((double) n * n * rho2) * Math.log(Math.sqrt(n * rho2 + 1) / alpha);
        return Math.sqrt(m2 / (n - 1) * inside);
    }
}
