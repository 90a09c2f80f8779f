package org.metapolicy.evidence;

import org.metapolicy.evidence.differences.DecisionRecord;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.OutcomeFigures;

/**
 * A piece of evidence that was counted, as counting stored it.
 *
 * @param number its place in the order of counting
 * @param versionId the version for which it counts
 * @param shadowVersionId the version for which it counts as shadow evidence too; null for none
 * @param episode the episode, with the override, cluster and potency that were counted
 * @param figures the outcome's properties as they stand now; null for a status
 * @param apart whether it counted by the clock of its own that statuses and outcomes have; before, an outcome counted with its
 *     episode's status, and a status alone only where an override timed out
 * @param late whether the outcome came after its override had been counted alone, before they had
 * @param otherCounted of an outcome that counted apart, whether its episode's status counted before it; of a status, whether an outcome did
 * @param overrideEdited whether the episode's human_override says something else by now
 * @param participant whom it was for, where that was known when it was counted and stands there still; else null
 * @param decision how its episode was decided
 */
public record StoredEvidence(
        long number,
        String versionId,
        String shadowVersionId,
        EpisodeFacts episode,
        OutcomeFigures figures,
        boolean apart,
        boolean late,
        boolean otherCounted,
        boolean overrideEdited,
        String participant,
        DecisionRecord decision) {
    /** One that was decided nobody knows how. */
    public StoredEvidence(
            long number,
            String versionId,
            String shadowVersionId,
            EpisodeFacts episode,
            OutcomeFigures figures,
            boolean apart,
            boolean late,
            boolean otherCounted,
            boolean overrideEdited,
            String participant) {
        this(
                number,
                versionId,
                shadowVersionId,
                episode,
                figures,
                apart,
                late,
                otherCounted,
                overrideEdited,
                participant,
                DecisionRecord.NONE);
    }

    /** Of nobody known, and decided nobody knows how. */
    public StoredEvidence(
            long number,
            String versionId,
            String shadowVersionId,
            EpisodeFacts episode,
            OutcomeFigures figures,
            boolean apart,
            boolean late,
            boolean otherCounted,
            boolean overrideEdited) {
        this(
                number,
                versionId,
                shadowVersionId,
                episode,
                figures,
                apart,
                late,
                otherCounted,
                overrideEdited,
                null,
                DecisionRecord.NONE);
    }

    /**
     * The episode, as an override that counted without an outcome.
     *
     * @throws Conflict if it was not overridden: somebody changed it since
     */
    EpisodeFacts override() {
        if (!episode.overridden()) {
            throw new Conflict(
                    "the episode of version '" + versionId + "' with counted_number " + number
                            + " counted with neither an outcome nor an override: counted_apart was taken away, it must be true");
        }
        return episode;
    }
}
