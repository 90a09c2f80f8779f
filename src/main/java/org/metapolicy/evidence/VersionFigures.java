package org.metapolicy.evidence;

import java.util.OptionalDouble;

/**
 * What selection and people read of a version's running state without decoding it.
 *
 * @param trustScore the PCI, in [0, 1]
 * @param trustLower lower end of its 95 % interval
 * @param trustUpper upper end of its 95 % interval
 * @param safetyNorm the normalised safety factor, in [0, 1]
 * @param n resolved episodes in the trust windows
 * @param nSinceResume resolved episodes since registration or the last resume
 * @param nTotal resolved episodes ever
 * @param rewardMean mean reward over the trust windows
 * @param alarm whether a guardrail is breached
 */
public record VersionFigures(
        double trustScore,
        double trustLower,
        double trustUpper,
        double safetyNorm,
        long n,
        long nSinceResume,
        long nTotal,
        OptionalDouble rewardMean,
        boolean alarm) {}
