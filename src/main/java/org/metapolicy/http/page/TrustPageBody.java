package org.metapolicy.http.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.app.report.ContextOverview;
import org.metapolicy.app.report.TrustPage;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.evidence.TrustSnapshot;
import org.metapolicy.governance.LineageEntry;
import org.metapolicy.governance.VersionOverview;
import org.metapolicy.governance.stops.Stop;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.selection.Candidates;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trust.GuardrailReading;
import org.metapolicy.trust.calibration.Calibration;

/** The trust page's data as one JSON document with the graph's names; null where there is no number. */
final class TrustPageBody {
    private static final List<Setting> THRESHOLDS =
            List.of(Setting.PCI_CRITICAL, Setting.PCI_MIN, Setting.SELECT_MIN, Setting.PCI_PROMOTE);

    private TrustPageBody() {}

    static Map<String, Object> of(TrustPage page) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("family", family(page));
        body.put(
                "versions", page.versions().stream().map(TrustPageBody::version).toList());
        body.put("events", page.events().stream().map(TrustPageBody::event).toList());
        body.put("lineage", page.lineage().stream().map(TrustPageBody::lineage).toList());
        body.put("calibration", calibration(page.calibration()));
        body.put("regimes", page.regimes());
        body.put(
                "contexts",
                page.contexts().stream().map(TrustPageBody::inContext).toList());
        body.put("stops", page.stops().stream().map(TrustPageBody::stop).toList());
        body.put("notes", page.notes());
        return body;
    }

    private static Map<String, Object> family(TrustPage page) {
        Candidates family = page.status().readable();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", family.id());
        map.put("status", family.status());
        map.put("mode", family.mode());
        map.put("risk_tier", family.riskTier());
        map.put("resolved_episodes", family.resolved());
        map.put("default_version_id", family.defaultId());
        map.put("fallback_version_id", family.fallbackId());
        map.put("lag_seconds", page.status().lag().map(lag -> lag.toSeconds()).orElse(null));
        map.put("suspended_participants", page.status().suspendedFor());
        map.put("limited_contexts", page.status().limited());
        map.put("thresholds", thresholds(family.settings()));
        return map;
    }

    private static Map<String, Object> thresholds(Settings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        THRESHOLDS.forEach(setting -> map.put(setting.key(), settings.number(setting)));
        return map;
    }

    private static Map<String, Object> version(TrustPage.Version version) {
        VersionTrust trust = version.trust();
        VersionOverview row = version.overview();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", row.versionId());
        map.put("version_tag", row.versionTag());
        map.put("status", row.status());
        map.put("trust_score", row.trustScore());
        map.put("trust_lower", row.trustLower());
        map.put("trust_upper", row.trustUpper());
        map.put("n", row.n());
        map.put("is_default", row.isDefault());
        map.put("is_fallback", row.isFallback());
        map.put("verdict", trust.judgement().verdict());
        map.put("reason", trust.judgement().reason());
        map.put(
                "guardrails",
                trust.judgement().guardrails().stream()
                        .map(GuardrailReading::asMap)
                        .toList());
        map.put(
                "snapshots",
                version.snapshots().stream().map(TrustPageBody::snapshot).toList());
        return map;
    }

    private static Map<String, Object> snapshot(TrustSnapshot row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("t", row.t());
        map.put("created_at", row.createdAt());
        map.put("trust_score", row.trustScore());
        map.put("trust_lower", row.trustLower());
        map.put("trust_upper", row.trustUpper());
        map.put("reward_mean", row.rewardMean());
        map.put("override_rate", row.overrideRate());
        map.put("n", row.n());
        return map;
    }

    private static Map<String, Object> event(StoredEvent event) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seq", event.seq());
        map.put("links", GivenLinks.of(event));
        map.put("created_at", event.createdAt());
        for (String key : List.of(
                EventKey.ACTION,
                EventKey.VERSION_ID,
                EventKey.FROM_STATUS,
                EventKey.TO_STATUS,
                EventKey.ACTOR,
                EventKey.ACTOR_KIND,
                EventKey.REASON)) {
            map.put(key, event.text(key));
        }
        return map;
    }

    private static Map<String, Object> lineage(LineageEntry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", entry.version().versionId());
        map.put("version_tag", entry.version().versionTag());
        map.put("parent_version_id", entry.version().parentVersionId());
        map.put("depth", entry.depth());
        map.put("status", entry.version().status());
        map.put("trust_score", entry.version().trustScore());
        map.put("reason", entry.version().reason());
        return map;
    }

    private static Map<String, Object> inContext(ContextOverview row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version_id", row.versionId());
        map.put("context_cluster", row.contextCluster());
        map.put("suspended", row.suspended());
        map.put("promoted", row.promoted());
        map.put("trust", row.trust().trust());
        map.put("trust_lower", row.trust().lower());
        map.put("trust_upper", row.trust().upper());
        map.put("n", row.trust().n());
        return map;
    }

    private static Map<String, Object> stop(Stop stop) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seq", stop.seq());
        map.put("action", stop.action());
        map.put("created_at", stop.stoppedAt());
        map.put("version_id", stop.versionId());
        map.put("suspended_in", stop.suspendedIn());
        map.put("guardrails", stop.guardrails());
        map.put("window", stop.window());
        Stop.Place worst = stop.worst() == null ? new Stop.Place(null, null, null, null) : stop.worst();
        map.put("context_cluster", worst.contextCluster());
        map.put("context_n", worst.n());
        map.put("context_override_rate", worst.overrideRate());
        map.put("context_reward_mean", worst.rewardMean());
        map.put("trust", stop.trust());
        map.put("trust_lower", stop.trustLower());
        map.put("trust_upper", stop.trustUpper());
        map.put("from_status", stop.fromStatus());
        map.put("to_status", stop.toStatus());
        map.put("reason", stop.reason());
        map.put("default_before", stop.defaultBefore());
        map.put("default_after", stop.defaultAfter());
        map.put("also", stop.also());
        map.put("after", stop.after());
        return map;
    }

    private static Map<String, Object> calibration(Calibration calibration) {
        List<Map<String, Object>> bins = new ArrayList<>();
        for (Calibration.Bin bin : calibration.bins()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("low", bin.low());
            map.put("high", bin.high());
            map.put("count", bin.count());
            map.put("mean_trust", bin.meanTrust());
            map.put("kept_rate", bin.keptRate());
            map.put("lower", bin.interval().lower());
            map.put("upper", bin.interval().upper());
            bins.add(map);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("calibrated", calibration.calibrated());
        map.put("n", calibration.n());
        map.put("enough", Settings.ENOUGH);
        map.put("brier", orNull(calibration.brier()));
        map.put("bins", bins);
        return map;
    }

    private static Double orNull(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
