package org.metapolicy.procedure.row;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.app.report.FamilyStatusReport;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.counterfactual.running.ServedShares;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.VersionStanding;
import org.metapolicy.trust.GuardrailReading;
import org.metapolicy.trust.OffPolicyWatch;
import org.neo4j.procedure.Description;

/** A family at a glance as a row. */
public record StatusRow(
        @Description("The meta-policy; null where its id is no text.")
        String metaPolicyId,

        @Description(
                "ACTIVE, PAUSED (serves its fallback) or DEPRECATED; null, like all that follows, where it cannot be read.")
        String status,

        @Description("SHADOW (only suggests) or ACTIVE.") String mode,

        @Description("EXPERIMENTAL, SAFE or RESTRICTED.") String riskTier,

        @Description("The default version; null where there is none.")
        String defaultVersionId,

        @Description("The fallback version; null where there is none.")
        String fallbackVersionId,

        @Description("Each version that can be chosen: version_id, status, trust_score, trust_lower, trust_upper, n,"
                + " verdict, reason, guardrails, trust_known, suspended_contexts, suspended_participants,"
                + " limited_contexts, off_policy: what is known by what it would have done, alarm or not: guardrail (against whose limit most of"
                + " the evidence is), n, estimate, limit, log_e, log_e_all (of all guardrails together), log_threshold (an alarm where"
                + " log_e_all reaches it), decisions, decisions_alike; null where no decision tells.")
        List<Map<String, Object>> versions,

        @Description("The family's resolved episodes; null where that cannot be read, as of the next three.")
        Long resolvedEpisodes,

        @Description("Its outcomes that were left out as invalid.")
        Long invalidOutcomes,

        @Description("Outcomes that its next refresh has to look at, at the most.")
        Long backlog,

        @Description("Outcomes of the whole graph that belong to no governed version yet.")
        Long waitingOutcomes,

        @Description("When its last refresh ended; null before the first.")
        ZonedDateTime lastRefresh,

        @Description("Seconds since then; null before the first.")
        Double lagSeconds,

        @Description(
                "What of this meta-policy cannot be read, disagrees between counts and graph, or has no room under a name of"
                        + " its own; which migrations are missing, and why nothing counts outcomes that wait, as far as can be"
                        + " seen from here; and what mends it; null where all is well.")
        String problem,

        @Description(
                "Its episodes of which something that is counted cannot be read; each carries the label InvalidEpisode and"
                        + " its invalid_reason.")
        Long invalidEpisodes,

        @Description(
                "How often versions decided beside what decisions state, tested so that it may be looked at at any time:"
                        + " decisions (left to chance, of the last 10,000 at most), evidence (against the stated propensities; a warning"
                        + " is due where it ever reaches 20), mismatch, unstated (decisions, ever, of versions that had no chance),"
                        + " versions: version_id, served, expected; null before the first decision.")
        Map<String, Object> shares) {
    public static StatusRow of(FamilyStatusReport report) {
        Optional<Candidates> family = report.family();
        Optional<EvidenceHealth> health = report.health();
        return new StatusRow(
                report.id(),
                family.map(known -> known.status().name()).orElse(null),
                family.map(known -> known.mode().name()).orElse(null),
                family.map(known -> known.riskTier().name()).orElse(null),
                family.map(Candidates::defaultId).orElse(null),
                family.map(Candidates::fallbackId).orElse(null),
                report.trust().stream().map(trust -> version(trust, report)).toList(),
                health.map(EvidenceHealth::resolved).orElse(null),
                health.map(EvidenceHealth::invalid).orElse(null),
                health.map(EvidenceHealth::backlog).orElse(null),
                health.map(EvidenceHealth::waiting).orElse(null),
                health.flatMap(EvidenceHealth::refreshedAt)
                        .map(at -> at.atZone(ZoneOffset.UTC))
                        .orElse(null),
                report.lag().map(StatusRow::seconds).orElse(null),
                report.problem().orElse(null),
                health.map(EvidenceHealth::invalidEpisodes).orElse(null),
                report.shares().map(StatusRow::shares).orElse(null));
    }

    private static Map<String, Object> shares(ServedShares.Reading reading) {
        List<Map<String, Object>> versions = new ArrayList<>();
        reading.versions().forEach((id, one) -> {
            Map<String, Object> version = new LinkedHashMap<>();
            version.put("version_id", id);
            version.put("served", one.served());
            version.put("expected", one.expected());
            versions.add(version);
        });
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("decisions", reading.decisions());
        map.put("evidence", reading.evidence());
        map.put("mismatch", reading.mismatch());
        map.put("unstated", reading.unstated());
        map.put("versions", versions);
        return map;
    }

    private static Map<String, Object> version(VersionTrust trust, FamilyStatusReport report) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version_id", trust.versionId());
        map.put(
                "status",
                report.family().stream()
                        .flatMap(known -> known.versions().stream())
                        .filter(version -> version.id().equals(trust.versionId()))
                        .findFirst()
                        .map(VersionStanding::status)
                        .map(Enum::name)
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
        map.put("trust_known", orNull(trust.judgement().estimate().pci().known()));
        map.put("suspended_contexts", report.suspendedContexts(trust.versionId()));
        map.put("suspended_participants", report.suspendedParticipants(trust.versionId()));
        map.put("limited_contexts", report.limitedContexts(trust.versionId()));
        OffPolicyWatch.Alarm seen = report.offPolicy().get(trust.versionId());
        map.put("off_policy", seen == null ? null : seen.asMap());
        return map;
    }

    private static Double orNull(double number) {
        return Double.isNaN(number) ? null : (Double) number;
    }

    static double seconds(Duration lag) {
        return lag.getSeconds() + lag.getNano() / 1e9;
    }
}
