package org.metapolicy.counterfactual;

/**
 * The interval of a value or a difference that holds at every look, on the unit scale: two {@link OneSided} sides, fed in
 * the order of the decisions with scores whose outcome model knows earlier outcomes alone (Karampatziakis, Mineiro &amp; Ramdas
 * 2021, "Off-policy Confidence Sequences"; Waudby-Smith, Wu, Ramdas, Karampatziakis &amp; Mineiro 2022, "Anytime-valid off-policy
 * inference for contextual bandits").
 *
 * <p>With D(a) the share of an intervention in the {@link Contrast}, p the propensity of what was done, g its outcome and q
 * the model: z = Σ D(a) q(a) + D(done)/p (g - q(done)). For a value z is from 1 - 1/p to 1/p, for a difference from -1/p to
 * 1/p, p the least propensity, which is therefore fixed before any context is seen: a bound that followed the context would
 * test another mean. What is not covered scores as the worst that can be, on both sides.
 */
public final class AlwaysValid {
    private final boolean difference;
    private final OneSided above;
    private final OneSided below;

    /**
     * @param difference whether a difference is judged, in [-1, 1], or a value, in [0, 1]
     * @param leastPropensity in (0, 1]: of whatever the versions that are judged would do
     */
    public AlwaysValid(boolean difference, double leastPropensity) {
        this.difference = difference;
        this.above = side(difference, leastPropensity);
        this.below = side(difference, leastPropensity);
    }

    private static OneSided side(boolean difference, double leastPropensity) {
        return difference ? new OneSided(1 / leastPropensity, 1, -1) : new OneSided(1 / leastPropensity - 1, 0, 0);
    }

    /**
     * Takes a decision of which all is known.
     *
     * @param propensity of what was done, at least the least one
     * @param outcome in [0, 1]
     */
    void take(Contrast contrast, String done, double propensity, double outcome, OutcomeModel.Means means) {
        double share = contrast.share(done) / propensity;
        double score = contrast.sum(means::of) + share * (outcome - means.of(done));
        double more = Math.max(0, share);
        double less = Math.max(0, -share);
        double moved = contrast.moved();
        above.take(score, more * outcome + less * (1 - outcome) - moved);
        below.take(difference ? -score : 1 - score, more * (1 - outcome) + less * outcome - moved);
    }

    /** Takes a decision at which both would have done the same. */
    void takeAgreement() {
        above.take(0, 0);
        below.take(0, 0);
    }

    /** Takes a decision of which something is not known. */
    void takeUncovered() {
        double worst = difference ? -1 : 0;
        above.take(worst, worst);
        below.take(worst, worst);
    }

    /** The lower end, if either end errs with probability 1/evidence. */
    public double lower(double evidence) {
        return above.bound(evidence);
    }

    public double upper(double evidence) {
        return difference ? -below.bound(evidence) : 1 - below.bound(evidence);
    }

    /**
     * How much speaks for a figure above d: 20 is a certificate at 5 %.
     *
     * @param d at least the least that the figure can be: -1 of a difference, 0 of a value
     */
    public double evidenceAbove(double d) {
        return Math.exp(above.log(d));
    }

    /**
     * How much speaks for a figure below d.
     *
     * @param d at most 1
     */
    public double evidenceBelow(double d) {
        return Math.exp(below.log(difference ? -d : 1 - d));
    }
}
