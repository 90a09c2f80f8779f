package org.metapolicy.procedure.row;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.metapolicy.governance.VersionOverview;
import org.neo4j.procedure.Description;

/** One version of a family. */
public record VersionRow(
        @Description("The version's id.") String versionId,

        @Description("Its tag, by semantic versioning.") String versionTag,

        @Description("CANDIDATE, LIVE, PAUSED, ROLLED_BACK or DEPRECATED.")
        String status,

        @Description("Its PCI at the last refresh, in [0, 1], or null.")
        Double trustScore,

        @Description("Lower end of the PCI's 95 % interval, or null.")
        Double trustLower,

        @Description("Upper end of the PCI's 95 % interval, or null.")
        Double trustUpper,

        @Description("Resolved episodes in the trust windows.")
        long n,

        @Description("Whether it is the family's default.") boolean isDefault,

        @Description("Whether it is the family's fallback.") boolean isFallback,

        @Description("The version that it was made from, or null.")
        String parentVersionId,

        @Description("When it was registered.") ZonedDateTime createdAt,

        @Description("False for a version that was linked by hand: it is never selected.")
        boolean governed,

        @Description("Who registered it.") String createdBy,

        @Description("The policy that it is a version of.") String policyId,

        @Description("Its hyperparameters, as canonical JSON text.")
        String hyperparams,

        @Description("Why it was made.") String reasoning,

        @Description(
                "The contexts in which it was used, most of all first: context_cluster, n (of its last outcomes there, as the last"
                        + " refresh tabulated them) and trust; empty where it was not among those tabulated.")
        List<Map<String, Object>> contexts) {

    public static VersionRow of(VersionOverview version) {
        return new VersionRow(
                version.versionId(),
                version.versionTag(),
                version.status(),
                version.trustScore(),
                version.trustLower(),
                version.trustUpper(),
                version.n(),
                version.isDefault(),
                version.isFallback(),
                version.parentVersionId(),
                version.createdAt(),
                version.governed(),
                version.createdBy(),
                version.policyId(),
                version.hyperparams(),
                version.reasoning(),
                version.contexts());
    }
}
