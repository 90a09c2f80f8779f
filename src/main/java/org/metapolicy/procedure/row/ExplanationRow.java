package org.metapolicy.procedure.row;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.app.decide.ExplainDecision;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.selection.Adjustment;
import org.neo4j.procedure.Description;

/** A stored decision with what it rested on, as a row. */
public record ExplanationRow(
        @Description("Its episode; null where nothing was served nor suggested.")
        String episodeId,

        @Description("Its trial.") String trialId,
        @Description("The meta-policy that decided.") String metaPolicyId,

        @Description("The trial's time, else the decision's.")
        ZonedDateTime timestamp,

        @Description("USE_VERSION, FALLBACK or NO_INTERVENTION.")
        String decision,

        @Description("The version that acted, null for none.")
        String versionId,

        @Description("In SHADOW mode the version that would have acted, else null.")
        String suggestedVersionId,

        @Description("The intervention recommended, null for none.")
        String interventionId,

        @Description("What the meta-context allowed.") String regime,
        @Description("The signals that were known.") Map<String, Object> signals,

        @Description("Where each of them came from, and why; of what was there and could not be read, what was wrong.")
        Map<String, Object> sources,

        @Description("The signals that were not known.") List<String> missing,

        @Description("The probability of the answer, in (0, 1].")
        double propensity,

        @Description("How the answer came about: BEST, LEARN, GUARDED, PROBATION or EXPLORE.")
        String draw,

        @Description("The settings that the family had set itself.")
        Map<String, Object> settings,

        @Description("Every version considered: its figures, score, propensity, and why it was left out.")
        List<Map<String, Object>> considered,

        @Description("Why, in words.") String reason,

        @Description("Whether deciding again from what is stored gives the stored answer.")
        boolean repeats,

        @Description("What each version considered would have done, by its id, as far as that is known.")
        Map<String, Object> choices,

        @Description("The probability of what was done, whichever version did it, in (0, 1]; null where it is not known"
                + " of every version that could have served what it would have done.")
        Double interventionPropensity) {
    public static ExplanationRow of(ExplainDecision.Explanation explanation) {
        Adjustment adjustment = explanation.adjustment();
        return new ExplanationRow(
                adjustment.episodeId(),
                adjustment.trialId(),
                adjustment.metaPolicyId(),
                adjustment.time().atZone(ZoneOffset.UTC),
                adjustment.decision(),
                adjustment.versionId(),
                adjustment.suggestedVersionId(),
                adjustment.interventionId(),
                adjustment.regime(),
                adjustment.known() == null
                        ? Map.of()
                        : signals(adjustment.known().signals()),
                Map.copyOf(adjustment.sources()),
                adjustment.missing(),
                adjustment.propensity(),
                adjustment.draw() == null ? null : adjustment.draw().name(),
                adjustment.known() == null
                        ? Map.of()
                        : adjustment.known().family().settings().own(),
                adjustment.considered(),
                adjustment.reason(),
                explanation.repeats(),
                Map.copyOf(adjustment.choices().interventions()),
                adjustment.choices().propensity());
    }

    private static Map<String, Object> signals(MetaContext known) {
        Map<String, Object> signals = new HashMap<>();
        signals.put(MetaContext.COHERENCE, known.coherence());
        signals.put(MetaContext.ENTROPY_CHANGE, known.entropyChange());
        signals.put(MetaContext.MAX_RV_POTENCY, known.maxRvPotency());
        signals.put(MetaContext.AFFECTIVE_LOAD, known.affectiveLoad());
        signals.put(
                MetaContext.AWARENESS,
                known.awareness() == null ? null : known.awareness().name());
        signals.put(MetaContext.COHERENCE_STABILITY, known.coherenceStability());
        signals.values().removeIf(java.util.Objects::isNull);
        return signals;
    }
}
