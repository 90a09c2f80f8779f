package org.metapolicy.evidence;

import java.util.Optional;
import java.util.OptionalDouble;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.KnownTrust;
import org.metapolicy.trust.TrustEstimate;

/**
 * What selection and people read of a version's running state without decoding it.
 *
 * @param trustScore the PCI, in [0, 1]
 * @param trustLower lower end of its 95 % interval
 * @param trustUpper upper end of its 95 % interval
 * @param safetyNorm the safety factor on its reference range, in [0, 1]
 * @param n resolved episodes in the trust windows
 * @param nSinceResume resolved episodes since registration or the last resume
 * @param nTotal resolved episodes ever
 * @param rewardMean mean reward over the trust windows
 * @param shadowTrust the PCI of shadow evidence
 * @param shadowN resolved episodes of shadow evidence since registration or the last resume
 * @param shadowRewardMean mean reward over the trust windows of shadow evidence
 * @param shadowAlarm whether a guardrail is breached by shadow evidence
 * @param alarm whether a guardrail is breached
 * @param knownClusters how many context clusters coverage was measured against
 * @param shadowKnownClusters the same of shadow evidence
 * @param known what is known of the trust; empty where a version of the plugin saved the figures that did not know it
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
        OptionalDouble shadowTrust,
        long shadowN,
        OptionalDouble shadowRewardMean,
        boolean shadowAlarm,
        boolean alarm,
        int knownClusters,
        int shadowKnownClusters,
        Optional<KnownTrust> known) {
    /**
     * Those of these states.
     *
     * @param estimate on the ranges that the settings name
     * @param reference on the reference ranges, which alone compare across time: what thresholds ask for
     * @param shadowEstimate the trust of the shadow evidence, looked at only where there is any
     * @param knownClusters how many context clusters coverage was measured against
     * @param shadowKnownClusters the same of shadow evidence
     */
    public static VersionFigures of(
            RunningStates states,
            TrustEstimate estimate,
            TrustEstimate reference,
            TrustEstimate shadowEstimate,
            int knownClusters,
            int shadowKnownClusters) {
        boolean shadowed = states.shadow().nTotal() > 0;
        return new VersionFigures(
                estimate.pci().value(),
                estimate.bounds().lower(),
                estimate.bounds().upper(),
                reference.pci().normalised().get(Factor.SAFETY),
                estimate.windows().n(),
                states.live().nSinceResume(),
                states.live().nTotal(),
                estimate.windows().reward().average(),
                shadowed ? OptionalDouble.of(shadowEstimate.pci().value()) : OptionalDouble.empty(),
                states.shadow().nSinceResume(),
                shadowed ? shadowEstimate.windows().reward().average() : OptionalDouble.empty(),
                states.shadow().alarmed(),
                states.live().alarmed(),
                knownClusters,
                shadowKnownClusters,
                Optional.of(KnownTrust.of(reference, estimate)));
    }
}
