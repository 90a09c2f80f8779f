package org.metapolicy.app.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.counterfactual.running.ServedShares;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.governance.Reports;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.selection.Candidates;
import org.metapolicy.trust.OffPolicyWatch;

/**
 * A family at a glance, as far as it can be read.
 *
 * @param id its id; null where that is no text
 * @param family how selection sees it, with the versions that can be chosen; empty where it cannot be read
 * @param trust the trust of each of those that can be read
 * @param health how its evidence stands; empty where that cannot be read
 * @param lag time since its last refresh
 * @param service where versions are not served though they are in service, by version id; those of which nothing is to be
 *     said may be absent
 * @param shares how often versions decided beside what decisions state; empty where nothing is known of that
 * @param offPolicy what is known of versions by what they would have done, by version id; of those of which no decision tells absent
 * @param problem what of it cannot be read, or disagrees; empty where all is well
 */
public record FamilyStatusReport(
        String id,
        Optional<Candidates> family,
        List<VersionTrust> trust,
        Optional<EvidenceHealth> health,
        Optional<Duration> lag,
        Map<String, Reports.Watchable> service,
        Optional<ServedShares.Reading> shares,
        Map<String, OffPolicyWatch.Alarm> offPolicy,
        Optional<String> problem) {

    /** One of which nothing can be read. */
    static FamilyStatusReport unreadable(String problem) {
        return new FamilyStatusReport(
                null,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                Optional.of(problem));
    }

    /** The contexts in which a version is suspended, sorted. */
    public List<String> suspendedContexts(String versionId) {
        return service.containsKey(versionId) ? service.get(versionId).suspendedContexts() : List.of();
    }

    /** The contexts that a version may be served in, sorted; empty for all. */
    public List<String> limitedContexts(String versionId) {
        return service.containsKey(versionId) ? service.get(versionId).limitedContexts() : List.of();
    }

    /** The contexts that versions may be served in, by version id; those that may be in all are absent. */
    public SortedMap<String, List<String>> limited() {
        SortedMap<String, List<String>> limits = new TreeMap<>();
        service.forEach((id, version) -> {
            if (!version.limitedContexts().isEmpty()) {
                limits.put(id, version.limitedContexts());
            }
        });
        return limits;
    }

    /** For how many participants versions are suspended, by version id; those that are for none are absent. */
    public SortedMap<String, Long> suspendedFor() {
        SortedMap<String, Long> counts = new TreeMap<>();
        service.forEach((id, version) -> {
            if (version.suspendedParticipants() > 0) {
                counts.put(id, version.suspendedParticipants());
            }
        });
        return counts;
    }

    /** For how many participants a version is suspended. */
    public long suspendedParticipants(String versionId) {
        return service.containsKey(versionId) ? service.get(versionId).suspendedParticipants() : 0;
    }

    /** @throws Conflict where it cannot be read, saying why */
    public Candidates readable() {
        return family.orElseThrow(() -> new Conflict(problem.orElseThrow()));
    }
}
