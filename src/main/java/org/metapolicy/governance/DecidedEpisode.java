package org.metapolicy.governance;

import java.time.ZonedDateTime;

/**
 * What a version decided, and what came of it: the outcome's part is null where there is none, like whatever the episode
 * does not say.
 *
 * @param counted whether the outcome counts as evidence
 * @param invalidReason why it does not, where it is wrong
 */
public record DecidedEpisode(
        String episodeId,
        ZonedDateTime timestamp,
        String versionId,
        String policyId,
        String trialId,
        String regime,
        String decision,
        Double propensity,
        String contextCluster,
        String contextHash,
        String chosenInterventionId,
        Boolean humanOverride,
        String overrideType,
        String outcomeId,
        Double reward,
        Double deltaCoherence,
        Double deltaAccuracy,
        Double deltaCalibration,
        Double deltaRt,
        Boolean safetyFlag,
        boolean counted,
        String invalidReason) {}
