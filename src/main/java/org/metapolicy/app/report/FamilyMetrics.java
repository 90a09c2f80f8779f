package org.metapolicy.app.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.metapolicy.app.trust.VersionTrust;

/**
 * What a monitoring system is told of one family, whatever is wrong with it.
 *
 * @param id its id, as a text
 * @param versions those that can be chosen, and those that were stopped
 * @param leftOut versions that would have been too many
 * @param decisionsByRegime decisions of the last hour, every regime; empty where they cannot be read
 * @param lag time since its last refresh, or since it was made; empty where neither can be read
 * @param backlog outcomes that its next refresh has to look at, at the most
 * @param automaticEvents what refreshes did by themselves, ever, by action, every action
 * @param problem whether something of it cannot be read, or counts and graph disagree
 */
public record FamilyMetrics(
        String id,
        List<Version> versions,
        int leftOut,
        Map<String, Long> decisionsByRegime,
        Optional<Duration> lag,
        OptionalLong backlog,
        Map<String, Long> automaticEvents,
        boolean problem) {
    /** A version's status, as it stands, and its trust; empty where that cannot be read. */
    public record Version(String id, String status, Optional<VersionTrust> trust) {}
}
