package org.metapolicy.trust.context;

/** The normal distribution. */
final class Gauss {
    private Gauss() {}

    /**
     * The probability that a standard normal variable is at most x, to 15 digits: Hart 1968 as given by West 2005, "Better
     * approximations to cumulative normal functions".
     */
    static double cdf(double x) {
        double size = Math.abs(x);
        double tail = size > 37 ? 0 : Math.exp(-size * size / 2) * ratio(size);
        return x > 0 ? 1 - tail : tail;
    }

    private static double ratio(double x) {
        if (x < 7.07106781186547) {
            double above = 3.52624965998911e-02 * x + 0.700383064443688;
            above = above * x + 6.37396220353165;
            above = above * x + 33.912866078383;
            above = above * x + 112.079291497871;
            above = above * x + 221.213596169931;
            above = above * x + 220.206867912376;
            double below = 8.83883476483184e-02 * x + 1.75566716318264;
            below = below * x + 16.064177579207;
            below = below * x + 86.7807322029461;
            below = below * x + 296.564248779674;
            below = below * x + 637.333633378831;
            below = below * x + 793.826512519948;
            below = below * x + 440.413735824752;
            return above / below;
        }
        double fraction = x + 0.65;
        fraction = x + 4 / fraction;
        fraction = x + 3 / fraction;
        fraction = x + 2 / fraction;
        fraction = x + 1 / fraction;
        return 1 / (fraction * 2.506628274631);
    }
}
