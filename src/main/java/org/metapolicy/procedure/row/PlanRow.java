package org.metapolicy.procedure.row;

import java.util.List;
import org.metapolicy.app.refresh.PlannedVersion;
import org.neo4j.procedure.Description;

/** What a refresh would do for one version as a row. */
public record PlanRow(
        @Description("The version.") String versionId,

        @Description("Outcomes that it would count.") long newOutcomes,

        @Description("Outcomes that it would leave out.") long invalidOutcomes,

        @Description("The Policy Credibility Index that it would find.")
        double trustScore,

        @Description("Lower end of its 95 % interval.") double trustLower,

        @Description("Upper end of its 95 % interval.") double trustUpper,

        @Description("HEALTHY, WATCH, BREACHED or INCONCLUSIVE.")
        String verdict,

        @Description(
                "NONE, or what it would do: ROLL_BACK, PAUSE, SUSPEND_IN_CONTEXT, SUSPEND_FOR_PARTICIPANT, BECOME_DEFAULT, PROPOSE, LAPSE_PROPOSAL.")
        String action,

        @Description("Why.") String reason,

        @Description("What stands in the way of a candidate's promotion, whatever the action is asked without.")
        List<String> blocks) {
    public static PlanRow of(PlannedVersion version) {
        return new PlanRow(
                version.versionId(),
                version.newOutcomes(),
                version.invalidOutcomes(),
                version.trustScore(),
                version.trustLower(),
                version.trustUpper(),
                version.verdict(),
                version.action(),
                version.reason(),
                version.blocks());
    }
}
