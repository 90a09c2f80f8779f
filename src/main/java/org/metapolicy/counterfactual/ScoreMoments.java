package org.metapolicy.counterfactual;

/**
 * Count, mean and second and third central sums of scores, and the interval of their mean for one look that was planned.
 *
 * <p>Updating formulae: Pébay 2008, "Formulas for robust, one-pass parallel computation of covariances and arbitrary-order
 * statistical moments".
 */
public final class ScoreMoments {
    private static final double Z = 1.959963984540054;
    private static final int ENOUGH = 2;

    private long n;
    private double mean;
    private double m2;
    private double m3;

    public void take(double score) {
        n++;
        double delta = score - mean;
        double part = delta / n;
        double term = delta * part * (n - 1);
        mean += part;
        m3 += term * part * (n - 2) - 3 * part * m2;
        m2 += term;
    }

    public long n() {
        return n;
    }

    public double mean() {
        return mean;
    }

    /** The standard error of the mean; NaN with fewer than 2. */
    public double error() {
        return n < ENOUGH ? Double.NaN : Math.sqrt(m2 / (n - 1) / n);
    }

    /**
     * The ends of a 95 % interval, at s standard errors from the mean: s = ±z + k (z² - 1)/6, k the skewness of the mean. It is
     * what the bootstrap's percentiles tend to (Hall 1992, "The Bootstrap and Edgeworth Expansion", section 3.10), and the normal
     * interval where nothing is skewed, as rewards that seldom come are.
     *
     * @param side -1 for the lower end, 1 for the upper
     */
    public double end(int side) {
        // That of the scores, sqrt(n) m3 / m2^1.5, over sqrt(n).
        double skewness = m2 <= 0 ? 0 : m3 / Math.pow(m2, 1.5);
        return mean + error() * (side * Z + skewness * (Z * Z - 1) / 6);
    }
}
