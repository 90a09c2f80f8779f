package org.metapolicy.procedure.row;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.app.report.FamilyStatusReport;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.VersionStanding;
import org.metapolicy.trust.GuardrailReading;
import org.neo4j.procedure.Description;

/** A family at a glance as a row. */
public record StatusRow(
        @Description("The meta-policy.") String metaPolicyId,

        @Description("ACTIVE, PAUSED (serves its fallback) or DEPRECATED.")
        String status,

        @Description("SHADOW (only suggests) or ACTIVE.") String mode,

        @Description("EXPERIMENTAL, SAFE or RESTRICTED.") String riskTier,

        @Description("The default version; null where there is none.")
        String defaultVersionId,

        @Description("The fallback version; null where there is none.")
        String fallbackVersionId,

        @Description("Each version that can be chosen: version_id, status, trust_score, trust_lower, trust_upper, n,"
                + " verdict, reason, guardrails.")
        List<Map<String, Object>> versions,

        @Description("The family's resolved episodes.") long resolvedEpisodes,

        @Description("Its outcomes that were left out as invalid.")
        long invalidOutcomes,

        @Description("Outcomes that its next refresh has to look at, at the most.")
        long backlog,

        @Description("Outcomes of the whole graph that belong to no governed version yet.")
        long waitingOutcomes,

        @Description("When its last refresh ended; null before the first.")
        ZonedDateTime lastRefresh,

        @Description("Seconds since then; null before the first.")
        Double lagSeconds,

        @Description("What is wrong between counts and graph, and what mends it; null where they agree.")
        String problem) {
    public static StatusRow of(FamilyStatusReport report) {
        Candidates family = report.family();
        EvidenceHealth health = report.health();
        return new StatusRow(
                family.id(),
                family.status().name(),
                family.mode().name(),
                family.riskTier().name(),
                family.defaultId(),
                family.fallbackId(),
                report.trust().stream().map(trust -> version(trust, family)).toList(),
                health.resolved(),
                health.invalid(),
                health.backlog(),
                health.waiting(),
                health.refreshedAt().map(at -> at.atZone(ZoneOffset.UTC)).orElse(null),
                report.lag().map(StatusRow::seconds).orElse(null),
                health.disagreement().orElse(null));
    }

    private static Map<String, Object> version(VersionTrust trust, Candidates family) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version_id", trust.versionId());
        map.put(
                "status",
                family.versions().stream()
                        .filter(version -> version.id().equals(trust.versionId()))
                        .map(VersionStanding::status)
                        .map(Enum::name)
                        .findFirst()
                        .orElse(null));
        map.put("trust_score", trust.estimate().pci().value());
        map.put("trust_lower", trust.estimate().bounds().lower());
        map.put("trust_upper", trust.estimate().bounds().upper());
        map.put("n", trust.estimate().windows().n());
        map.put("verdict", trust.judgement().verdict().name());
        map.put("reason", trust.judgement().reason());
        map.put(
                "guardrails",
                trust.judgement().guardrails().stream()
                        .map(GuardrailReading::asMap)
                        .toList());
        return map;
    }

    private static double seconds(Duration lag) {
        return lag.toMillis() / 1000.0;
    }
}
