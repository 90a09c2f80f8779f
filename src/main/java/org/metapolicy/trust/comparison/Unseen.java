package org.metapolicy.trust.comparison;

/**
 * How far the mean of a population may lie from that of n values, where values of a kind that is rare may not have come at all.
 *
 * <p>Let B be how much further each value could lie to one side. Values as they came, of which a share e lies there instead, have the
 * variance v = s&sup2; + e (E[B&sup2;] - 2 cov) - e&sup2; E[B]&sup2;, and their mean reaches q &radic;(v/n). e is q&sup2;/(k + q&sup2;), k = n E[B]&sup2;/E[B&sup2;]
 * the number of values that could lie elsewhere at all (Kish 1965, "Survey Sampling"). Of one value that always came this is
 * the score interval of 0 in n (Wilson 1927), q&sup2;/(n + q&sup2;) of the way; where values spread as wide as they can it is no more
 * than q standard errors.
 *
 * @param n how many values, at least 1
 * @param variance of the values, by n
 * @param reach the mean of B, at least 0
 * @param reachSquare the mean of B&sup2;
 * @param covariance of B and the values, as the values lie towards the other side
 */
record Unseen(long n, double variance, double reach, double reachSquare, double covariance) {
    /** Of values that could all lie at the same end, this far from their mean. */
    static Unseen upTo(double distance, long n, double variance) {
        double away = Math.max(0, distance);
        return new Unseen(n, variance, away, away * away + variance, variance);
    }

    /** How far the mean reaches, where without any of this it would reach q standard errors; 0 where no value could lie elsewhere. */
    double half(double q) {
        if (!(reach > 0)) {
            return 0;
        }
        double share = q * q / (n * reach * reach / reachSquare + q * q);
        double unseen = variance + share * (reachSquare - 2 * covariance) - share * share * reach * reach;
        return q * Math.sqrt(Math.max(0, unseen) / n);
    }
}
