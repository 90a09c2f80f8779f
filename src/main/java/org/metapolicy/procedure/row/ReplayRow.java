package org.metapolicy.procedure.row;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.metapolicy.app.counterfactual.ReplayWithScores;
import org.metapolicy.app.decide.ReplayDecisions;
import org.metapolicy.backtest.Backtest.Score;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.VersionStanding;
import org.neo4j.procedure.Description;

/** A past decision and the same under other settings, as a row. */
public record ReplayRow(
        @Description("The trial of the decision.") String trialId,

        @Description("Its episode; null where nothing was served nor suggested.")
        String episodeId,

        @Description("The trial's time, else the decision's.")
        ZonedDateTime timestamp,

        @Description("Whether the answer or the suggestion would be another one; null where the record is damaged.")
        Boolean changed,

        @Description("What was decided.") String decision,
        @Description("The version that acted.") String versionId,
        @Description("The version that was suggested.") String suggestedVersionId,
        @Description("What would be decided.") String newDecision,
        @Description("The version that would act.") String newVersionId,
        @Description("The version that would be suggested.") String newSuggestedVersionId,
        @Description("Why it would be so.") String newReason,

        @Description(
                "What would have come of it, whatever the draw was, in units of reward: a doubly robust score, which may lie"
                        + " beyond the range of rewards; the mean is what `backtest` estimates.")
        Double estimate,

        @Description("The same less what came of the shares that the versions had.")
        Double difference,

        @Description(
                "Why there is no estimate; null where there is one: AWAITED, NEVER_CAME, UNREADABLE or CONTRADICTORY of an outcome; NOT_TRIED,"
                        + " where something would be done that had less than propensity_min; UNKNOWN_CHOICE, where it is not known what"
                        + " each version would have done; SMALL_PROPENSITY of what was done; NO_RECORD.")
        String uncovered,

        @Description("What is wrong with the decision's record, with the adjustment's id; it was not made again then."
                + " One whose time cannot be read is there whatever the period. Null where nothing is.")
        String damage) {
    /** The columns that rest on outcomes. */
    public static final List<String> SCORES = List.of("estimate", "difference", "uncovered");

    public static ReplayRow of(ReplayWithScores.Scored scored) {
        ReplayDecisions.Replayed replayed = scored.replayed();
        Optional<Score> score = scored.score();
        Adjustment before = replayed.before();
        Optional<Decision> after = replayed.again().decision();
        return new ReplayRow(
                before.trialId(),
                before.episodeId(),
                before.time().atZone(ZoneOffset.UTC),
                replayed.changed(),
                before.decision(),
                before.versionId(),
                before.suggestedVersionId(),
                after.map(one -> one.kind().name()).orElse(null),
                after.map(Decision::served).map(VersionStanding::id).orElse(null),
                after.map(Decision::suggested).map(VersionStanding::id).orElse(null),
                after.map(Decision::reason).orElse(null),
                score.map(one -> one.value().value()).orElse(null),
                score.map(one -> one.difference().value()).orElse(null),
                score.map(one -> one.value().uncovered()).orElse(null),
                replayed.again()
                        .damage()
                        .map(why -> "adjustment '" + before.id() + "': " + why)
                        .orElse(null));
    }
}
