package org.metapolicy.procedure.row;

import org.metapolicy.app.refresh.RefreshedVersion;
import org.neo4j.procedure.Description;

/** What a refresh did for one version as a row (specification, section 9). */
public record RefreshRow(
        @Description("The version; null in a row about outcomes that belong to none, or about a whole meta-policy.")
        String versionId,

        @Description("Outcomes counted now.") long newOutcomes,

        @Description("Outcomes left out now; each carries the label InvalidOutcome and its invalid_reason.")
        long invalidOutcomes,

        @Description("The last trust snapshot taken now; null where no window closed.")
        String snapshotId,

        @Description("The Policy Credibility Index now, in [0, 1].")
        Double trustScore,

        @Description("Lower end of its 95 % interval.") Double trustLower,

        @Description("Upper end of its 95 % interval.") Double trustUpper,

        @Description(
                "HEALTHY, WATCH, BREACHED, INCONCLUSIVE; SKIPPED where this member may not write, or the manifest was imported before; BUSY and FAILED"
                        + " where one of all families was held by another transaction or could not be read.")
        String verdict,

        @Description("NONE, or what was done without asking.")
        String action,

        @Description("Why.") String reason) {
    public static RefreshRow of(RefreshedVersion version) {
        return new RefreshRow(
                version.versionId(),
                version.newOutcomes(),
                version.invalidOutcomes(),
                version.snapshotId(),
                version.trustScore(),
                version.trustLower(),
                version.trustUpper(),
                version.verdict(),
                version.action(),
                version.reason());
    }
}
