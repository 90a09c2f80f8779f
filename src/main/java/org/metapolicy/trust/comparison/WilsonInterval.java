package org.metapolicy.trust.comparison;

/**
 * The 95 % score interval of a proportion, which behaves at 0, at 1 and for small counts.
 *
 * <p>Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference".
 */
public record WilsonInterval(double lower, double upper) {
    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /** @param trials above 0 */
    public static WilsonInterval of(long successes, long trials) {
        double p = (double) successes / trials;
        double z2 = Z * Z / trials;
        double centre = (p + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt(p * (1 - p) / trials + z2 / (4 * trials)) / (1 + z2);
        return new WilsonInterval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
