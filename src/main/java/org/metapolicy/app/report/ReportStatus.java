package org.metapolicy.app.report;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.metapolicy.app.trust.ComputePci;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.CountedEvidence.FamilyCounts;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.PassingFaults;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Families;

/** A family at a glance: what would be served, how far it may be trusted, and whether its evidence is up to date. */
public final class ReportStatus {
    private final Families families;
    private final CountedEvidence counted;
    private final PassingFaults faults;
    private final Clock clock;

    public ReportStatus(Families families, CountedEvidence counted, PassingFaults faults, Clock clock) {
        this.families = families;
        this.counted = counted;
        this.faults = faults;
        this.clock = clock;
    }

    /**
     * A family; one that cannot be read as a whole is told of as far as it can, with its problem.
     *
     * @throws NotFound if there is no such family
     */
    public FamilyStatusReport run(String familyId) {
        OneFamily reading = new OneFamily(familyId, faults);
        Optional<Optional<Candidates>> family = reading.read(() -> families.find(familyId));
        if (family.isPresent() && family.get().isEmpty()) {
            throw NotFound.metaPolicy(familyId);
        }
        ComputePci computePci = new ComputePci(counted);
        List<VersionTrust> trust = reading.read(() -> counted.family(familyId).watched()).stream()
                .flatMap(watched -> watched.stream())
                .flatMap(versionId -> reading.read(() -> computePci.run(versionId, TrustConfig.NONE)).stream())
                .toList();
        Optional<EvidenceHealth> health = reading.read(() -> counted.health(familyId));
        Instant now = clock.instant();
        reading.read(() -> counted.family(familyId))
                .flatMap(FamilyCounts::crowded)
                .ifPresent(reading::tell);
        health.flatMap(EvidenceHealth::disagreement).ifPresent(reading::tell);
        health.flatMap(known -> known.ahead(now)).ifPresent(reading::tell);
        return new FamilyStatusReport(
                familyId,
                family.flatMap(found -> found),
                trust,
                health,
                health.flatMap(known -> known.lag(now)),
                reading.problem());
    }
}
