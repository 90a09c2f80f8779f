package org.metapolicy.procedure.row;

import java.util.Optional;
import org.metapolicy.app.report.FamilyOverview;
import org.metapolicy.selection.Candidates;
import org.neo4j.procedure.Description;

/** A family in a list of all. */
public record FamilyRow(
        @Description("The meta-policy; null where its id is no text.")
        String metaPolicyId,

        @Description("Its name.") String name,

        @Description(
                "ACTIVE or PAUSED (serves its fallback); null, like the next two and the ids, where it cannot be read.")
        String status,

        @Description("SHADOW (only suggests) or ACTIVE.") String mode,

        @Description("EXPERIMENTAL, SAFE or RESTRICTED.") String riskTier,

        @Description("The task that it decides about; null for any.")
        String task,

        @Description("The default version; null where there is none.")
        String defaultVersionId,

        @Description("The fallback version; null where there is none.")
        String fallbackVersionId,

        @Description("How many proposed promotions wait for a person; null where that cannot be read.")
        Long openProposals,

        @Description("Seconds since its last refresh; null before the first.")
        Double lagSeconds,

        @Description("What of it cannot be read or disagrees, as in metapolicy.status; null where all is well.")
        String problem) {
    public static FamilyRow of(FamilyOverview overview) {
        Optional<Candidates> family = overview.status().family();
        return new FamilyRow(
                overview.status().id(),
                overview.name(),
                family.map(known -> known.status().name()).orElse(null),
                family.map(known -> known.mode().name()).orElse(null),
                family.map(known -> known.riskTier().name()).orElse(null),
                overview.task(),
                family.map(Candidates::defaultId).orElse(null),
                family.map(Candidates::fallbackId).orElse(null),
                overview.openProposals(),
                overview.status().lag().map(StatusRow::seconds).orElse(null),
                overview.problem());
    }
}
