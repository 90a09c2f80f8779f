package org.metapolicy.procedure.row;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.metapolicy.app.decide.ReplayDecisions;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Decision;
import org.neo4j.procedure.Description;

/** A past decision and the same under other settings, as a row. */
public record ReplayRow(
        @Description("The trial of the decision.") String trialId,

        @Description("Its episode; null where nothing was served nor suggested.")
        String episodeId,

        @Description("The trial's time, else the decision's.")
        ZonedDateTime timestamp,

        @Description("Whether the answer or the suggestion would be another one.")
        boolean changed,

        @Description("What was decided.") String decision,
        @Description("The version that acted.") String versionId,
        @Description("The version that was suggested.") String suggestedVersionId,
        @Description("What would be decided.") String newDecision,
        @Description("The version that would act.") String newVersionId,
        @Description("The version that would be suggested.") String newSuggestedVersionId,
        @Description("Why it would be so.") String newReason) {
    public static ReplayRow of(ReplayDecisions.Replayed replayed) {
        Adjustment before = replayed.before();
        Decision after = replayed.after();
        return new ReplayRow(
                before.trialId(),
                before.episodeId(),
                before.time().atZone(ZoneOffset.UTC),
                replayed.changed(),
                before.decision(),
                before.versionId(),
                before.suggestedVersionId(),
                after.kind().name(),
                after.served() == null ? null : after.served().id(),
                after.suggested() == null ? null : after.suggested().id(),
                after.reason());
    }
}
