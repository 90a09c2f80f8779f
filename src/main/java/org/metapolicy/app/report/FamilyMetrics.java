package org.metapolicy.app.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.evidence.EvidenceHealth;

/**
 * What a monitoring system is told of one family, whatever is wrong with it.
 *
 * @param id its id, as a text
 * @param versions those that can be chosen, and those that were stopped
 * @param leftOut versions that would have been too many
 * @param decisionsByRegime decisions of the last hour, every regime; empty where they cannot be read
 * @param lag time since its last refresh, or since it was made; empty where neither can be read
 * @param serving its default and its fallback; empty where they cannot be read
 * @param openProposals proposals that wait for a person; empty where they cannot be read
 * @param health how its evidence stands; empty where that cannot be read
 * @param automaticEvents what refreshes did by themselves, ever, by action, every action
 * @param problem whether something of it cannot be read, or counts and graph disagree
 */
public record FamilyMetrics(
        String id,
        List<Version> versions,
        int leftOut,
        Map<String, Long> decisionsByRegime,
        Optional<Duration> lag,
        Optional<Serving> serving,
        OptionalLong openProposals,
        Optional<EvidenceHealth> health,
        Map<String, Long> automaticEvents,
        boolean problem) {
    /** The ids of the default and of the fallback; null where there is none. */
    public record Serving(String defaultId, String fallbackId) {}

    /**
     * A version.
     *
     * @param status as it stands
     * @param suspendedContexts in how many contexts it is suspended
     * @param suspendedParticipants for how many participants it is
     * @param trust empty where that cannot be read
     */
    public record Version(
            String id,
            String status,
            int suspendedContexts,
            long suspendedParticipants,
            Optional<VersionTrust> trust) {}
}
