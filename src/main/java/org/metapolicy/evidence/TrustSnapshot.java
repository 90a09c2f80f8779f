package org.metapolicy.evidence;

import java.time.ZonedDateTime;
import java.util.Map;

/**
 * A snapshot of a version's trust as it stands; null where it says nothing of a thing.
 *
 * @param n resolved episodes in the trust windows
 * @param windowEpisodes resolved episodes in the window that closed
 * @param keptLimits whether the next window kept every limit; null before it closed
 * @param raw raw factors by name
 * @param norm normalised factors by name
 */
public record TrustSnapshot(
        String snapshotId,
        Long t,
        ZonedDateTime createdAt,
        Double trustScore,
        Double trustLower,
        Double trustUpper,
        Long n,
        Long windowEpisodes,
        Double rewardMean,
        Double rewardStd,
        Double overrideRate,
        Long safetyFlags,
        Double deltaCoherenceMean,
        Double deltaAccuracyMean,
        Double deltaCalibrationMean,
        Boolean keptLimits,
        Double contextCoverage,
        Map<String, Object> raw,
        Map<String, Object> norm,
        String formula) {}
