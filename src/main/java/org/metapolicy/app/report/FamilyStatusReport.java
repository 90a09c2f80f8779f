package org.metapolicy.app.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.selection.Candidates;

/**
 * A family at a glance, as far as it can be read.
 *
 * @param id its id; null where that is no text
 * @param family how selection sees it, with the versions that can be chosen; empty where it cannot be read
 * @param trust the trust of each of those that can be read
 * @param health how its evidence stands; empty where that cannot be read
 * @param lag time since its last refresh
 * @param suspended the contexts in which versions are suspended, by version id; those that are suspended nowhere are absent
 * @param suspendedFor for how many participants they are, likewise
 * @param problem what of it cannot be read, or disagrees; empty where all is well
 */
public record FamilyStatusReport(
        String id,
        Optional<Candidates> family,
        List<VersionTrust> trust,
        Optional<EvidenceHealth> health,
        Optional<Duration> lag,
        Map<String, List<String>> suspended,
        Map<String, Long> suspendedFor,
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
                Map.of(),
                Optional.of(problem));
    }

    /** The contexts in which a version is suspended, sorted. */
    public List<String> suspendedContexts(String versionId) {
        return suspended.getOrDefault(versionId, List.of());
    }

    /** For how many participants a version is suspended. */
    public long suspendedParticipants(String versionId) {
        return suspendedFor.getOrDefault(versionId, 0L);
    }

    /** @throws Conflict where it cannot be read, saying why */
    public Candidates readable() {
        return family.orElseThrow(() -> new Conflict(problem.orElseThrow()));
    }
}
