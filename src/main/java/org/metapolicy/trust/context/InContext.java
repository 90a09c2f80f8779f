package org.metapolicy.trust.context;

/**
 * How far a version may be relied on in one context: its trust with the factors that are estimated there.
 *
 * @param trust in [0, 1], on the reference ranges
 * @param lower lower end of its 95 % interval, in [0, 1]
 * @param upper upper end of that
 * @param safety how much the safety factor on [0, 1] is above the version's own
 * @param robustness how much the robustness factor on [0, 1] is above the version's own
 * @param coherence how much the coherence factor on [0, 1] is above the version's own; 0 where that is missing, as above
 * @param n statuses or outcomes in this context that it rests on, whichever are fewer
 */
public record InContext(
        double trust, double lower, double upper, double safety, double robustness, double coherence, long n) {}
