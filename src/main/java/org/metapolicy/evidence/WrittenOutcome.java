package org.metapolicy.evidence;

import java.util.Optional;
import org.metapolicy.trust.OutcomeFigures;

/**
 * An uncounted outcome with its episode, read under the family's lock.
 *
 * @param arrival its place in the order of arrival
 * @param episode the episode that it resolves
 * @param figures its properties
 * @param resolution what was counted for the episode already
 * @param contradiction what makes its links contradictory
 */
public record WrittenOutcome(
        Arrival arrival,
        WrittenEpisode episode,
        OutcomeFigures figures,
        Resolution resolution,
        Optional<String> contradiction) {

    /** What was counted for an episode before. */
    public enum Resolution {
        NOTHING,
        /** The override alone, after {@code outcome_timeout}. */
        OVERRIDE,
        /** Another outcome, so that this one is a second. */
        OUTCOME
    }
}
