package org.metapolicy.noetic;

/**
 * One intervention with its upper confidence bound.
 *
 * @param mean the expected reward
 * @param width alpha times the standard error, ≥ 0
 */
public record Recommendation(InterventionOption intervention, double mean, double width) {
    /** The bound by which interventions are ranked. */
    public double score() {
        return mean + width;
    }
}
