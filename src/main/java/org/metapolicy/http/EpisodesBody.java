package org.metapolicy.http;

import java.util.List;
import java.util.Map;

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
        static Episode of(Map<String, Object> row) {
            return new Episode(
                    (String) row.get("episodeId"),
                    row.get("timestamp"),
                    (String) row.get("versionId"),
                    row.get("policyId"),
                    row.get("trialId"),
                    row.get("regime"),
                    row.get("decision"),
                    row.get("propensity"),
                    row.get("contextCluster"),
                    row.get("contextHash"),
                    row.get("chosenInterventionId"),
                    row.get("humanOverride"),
                    row.get("overrideType"),
                    row.get("outcomeId") == null ? null : Outcome.of(row));
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
        static Outcome of(Map<String, Object> row) {
            return new Outcome(
                    row.get("outcomeId"),
                    row.get("reward"),
                    row.get("deltaCoherence"),
                    row.get("deltaAccuracy"),
                    row.get("deltaCalibration"),
                    row.get("deltaRt"),
                    row.get("safetyFlag"),
                    row.get("counted"),
                    row.get("invalidReason"));
        }
    }

    static EpisodesBody of(List<Map<String, Object>> rows, Page page) {
        List<Episode> episodes = rows.stream().map(Episode::of).toList();
        return new EpisodesBody(episodes, page.next(episodes, Episode::episodeId));
    }
}
