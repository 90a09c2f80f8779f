package org.metapolicy.app.report;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metapolicy.app.trust.ComputePci;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.counterfactual.running.OffPolicyWatches;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.counterfactual.running.ServedShares;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.CountedEvidence.FamilyCounts;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.governance.Reports;
import org.metapolicy.policy.Installations;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.PassingFaults;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Families;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;
import org.metapolicy.trust.OffPolicyWatch;

/** A family at a glance: what would be served, how far it may be trusted, and whether its evidence is up to date. */
public final class ReportStatus {
    private final Families families;
    private final Reports reports;
    private final CountedEvidence counted;
    private final Trail trail;
    private final InstallationProblems installation;
    private final PassingFaults faults;
    private final Clock clock;

    public ReportStatus(
            Families families,
            Reports reports,
            CountedEvidence counted,
            Trail trail,
            Installations installations,
            PassingFaults faults,
            Clock clock) {
        this.families = families;
        this.reports = reports;
        this.counted = counted;
        this.trail = trail;
        this.installation = new InstallationProblems(installations);
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
        health.flatMap(known -> known.failed(familyId)).ifPresent(reading::tell);
        health.flatMap(known -> reading.read(() -> late(familyId, known, now)))
                .flatMap(late -> late)
                .ifPresent(reading::tell);
        Optional<ServedShares.Reading> shares = reading.read(() -> ServedShares.of(counted.differences(familyId)))
                .flatMap(known -> known);
        shares.flatMap(ServedShares.Reading::warning).ifPresent(reading::tell);
        Map<String, Reports.Watchable> service =
                reading.read(() -> service(familyId)).orElse(Map.of());
        service.values().stream().flatMap(version -> version.problem().stream()).forEach(reading::tell);
        reading.read(installation::schema).flatMap(lacking -> lacking).ifPresent(reading::tell);
        return new FamilyStatusReport(
                familyId,
                family.flatMap(found -> found),
                trust,
                health,
                health.flatMap(known -> known.lag(now)),
                service,
                shares,
                family.flatMap(found -> found)
                        .flatMap(known -> reading.read(() -> offPolicy(known)))
                        .orElse(Map.of()),
                reading.problem());
    }

    /** A text that cannot be read says nothing here: audit.verify names it, and the next refresh begins anew. */
    private Map<String, OffPolicyWatch.Alarm> offPolicy(Candidates family) {
        OffPolicyWatches watches =
                RunningDifferences.goOn(counted.differences(family.id()), 0).watches();
        Map<String, OffPolicyWatch.Alarm> seen = new TreeMap<>();
        family.versions().forEach(version -> watches.of(version.id())
                .flatMap(watch -> watch.seen(family.settings()))
                .ifPresent(known -> seen.put(version.id(), known)));
        return seen;
    }

    private Map<String, Reports.Watchable> service(String familyId) {
        return reports.watchable(familyId).stream()
                .collect(Collectors.toMap(Reports.Watchable::versionId, Function.identity()));
    }

    private Optional<String> late(String familyId, EvidenceHealth health, Instant now) {
        if (health.backlog() == 0) {
            return Optional.empty();
        }
        return health.refreshedAt()
                .or(() -> trail.newestFirst(Chain.of(familyId), 2).findFirst().map(StoredEvent::createdAt))
                .flatMap(since -> installation.late(health, since, now));
    }
}
