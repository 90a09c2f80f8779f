package org.metapolicy.trust;

import java.time.Instant;
import java.util.Objects;
import org.metapolicy.trust.unit.EvidenceUnit;

/**
 * What counting needs to know of an episode besides its outcome.
 *
 * @param overridden whether a person overrode the decision
 * @param cluster its context cluster (specification, section 4.4), or null where it has none
 * @param highPotency whether it touched a segment of potency at or above {@code potency_high}; null where it names no
 *     segment, which says nothing of potency
 * @param session id of the session it belongs to, or null where none is known
 * @param unit whom it was for, as {@link EvidenceUnit} numbers it; null where that is not known
 * @param time when the episode happened (event time)
 */
public record EpisodeFacts(
        boolean overridden, String cluster, Boolean highPotency, String session, Integer unit, Instant time) {
    /** The cluster of everything that has no room under a name of its own. */
    public static final String OTHER_CLUSTER = "other";

    /** Characters of the longest name of a cluster that is kept. */
    public static final int LONGEST_CLUSTER = 128;

    /** One of whom it is not known whom it was for. */
    public EpisodeFacts(boolean overridden, String cluster, Boolean highPotency, String session, Instant time) {
        this(overridden, cluster, highPotency, session, null, time);
    }

    public EpisodeFacts {
        Objects.requireNonNull(time, "time");
    }
}
