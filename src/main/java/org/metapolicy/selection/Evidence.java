package org.metapolicy.selection;

import org.metapolicy.policy.Settings;

/**
 * What the evidence says of a version, as the last refresh left it. A null figure is one that is not known.
 *
 * @param trustScore PCI in [0, 1]
 * @param trustLower lower bound of PCI in [0, 1]
 * @param safetyNorm normalised safety factor in [0, 1]
 * @param n resolved episodes in the trust windows
 * @param nSinceResume resolved episodes since registration or the last resume
 * @param nTotal resolved episodes ever
 * @param rewardMean mean reward over the trust windows, in [-1, 1]
 * @param alarm whether a guardrail has given alarm
 */
public record Evidence(
        Double trustScore,
        Double trustLower,
        Double safetyNorm,
        long n,
        long nSinceResume,
        long nTotal,
        Double rewardMean,
        boolean alarm) {
    /** Whether the version is still on probation: live or not, it has fewer resolved episodes than count as enough. */
    public boolean scant() {
        return nSinceResume < Settings.ENOUGH;
    }
}
