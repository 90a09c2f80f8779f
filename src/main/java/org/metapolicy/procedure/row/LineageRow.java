package org.metapolicy.procedure.row;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.metapolicy.governance.LineageEntry;
import org.metapolicy.governance.LineageVersion;
import org.neo4j.procedure.Description;

/** A version in its family's tree. */
public record LineageRow(
        @Description("The version's id.") String versionId,

        @Description("Its tag.") String versionTag,

        @Description("The version that it was made from, or null.")
        String parentVersionId,

        @Description("Steps from a version without a parent.")
        long depth,

        @Description("CANDIDATE, LIVE, PAUSED, ROLLED_BACK or DEPRECATED.")
        String status,

        @Description("Its PCI at the last refresh, in [0, 1], or null.")
        Double trustScore,

        @Description("What changed from the parent: {from, to} by hyperparameter, by actions, and by parameters_hash.")
        Map<String, Object> changes,

        @Description("Why it exists.") String reason,

        @Description("When it was registered.") ZonedDateTime createdAt,

        @Description("What changed from the parent in words, actions one by one.")
        List<String> changed) {

    public static LineageRow of(LineageEntry entry) {
        LineageVersion version = entry.version();
        return new LineageRow(
                version.versionId(),
                version.versionTag(),
                version.parentVersionId(),
                entry.depth(),
                version.status(),
                version.trustScore(),
                entry.changes(),
                version.reason(),
                version.createdAt(),
                entry.words());
    }
}
