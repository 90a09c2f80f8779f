package org.metapolicy.counterfactual;

/**
 * One side of an interval: evidence that a mean is above a figure. Nine tenths of it bet on doubly robust scores, which need
 * the least propensity to be known; a tenth on scores that are weighted outcomes alone and never below -1, so that a least
 * propensity far too small costs little more than what is known of the outcomes.
 */
final class OneSided {
    private static final double WEIGHTED_ONLY = 0.1;
    private static final int STEPS = 60;

    private final BettingProcess robust;
    private final BettingProcess weighted;
    private final double least;

    /**
     * @param robustOffset no doubly robust score is below its negative
     * @param weightedOffset no weighted outcome is below its negative
     * @param least the least that the mean can be; the largest is 1
     */
    OneSided(double robustOffset, double weightedOffset, double least) {
        this.robust = new BettingProcess(robustOffset, -6, 5);
        this.weighted = new BettingProcess(weightedOffset, -12, 3);
        this.least = least;
    }

    void take(double robustScore, double weightedScore) {
        robust.take(robustScore);
        weighted.take(weightedScore);
    }

    /** The logarithm of the evidence that the mean is above d. */
    double log(double d) {
        double one = Math.log(1 - WEIGHTED_ONLY) + robust.log(d);
        double other = Math.log(WEIGHTED_ONLY) + weighted.log(d);
        double larger = Math.max(one, other);
        return larger + Math.log(Math.exp(one - larger) + Math.exp(other - larger));
    }

    /** The largest d below which the evidence is at least 1/a; the least possible where there is none. */
    double bound(double evidence) {
        double enough = Math.log(evidence);
        if (log(least) < enough) {
            return least;
        }
        double low = least;
        double high = 1;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (log(middle) >= enough) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
