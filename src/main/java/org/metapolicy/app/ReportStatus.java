package org.metapolicy.app;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.metapolicy.evidence.EvidenceArchive;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.Family;

/** A family at a glance: what would be served, how far it may be trusted, and whether its evidence is up to date. */
public final class ReportStatus {
    private final Families families;
    private final EvidenceArchive archive;
    private final Clock clock;

    public ReportStatus(Families families, EvidenceArchive archive, Clock clock) {
        this.families = families;
        this.archive = archive;
        this.clock = clock;
    }

    /** @throws NotFound if there is no such family */
    public FamilyStatusReport run(String familyId) {
        Family family =
                families.find(familyId).orElseThrow(() -> new NotFound("there is no meta-policy '" + familyId + "'"));
        ComputePci computePci = new ComputePci(archive);
        List<VersionTrust> trust = archive.family(familyId).watched().stream()
                .map(versionId -> computePci.run(versionId, Map.of()))
                .toList();
        EvidenceHealth health = archive.health(familyId);
        return new FamilyStatusReport(family, trust, health, health.lag(clock.instant()));
    }
}
