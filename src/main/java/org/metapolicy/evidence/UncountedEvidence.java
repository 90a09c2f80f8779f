package org.metapolicy.evidence;

import java.time.Instant;
import java.util.Optional;

/** A family's uncounted evidence, read without locking or marking anything. */
public interface UncountedEvidence {
    /** The family's clusters as they stand; what is assigned here is not saved. */
    ContextClusters clusters();

    /** What is uncounted of the family, in no order. */
    Backlog.OfFamily backlog(Instant now);

    /** The outcome, if it would be counted; of two for one episode the later is told as a second. */
    Optional<WrittenOutcome> read(Arrival arrival);

    /** The episode, if its status may be counted. */
    Optional<OpenStatus> read(StatusPlace place, Instant now);
}
