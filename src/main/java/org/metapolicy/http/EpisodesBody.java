package org.metapolicy.http;

import java.util.List;
import org.metapolicy.governance.DecidedEpisode;

/**
 * A page of a family's episodes, newest first.
 *
 * @param next the {@code after} of the next page; null where this is the last
 */
record EpisodesBody(List<Episode> episodes, String next) {
    /** A decision, with what came of it where it has an outcome; null where there is none of a thing. */
    record Episode(
            String episodeId,
            Object timestamp,
            String versionId,
            Object policyId,
            Object trialId,
            Object regime,
            Object decision,
            Object propensity,
            Object contextCluster,
            Object contextHash,
            Object chosenInterventionId,
            Object humanOverride,
            Object overrideType,
            Outcome outcome) {
        static Episode of(DecidedEpisode row) {
            return new Episode(
                    row.episodeId(),
                    row.timestamp(),
                    row.versionId(),
                    row.policyId(),
                    row.trialId(),
                    row.regime(),
                    row.decision(),
                    row.propensity(),
                    row.contextCluster(),
                    row.contextHash(),
                    row.chosenInterventionId(),
                    row.humanOverride(),
                    row.overrideType(),
                    row.outcomeId() == null ? null : Outcome.of(row));
        }
    }

    /** What came of it, and whether it counts as evidence. */
    record Outcome(
            Object outcomeId,
            Object reward,
            Object deltaCoherence,
            Object deltaAccuracy,
            Object deltaCalibration,
            Object deltaRt,
            Object safetyFlag,
            Object counted,
            Object invalidReason) {
        static Outcome of(DecidedEpisode row) {
            return new Outcome(
                    row.outcomeId(),
                    row.reward(),
                    row.deltaCoherence(),
                    row.deltaAccuracy(),
                    row.deltaCalibration(),
                    row.deltaRt(),
                    row.safetyFlag(),
                    row.counted(),
                    row.invalidReason());
        }
    }

    static EpisodesBody of(List<DecidedEpisode> rows, Page page) {
        List<Episode> episodes = rows.stream().map(Episode::of).toList();
        return new EpisodesBody(episodes, page.next(episodes, Episode::episodeId));
    }
}
