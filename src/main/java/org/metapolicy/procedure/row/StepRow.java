package org.metapolicy.procedure.row;

import java.util.List;
import java.util.Map;
import org.metapolicy.app.decide.Step;
import org.metapolicy.selection.Adjustment;
import org.neo4j.procedure.Description;

/** What a step set for the next stimulus, as a row. */
public record StepRow(
        @Description("USE_VERSION, FALLBACK or NO_INTERVENTION.")
        String decision,

        @Description("The meta-policy that decided.") String metaPolicyId,

        @Description("The version that acts, null for none.")
        String versionId,

        @Description("In SHADOW mode the version that would have acted, else null.")
        String suggestedVersionId,

        @Description(
                "What the version recommends; null without context vector or parameters, or if none is gentle enough.")
        String interventionId,

        @Description("What the version suggested would have recommended.")
        String suggestedInterventionId,

        @Description("What the meta-context allows: NONE, CONSERVATIVE, STANDARD or EXPLORATORY.")
        String regime,

        @Description("The trust score of the version that acts, in [0, 1].")
        Double trustScore,

        @Description("The score of the version that acts: trust, value and exploration bonus.")
        Double score,

        @Description("The true probability of this answer, in (0, 1].")
        double propensity,

        @Description("Why, in words, with the signals that were missing.")
        String reason,

        @Description("Every version considered: its figures, score, propensity, and why it was left out.")
        List<Map<String, Object>> considered,

        @Description("The signals that were not known.") List<String> missing,

        @Description("The episode recorded; null where nothing was served nor suggested.")
        String episodeId,

        @Description("The adjustment recorded.") String adjustmentId,

        @Description("Whether it had been recorded by an earlier call, which this one repeats.")
        boolean repeated,

        @Description("What each version considered would have done, by its id, as far as that is known.")
        Map<String, Object> choices,

        @Description("The probability of what was done, whichever version did it, in (0, 1]; null where it is not known"
                + " of every version that could have served what it would have done.")
        Double interventionPropensity) {
    public static StepRow of(Step.Answer answer) {
        Adjustment adjustment = answer.adjustment();
        return new StepRow(
                adjustment.decision(),
                adjustment.metaPolicyId(),
                adjustment.versionId(),
                adjustment.suggestedVersionId(),
                adjustment.interventionId(),
                adjustment.suggestedInterventionId(),
                adjustment.regime(),
                adjustment.trustScore(),
                adjustment.score(),
                adjustment.propensity(),
                adjustment.reason(),
                adjustment.considered(),
                adjustment.missing(),
                adjustment.episodeId(),
                adjustment.id(),
                answer.repeated(),
                Map.copyOf(adjustment.choices().interventions()),
                adjustment.choices().propensity());
    }
}
