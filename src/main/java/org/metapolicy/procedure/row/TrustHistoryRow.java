package org.metapolicy.procedure.row;

import java.time.ZonedDateTime;
import java.util.Map;
import org.metapolicy.evidence.TrustSnapshot;
import org.neo4j.procedure.Description;

/** A trust snapshot as a row. */
public record TrustHistoryRow(
        @Description("The snapshot's id.") String snapshotId,

        @Description("Its time index: windows closed so far; 0 for the empty one of registration.")
        Long t,

        @Description("When it was taken.") ZonedDateTime createdAt,

        @Description("The Policy Credibility Index then, over the trust windows.")
        Double trustScore,

        @Description("Lower end of its 95 % interval.") Double trustLower,

        @Description("Upper end of its 95 % interval.") Double trustUpper,

        @Description("Resolved episodes in the trust windows.")
        Long n,

        @Description("Resolved episodes in the window that closed.")
        Long windowEpisodes,

        @Description("Mean reward of that window.") Double rewardMean,

        @Description("Sample deviation of its rewards.") Double rewardStd,

        @Description("Overridden share of it.") Double overrideRate,

        @Description("Safety flags in it.") Long safetyFlags,

        @Description("Its mean change of coherence.") Double deltaCoherenceMean,

        @Description("Its mean change of accuracy.") Double deltaAccuracyMean,

        @Description("Its mean change of calibration.") Double deltaCalibrationMean,

        @Description("Whether that window by itself kept every limit.")
        Boolean keptLimits,

        @Description("Context coverage, 0 to 1.") Double contextCoverage,

        @Description("The six raw factors by name.") Map<String, Object> raw,

        @Description("The six normalised factors by name.") Map<String, Object> norm,

        @Description("Which formula the score is by.") String formula) {
    public static TrustHistoryRow of(TrustSnapshot snapshot) {
        return new TrustHistoryRow(
                snapshot.snapshotId(),
                snapshot.t(),
                snapshot.createdAt(),
                snapshot.trustScore(),
                snapshot.trustLower(),
                snapshot.trustUpper(),
                snapshot.n(),
                snapshot.windowEpisodes(),
                snapshot.rewardMean(),
                snapshot.rewardStd(),
                snapshot.overrideRate(),
                snapshot.safetyFlags(),
                snapshot.deltaCoherenceMean(),
                snapshot.deltaAccuracyMean(),
                snapshot.deltaCalibrationMean(),
                snapshot.keptLimits(),
                snapshot.contextCoverage(),
                snapshot.raw(),
                snapshot.norm(),
                snapshot.formula());
    }
}
