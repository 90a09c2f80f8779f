package org.metapolicy.app.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.metapolicy.app.trust.ComputePci;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.counterfactual.running.ServedShares;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Proposals;
import org.metapolicy.governance.RegimeCount;
import org.metapolicy.governance.Reports;
import org.metapolicy.policy.PassingFaults;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.Regime;
import org.metapolicy.trail.AutomaticEvents;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.Trail;

/** Every family in figures, for a monitoring system that asks often. */
public final class ReportMetrics {
    private static final Duration RECENT = Duration.ofHours(1);

    /** All that a refresh records of its own. */
    static final List<GovernanceAction> AUTOMATIC = List.of(
            GovernanceAction.ROLLED_BACK,
            GovernanceAction.PAUSED,
            GovernanceAction.SUSPENDED_IN_CONTEXT,
            GovernanceAction.SUSPENDED_FOR_PARTICIPANT,
            GovernanceAction.DEFAULT_MOVED,
            GovernanceAction.SPAWNED,
            GovernanceAction.STATUS_SET,
            GovernanceAction.PROPOSED,
            GovernanceAction.LAPSED,
            GovernanceAction.BASELINE_SET,
            GovernanceAction.EVIDENCE_CORRECTED);

    private final Reports reports;
    private final Families families;
    private final CountedEvidence counted;
    private final Proposals proposals;
    private final Trail trail;
    private final PassingFaults faults;
    private final Clock clock;

    public ReportMetrics(
            Reports reports,
            Families families,
            CountedEvidence counted,
            Proposals proposals,
            Trail trail,
            PassingFaults faults,
            Clock clock) {
        this.reports = reports;
        this.families = families;
        this.counted = counted;
        this.proposals = proposals;
        this.trail = trail;
        this.faults = faults;
        this.clock = clock;
    }

    /**
     * Every family by id. Costs its versions and the decisions of the last hour, not the history of evidence, nor of the
     * trail but where an earlier version of the product made its newest event.
     *
     * @param versionsMax versions in all; of those that would be more only the number is told
     */
    public List<FamilyMetrics> run(int versionsMax) {
        List<FamilyMetrics> families = new ArrayList<>();
        int room = versionsMax;
        for (Reports.Family listed : reports.families()) {
            FamilyMetrics family = metrics(listed, room);
            room -= family.versions().size();
            families.add(family);
        }
        return families;
    }

    private FamilyMetrics metrics(Reports.Family listed, int room) {
        String id = listed.id();
        OneFamily reading = new OneFamily(id, faults);
        listed.problem().ifPresent(reading::tell);
        Optional<Candidates> family = reading.read(() -> families.find(id)).flatMap(found -> found);
        List<Reports.Watchable> all = reading.read(() -> reports.watchable(id)).orElse(List.of());
        ComputePci computePci = new ComputePci(counted);
        List<FamilyMetrics.Version> versions = all.stream()
                .limit(room)
                .map(version -> new FamilyMetrics.Version(
                        version.versionId(),
                        version.status(),
                        version.suspendedContexts().size(),
                        version.suspendedParticipants(),
                        reading.read(() -> computePci.run(version.versionId(), TrustConfig.NONE))))
                .toList();
        Optional<EvidenceHealth> health = reading.read(() -> counted.health(id));
        Instant now = clock.instant();
        health.flatMap(EvidenceHealth::disagreement).ifPresent(reading::tell);
        health.flatMap(known -> known.ahead(now)).ifPresent(reading::tell);
        reading.read(() -> ServedShares.of(counted.differences(id)))
                .flatMap(known -> known)
                .flatMap(ServedShares.Reading::warning)
                .ifPresent(reading::tell);
        return new FamilyMetrics(
                id,
                versions,
                all.size() - versions.size(),
                reading.read(() -> recentDecisions(id, now)).orElse(Map.of()),
                health.flatMap(known -> known.lag(now))
                        .or(() -> listed.createdAt().map(at -> Duration.between(at, now))),
                family.map(found -> new FamilyMetrics.Serving(found.defaultId(), found.fallbackId())),
                reading.read(() -> waiting(id)).map(OptionalLong::of).orElse(OptionalLong.empty()),
                health,
                reading.read(() -> automatic(id)).orElseGet(ReportMetrics::noEvents),
                reading.problem().isPresent());
    }

    private long waiting(String familyId) {
        return proposals.ofFamily(familyId).stream()
                .filter(proposal -> proposal.state() == Proposal.State.OPEN)
                .count();
    }

    private Map<String, Long> recentDecisions(String familyId, Instant now) {
        Map<String, Long> counts = new TreeMap<>();
        Stream.of(Regime.values()).forEach(regime -> counts.put(regime.name(), 0L));
        for (RegimeCount count : reports.regimes(familyId, now.minus(RECENT))) {
            counts.merge(String.valueOf(count.regime()), count.n(), Long::sum);
        }
        return counts;
    }

    private Map<String, Long> automatic(String familyId) {
        Map<String, Long> counts = noEvents();
        AutomaticEvents.of(trail, Chain.of(familyId))
                .counts()
                .forEach((action, n) -> counts.merge(action, n, Long::sum));
        return counts;
    }

    private static Map<String, Long> noEvents() {
        Map<String, Long> counts = new TreeMap<>();
        AUTOMATIC.forEach(action -> counts.put(action.name(), 0L));
        return counts;
    }
}
