package org.metapolicy.app.report;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.metapolicy.governance.RegimeCount;
import org.metapolicy.governance.Reports;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.Trail;

/** Every family in figures, for a monitoring system that asks often. */
public final class ReportMetrics {
    private static final Duration RECENT = Duration.ofHours(1);

    private final Reports reports;
    private final ReportStatus status;
    private final Trail trail;
    private final Clock clock;

    public ReportMetrics(Reports reports, ReportStatus status, Trail trail, Clock clock) {
        this.reports = reports;
        this.status = status;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The families by id, until their versions are as many as allowed. Costs the versions that can be chosen, the
     * decisions of the last hour and the events of the trails, not the history of evidence.
     *
     * @param versionsMax a family that would bring more versions in all than this is left out
     */
    public List<FamilyMetrics> run(int versionsMax) {
        List<FamilyMetrics> families = new ArrayList<>();
        int versions = 0;
        for (String id : reports.familyIds()) {
            FamilyStatusReport report = status.run(id);
            versions += report.trust().size();
            if (versions > versionsMax) {
                break;
            }
            families.add(new FamilyMetrics(report, recentDecisions(id), automatic(id)));
        }
        return families;
    }

    private Map<String, Long> recentDecisions(String familyId) {
        return reports.regimes(familyId, clock.instant().minus(RECENT)).stream()
                .collect(Collectors.groupingBy(
                        count -> String.valueOf(count.regime()), TreeMap::new, Collectors.summingLong(RegimeCount::n)));
    }

    private Map<String, Long> automatic(String familyId) {
        return trail.events(Chain.of(familyId)).stream()
                .filter(event -> ActorKind.AUTOMATIC.name().equals(event.text(EventKey.ACTOR_KIND)))
                .collect(Collectors.groupingBy(
                        event -> String.valueOf(event.text(EventKey.ACTION)), TreeMap::new, Collectors.counting()));
    }
}
