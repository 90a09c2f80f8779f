package org.metapolicy.selection;

import org.metapolicy.policy.Settings;
import org.metapolicy.trust.KnownTrust;
import org.metapolicy.trust.context.Prospect;

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
 * @param prospect what may be expected of the version in the context asked for, or in all; null before a refresh tabulated it
 * @param known what is known of the trust; null in decisions and figures of a version of the plugin that did not know it
 */
public record Evidence(
        Double trustScore,
        Double trustLower,
        Double safetyNorm,
        long n,
        long nSinceResume,
        long nTotal,
        Double rewardMean,
        boolean alarm,
        KnownTrust known,
        Prospect prospect) {
    /** Of a version of the plugin that did not tell what is known from what is missing. */
    public Evidence(
            Double trustScore,
            Double trustLower,
            Double safetyNorm,
            long n,
            long nSinceResume,
            long nTotal,
            Double rewardMean,
            boolean alarm) {
        this(trustScore, trustLower, safetyNorm, n, nSinceResume, nTotal, rewardMean, alarm, null, null);
    }

    /** The same with other prospects. */
    public Evidence expecting(Prospect other) {
        return new Evidence(
                trustScore, trustLower, safetyNorm, n, nSinceResume, nTotal, rewardMean, alarm, known, other);
    }

    /** The trust that {@code select_min} asks for; null where too little is known. */
    Double served() {
        return KnownTrust.served(known, trustScore, nSinceResume);
    }

    /** The lower bound of that. */
    Double servedLower() {
        return known == null || scant() ? trustLower : known.lower();
    }

    /** Whether the version is still on probation: live or not, it has fewer resolved episodes than count as enough. */
    public boolean scant() {
        return nSinceResume < Settings.ENOUGH;
    }
}
