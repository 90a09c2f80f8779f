package org.metapolicy.procedure;

import java.time.ZonedDateTime;
import java.util.Map;
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

        @Description("Who registered it.") String createdBy) {

    static VersionRow of(Map<String, Object> row) {
        return new VersionRow(
                (String) row.get("versionId"),
                (String) row.get("versionTag"),
                (String) row.get("status"),
                (Double) row.get("trustScore"),
                (Double) row.get("trustLower"),
                (Double) row.get("trustUpper"),
                ((Number) row.get("n")).longValue(),
                (Boolean) row.get("isDefault"),
                (Boolean) row.get("isFallback"),
                (String) row.get("parentVersionId"),
                row.get("createdAt") instanceof ZonedDateTime time ? time : null,
                (Boolean) row.get("governed"),
                (String) row.get("createdBy"));
    }
}
