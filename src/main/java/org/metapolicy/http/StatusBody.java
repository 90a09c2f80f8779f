package org.metapolicy.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.app.report.FamilyStatusReport;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.VersionStanding;
import org.metapolicy.trust.GuardrailReading;

/** A family at a glance; null where there is none of a thing, or where it cannot be read. */
record StatusBody(
        String metaPolicyId,
        String status,
        String mode,
        String riskTier,
        String defaultVersionId,
        String fallbackVersionId,
        List<Version> versions,
        Long resolvedEpisodes,
        Long invalidOutcomes,
        Long backlog,
        Long waitingOutcomes,
        Instant lastRefresh,
        Double lagSeconds,
        String problem,
        Long invalidEpisodes) {
    /** A version that can be chosen, with its trust and what it is watched for. */
    record Version(
            String versionId,
            VersionStatus status,
            double trustScore,
            double trustLower,
            double trustUpper,
            long n,
            String verdict,
            String reason,
            List<Map<String, Object>> guardrails,
            List<String> suspendedContexts,
            long suspendedParticipants,
            List<String> limitedContexts) {
        static Version of(VersionTrust trust, FamilyStatusReport report) {
            return new Version(
                    trust.versionId(),
                    report.family().stream()
                            .flatMap(known -> known.versions().stream())
                            .filter(version -> version.id().equals(trust.versionId()))
                            .findFirst()
                            .map(VersionStanding::status)
                            .orElse(null),
                    trust.estimate().pci().value(),
                    trust.estimate().bounds().lower(),
                    trust.estimate().bounds().upper(),
                    trust.estimate().windows().n(),
                    trust.judgement().verdict().name(),
                    trust.judgement().reason(),
                    trust.judgement().guardrails().stream()
                            .map(GuardrailReading::asMap)
                            .toList(),
                    report.suspendedContexts(trust.versionId()),
                    report.suspendedParticipants(trust.versionId()),
                    report.limitedContexts(trust.versionId()));
        }
    }

    static StatusBody of(FamilyStatusReport report) {
        Optional<Candidates> family = report.family();
        Optional<EvidenceHealth> health = report.health();
        return new StatusBody(
                report.id(),
                family.map(known -> known.status().name()).orElse(null),
                family.map(known -> known.mode().name()).orElse(null),
                family.map(known -> known.riskTier().name()).orElse(null),
                family.map(Candidates::defaultId).orElse(null),
                family.map(Candidates::fallbackId).orElse(null),
                report.trust().stream().map(trust -> Version.of(trust, report)).toList(),
                health.map(EvidenceHealth::resolved).orElse(null),
                health.map(EvidenceHealth::invalid).orElse(null),
                health.map(EvidenceHealth::backlog).orElse(null),
                health.map(EvidenceHealth::waiting).orElse(null),
                health.flatMap(EvidenceHealth::refreshedAt).orElse(null),
                report.lag().map(StatusBody::seconds).orElse(null),
                report.problem().orElse(null),
                health.map(EvidenceHealth::invalidEpisodes).orElse(null));
    }

    static double seconds(Duration lag) {
        return lag.getSeconds() + lag.getNano() / 1e9;
    }
}
