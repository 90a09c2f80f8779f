package org.metapolicy.counterfactual.running;

/**
 * What is known of how much more a version earns than another, mostly the default, on the unit scale, and of how much oftener it is
 * overridden.
 *
 * @param source where it is from
 * @param estimate NaN where nothing is known
 * @param lower its 95 % interval, which holds at every look
 * @param upper the other end
 * @param certain what the difference is not below, once for all looks, but in one of twenty cases
 * @param n decisions that it rests on; of OWN_OUTCOMES, the version's own; of THROUGH_DEFAULT, of the one that has fewer
 * @param coverage of DECISIONS, the share at which all is known; of OWN_OUTCOMES, the share of the other's that were made in
 *     contexts in which the version acted too; of THROUGH_DEFAULT, of the one that has less; in [0, 1]
 * @param agreement of DECISIONS, the share at which both are known to have done the same; else NaN
 * @param disagreement of DECISIONS, the share at which they are known not to have; else NaN
 * @param effectiveN how many disagreeing decisions of one weight would be as much; of OWN_OUTCOMES, n; of THROUGH_DEFAULT, of the one
 *     that has fewer
 * @param overrides how much oftener it is overridden, by what each decided itself
 */
public record Compared(
        Source source,
        double estimate,
        double lower,
        double upper,
        double certain,
        long n,
        double coverage,
        double agreement,
        double disagreement,
        double effectiveN,
        OverrideGap overrides) {
    /** Whether there is an estimate: there is none where no decision is covered. */
    public boolean isEstimated() {
        return !Double.isNaN(estimate);
    }

    /** Where a difference is from. */
    public enum Source {
        /** The decisions' records: what both would have done, and what came of it. */
        DECISIONS,
        /** The same of each beside a third, which was the default then: what the one has more than that, less what the other has. */
        THROUGH_DEFAULT,
        /** What each decided itself, less what the context gives. */
        OWN_OUTCOMES,
        /** What each decided lately, by context and at one look: of evidence that is counted outside of the graph. */
        HISTORIES,
        /** Nowhere. */
        NOTHING
    }
}
