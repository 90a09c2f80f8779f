package org.metapolicy.app.report;

import java.util.List;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.evidence.TrustSnapshot;
import org.metapolicy.governance.LineageEntry;
import org.metapolicy.governance.RegimeCount;
import org.metapolicy.governance.VersionOverview;
import org.metapolicy.governance.stops.Stop;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trust.calibration.Calibration;

/**
 * All that the trust page shows of one family.
 *
 * @param status the family at a glance
 * @param versions the versions shown, those that can be chosen first, then the newest
 * @param events its newest events, the newest first
 * @param lineage its versions as a tree, each parent before its children
 * @param calibration its trust as a forecast
 * @param regimes how often each regime led to each decision
 * @param contexts its versions in each context, of those that the last refresh tabulated
 * @param stops its last automatic stops, the last first
 * @param notes what was left out to keep the page short, in words; empty where it is whole
 */
public record TrustPage(
        FamilyStatusReport status,
        List<Version> versions,
        List<StoredEvent> events,
        List<LineageEntry> lineage,
        Calibration calibration,
        List<RegimeCount> regimes,
        List<ContextOverview> contexts,
        List<Stop> stops,
        List<String> notes) {
    /**
     * A version on the page.
     *
     * @param overview the version as it stands
     * @param trust its trust and guardrails now
     * @param snapshots its last snapshots, oldest first
     */
    public record Version(VersionOverview overview, VersionTrust trust, List<TrustSnapshot> snapshots) {}
}
