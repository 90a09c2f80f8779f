package org.metapolicy.counterfactual.running;

/**
 * How much oftener a version is overridden than another, by what each decided itself: a difference of rates, in [-1, 1].
 *
 * @param estimate NaN where nothing is known of one of them
 * @param lower its 95 % interval; -1 where nothing is known
 * @param upper the other end; 1 where nothing is known
 * @param atLeast what it is not below, but in one of twenty cases; -1 where nothing is known
 * @param atMost what it is not above, but in one of twenty cases; 1 where nothing is known
 */
public record OverrideGap(double estimate, double lower, double upper, double atLeast, double atMost) {
    /** Of two of which one has no decision that was overridden or not. */
    public static final OverrideGap UNKNOWN = new OverrideGap(Double.NaN, -1, 1, -1, 1);

    /** Whether each of the two has decided anything of which that is known. */
    public boolean known() {
        return !Double.isNaN(estimate);
    }

    /** The same of the second beside the first. */
    public OverrideGap reversed() {
        return new OverrideGap(-estimate, -upper, -lower, -atMost, -atLeast);
    }
}
