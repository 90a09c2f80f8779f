package org.metapolicy.selection;

import java.util.List;

/**
 * What an episode holds beside its adjustment.
 *
 * @param policyId the logical policy of the version that serves, else of the one suggested; null where it has none
 * @param context null where the trial brought no vector
 * @param contextHash identifies the vector; null where there is none
 */
public record EpisodeDraft(
        String policyId,
        String participantId,
        List<Double> context,
        String contextHash,
        String contextCluster,
        List<String> rvSegmentIds,
        List<String> collectiveSegmentIds) {}
