package org.metapolicy.evidence;

import java.util.Optional;
import org.metapolicy.trust.OutcomeFigures;

/**
 * An uncounted outcome with its episode, read under the family's lock.
 *
 * @param arrival its place in the order of arrival
 * @param episode the episode that it resolves
 * @param figures its properties
 * @param second whether another outcome of the episode was counted already
 * @param resolved whether the episode's status was counted already
 * @param contradiction what makes its links contradictory
 */
public record WrittenOutcome(
        Arrival arrival,
        WrittenEpisode episode,
        OutcomeFigures figures,
        boolean second,
        boolean resolved,
        Optional<String> contradiction) {}
