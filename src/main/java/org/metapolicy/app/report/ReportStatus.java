package org.metapolicy.app.report;

import java.time.Clock;
import java.util.List;
import org.metapolicy.app.trust.ComputePci;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Families;

/** A family at a glance: what would be served, how far it may be trusted, and whether its evidence is up to date. */
public final class ReportStatus {
    private final Families families;
    private final CountedEvidence counted;
    private final Clock clock;

    public ReportStatus(Families families, CountedEvidence counted, Clock clock) {
        this.families = families;
        this.counted = counted;
        this.clock = clock;
    }

    /** @throws NotFound if there is no such family */
    public FamilyStatusReport run(String familyId) {
        Candidates family = families.find(familyId).orElseThrow(() -> NotFound.metaPolicy(familyId));
        ComputePci computePci = new ComputePci(counted);
        List<VersionTrust> trust = counted.family(familyId).watched().stream()
                .map(versionId -> computePci.run(versionId, TrustConfig.NONE))
                .toList();
        EvidenceHealth health = counted.health(familyId);
        return new FamilyStatusReport(family, trust, health, health.lag(clock.instant()));
    }
}
