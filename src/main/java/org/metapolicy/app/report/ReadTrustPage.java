package org.metapolicy.app.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metapolicy.app.audit.ReadTrail;
import org.metapolicy.app.audit.TrailQuery;
import org.metapolicy.app.trust.CalibrateTrust;
import org.metapolicy.app.trust.ComputePci;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.app.trust.TrustHistory;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.evidence.TrustSnapshot;
import org.metapolicy.evidence.tabulation.Tabulations;
import org.metapolicy.governance.Reports;
import org.metapolicy.governance.VersionOverview;
import org.metapolicy.governance.stops.Stops;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** Reads all that the trust page shows of one family, at most so much of each kind that a person can look at it. */
public final class ReadTrustPage {
    static final int VERSIONS_MAX = 50;
    static final int SNAPSHOTS_MAX = 200;
    static final int EVENTS_MAX = 200;
    static final int LINEAGE_MAX = 300;
    static final int STOPS_MAX = 20;

    private final ReportStatus status;
    private final ComputePci computePci;
    private final TrustHistory history;
    private final ReadTrail trail;
    private final Reports reports;
    private final CalibrateTrust calibrate;
    private final Tabulations tabulations;
    private final Stops stops;

    public ReadTrustPage(
            ReportStatus status,
            ComputePci computePci,
            TrustHistory history,
            ReadTrail trail,
            Reports reports,
            CalibrateTrust calibrate,
            Tabulations tabulations,
            Stops stops) {
        this.status = status;
        this.computePci = computePci;
        this.history = history;
        this.trail = trail;
        this.reports = reports;
        this.calibrate = calibrate;
        this.tabulations = tabulations;
        this.stops = stops;
    }

    /** @throws NotFound if there is no such family */
    public TrustPage run(String familyId) {
        Identifier.require("meta-policy id", familyId);
        FamilyStatusReport report = status.run(familyId);
        List<String> notes = new ArrayList<>();
        List<TrustPage.Version> versions = versions(familyId, report, notes);
        return new TrustPage(
                report,
                versions,
                first(EVENTS_MAX, trail.run(familyId, TrailQuery.newest(EVENTS_MAX + 1L)), "newest moves", notes),
                first(LINEAGE_MAX, new ReadLineage(reports).run(familyId), "first versions of the tree", notes),
                calibrate.run(familyId),
                reports.regimes(familyId, Instant.EPOCH),
                ContextOverview.of(
                        tabulations.of(familyId),
                        report,
                        versions.stream()
                                .map(version -> version.overview().versionId())
                                .toList()),
                first(STOPS_MAX, stops.of(familyId), "newest stops", notes),
                List.copyOf(notes));
    }

    private List<TrustPage.Version> versions(String familyId, FamilyStatusReport report, List<String> notes) {
        Map<String, VersionTrust> known =
                report.trust().stream().collect(Collectors.toMap(VersionTrust::versionId, Function.identity()));
        List<VersionOverview> rows = reports.versions(familyId).stream()
                .sorted(Comparator.comparing(row -> !known.containsKey(row.versionId())))
                .toList();
        return first(VERSIONS_MAX, rows, "versions, those that can be chosen and then the newest", notes).stream()
                .map(row -> new TrustPage.Version(
                        row,
                        known.containsKey(row.versionId())
                                ? known.get(row.versionId())
                                : computePci.run(row.versionId(), TrustConfig.NONE),
                        last(history.run(row.versionId()), row.versionId(), notes)))
                .toList();
    }

    private static <T> List<T> first(int most, List<T> all, String what, List<String> notes) {
        if (all.size() <= most) {
            return List.copyOf(all);
        }
        notes.add("Only the " + most + " " + what + " are shown.");
        return List.copyOf(all.subList(0, most));
    }

    private static List<TrustSnapshot> last(List<TrustSnapshot> snapshots, String versionId, List<String> notes) {
        if (snapshots.size() <= SNAPSHOTS_MAX) {
            return snapshots;
        }
        notes.add("Only the " + SNAPSHOTS_MAX + " latest snapshots of " + versionId + " are shown.");
        return snapshots.subList(snapshots.size() - SNAPSHOTS_MAX, snapshots.size());
    }
}
