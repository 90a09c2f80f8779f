package org.metapolicy.selection;

/**
 * One version that was looked at, with its score or the reason it was left out.
 *
 * @param version null for doing nothing, which is listed where it had a chance
 * @param score null where there is no record of evidence
 * @param propensity the probability that the choice falls on it, in [0, 1]; they sum to 1 over a decision's list
 * @param reason why it was eligible or not, and by which share it could be reached
 */
public record Considered(
        VersionStanding version,
        boolean isDefault,
        boolean isFallback,
        Score score,
        boolean eligible,
        double propensity,
        String reason) {}
