package org.metapolicy.selection;

import org.metapolicy.policy.Settings;
import org.metapolicy.trust.KnownTrust;
import org.metapolicy.trust.context.InContext;
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
 * @param inContext its trust in the context asked for; null where that is not known, and in decisions from before it was
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
        Prospect prospect,
        InContext inContext) {
    /** Of one whose trust is not known by context. */
    public Evidence(
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
        this(trustScore, trustLower, safetyNorm, n, nSinceResume, nTotal, rewardMean, alarm, known, prospect, null);
    }

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

    /** The same in a context. */
    public Evidence expecting(Prospect other, InContext trust) {
        return prospect == other && inContext == trust
                ? this
                : new Evidence(
                        trustScore,
                        trustLower,
                        safetyNorm,
                        n,
                        nSinceResume,
                        nTotal,
                        rewardMean,
                        alarm,
                        known,
                        other,
                        trust);
    }

    /** The trust that {@code select_min} asks for: in the context where it is known there; null where too little is known. */
    Double served() {
        return judgedInContext() ? (Double) inContext.trust() : KnownTrust.served(known, trustScore, nSinceResume);
    }

    /** Whether trust in the context is asked for, and not the version's own. */
    boolean judgedInContext() {
        return inContext != null && !scant();
    }

    /** The safety factor that goes with it, in [0, 1]; null where it is not known. */
    Double servedSafety() {
        return safetyNorm == null || !judgedInContext()
                ? safetyNorm
                : (Double) Math.min(1, Math.max(0, safetyNorm + inContext.safety()));
    }

    /** The lower bound of that. */
    Double servedLower() {
        if (judgedInContext()) {
            return inContext.lower();
        }
        return known == null || scant() ? trustLower : known.lower();
    }

    /** Whether the version is still on probation: live or not, it has fewer resolved episodes than count as enough. */
    public boolean scant() {
        return nSinceResume < Settings.ENOUGH;
    }
}
