package org.metapolicy.trust;

import java.time.Instant;
import java.util.Objects;

/**
 * What counting needs to know of an episode besides its outcome.
 *
 * @param overridden whether a person overrode the decision
 * @param cluster its context cluster (specification, section 4.4), or null where it has none
 * @param highPotency whether it touched a segment of potency at or above {@code potency_high}; null where it names no
 *     segment, which says nothing of potency
 * @param session id of the session it belongs to, or null where none is known
 * @param time when the episode happened (event time)
 */
public record EpisodeFacts(boolean overridden, String cluster, Boolean highPotency, String session, Instant time) {
    public EpisodeFacts {
        Objects.requireNonNull(time, "time");
    }
}
