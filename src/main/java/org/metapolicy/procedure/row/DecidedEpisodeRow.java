package org.metapolicy.procedure.row;

import java.time.ZonedDateTime;
import org.metapolicy.governance.DecidedEpisode;
import org.neo4j.procedure.Description;

/** One decision of a family's version and what came of it. */
public record DecidedEpisodeRow(
        @Description("The episode's id; the last one of a page is the next page's after.")
        String episodeId,

        @Description("When it was decided.") ZonedDateTime timestamp,
        @Description("The version that decided.") String versionId,
        @Description("The logical policy, or null.") String policyId,
        @Description("The trial, or null.") String trialId,

        @Description("NONE, CONSERVATIVE, STANDARD, EXPLORATORY, or null where none is recorded.")
        String regime,

        @Description("USE_VERSION, FALLBACK or NO_INTERVENTION, or null.")
        String decision,

        @Description("The probability of the decision, or null.")
        Double propensity,

        @Description("The context's cluster, or null.") String contextCluster,
        @Description("The context's hash, or null.") String contextHash,
        @Description("What was done, or null.") String chosenInterventionId,

        @Description("Whether a person overrode it; null where not said.")
        Boolean humanOverride,

        @Description("How, or null.") String overrideType,

        @Description("The outcome, or null while there is none; the counted one where there are several.")
        String outcomeId,

        @Description("Its reward, or null.") Double reward,
        @Description("Its change of coherence, or null.") Double deltaCoherence,
        @Description("Its change of accuracy, or null.") Double deltaAccuracy,
        @Description("Its change of calibration, or null.") Double deltaCalibration,

        @Description("Its change of response time, or null.")
        Double deltaRt,

        @Description("Whether it was flagged as unsafe; null where not said.")
        Boolean safetyFlag,

        @Description("Whether the outcome counts in the version's evidence.")
        boolean counted,

        @Description("Why the outcome was left out, or null.")
        String invalidReason) {

    public static DecidedEpisodeRow of(DecidedEpisode episode) {
        return new DecidedEpisodeRow(
                episode.episodeId(),
                episode.timestamp(),
                episode.versionId(),
                episode.policyId(),
                episode.trialId(),
                episode.regime(),
                episode.decision(),
                episode.propensity(),
                episode.contextCluster(),
                episode.contextHash(),
                episode.chosenInterventionId(),
                episode.humanOverride(),
                episode.overrideType(),
                episode.outcomeId(),
                episode.reward(),
                episode.deltaCoherence(),
                episode.deltaAccuracy(),
                episode.deltaCalibration(),
                episode.deltaRt(),
                episode.safetyFlag(),
                episode.counted(),
                episode.invalidReason());
    }
}
