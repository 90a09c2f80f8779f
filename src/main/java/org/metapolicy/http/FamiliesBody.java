package org.metapolicy.http;

import java.util.List;
import java.util.Optional;
import org.metapolicy.app.report.FamilyOverview;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.selection.Candidates;

/**
 * A page of the families, by id.
 *
 * @param next the {@code after} of the next page; null where this is the last
 */
record FamiliesBody(List<Family> families, String next) {
    /** One family; null where there is none of a thing, or where it cannot be read. */
    record Family(
            String metaPolicyId,
            String name,
            String status,
            String mode,
            String riskTier,
            String task,
            String defaultVersionId,
            String fallbackVersionId,
            Long openProposals,
            Double lagSeconds,
            String problem,
            String defaultVerdict,
            Double defaultTrustScore) {
        static Family of(FamilyOverview row) {
            Optional<Candidates> family = row.status().family();
            Optional<VersionTrust> trust = family.flatMap(known -> row.status().trust().stream()
                    .filter(one -> one.versionId().equals(known.defaultId()))
                    .findFirst());
            return new Family(
                    row.status().id(),
                    row.name(),
                    family.map(known -> known.status().name()).orElse(null),
                    family.map(known -> known.mode().name()).orElse(null),
                    family.map(known -> known.riskTier().name()).orElse(null),
                    row.task(),
                    family.map(Candidates::defaultId).orElse(null),
                    family.map(Candidates::fallbackId).orElse(null),
                    row.openProposals(),
                    row.status().lag().map(StatusBody::seconds).orElse(null),
                    row.problem(),
                    trust.map(one -> one.judgement().verdict().name()).orElse(null),
                    trust.map(one -> one.estimate().pci().value()).orElse(null));
        }
    }

    static FamiliesBody of(List<FamilyOverview> all, Page page) {
        List<FamilyOverview> rows = page.of(all, FamilyOverview::key);
        return new FamiliesBody(rows.stream().map(Family::of).toList(), page.next(rows, FamilyOverview::key));
    }
}
