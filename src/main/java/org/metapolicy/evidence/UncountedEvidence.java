package org.metapolicy.evidence;

import java.time.Instant;
import java.util.List;

/** A family's uncounted evidence, read without locking or marking anything. */
public interface UncountedEvidence {
    /** The family's clusters as they stand; what is assigned here is not saved. */
    ContextClusters clusters();

    /** The uncounted outcomes in order of arrival; of two for one episode the later is told as a second. */
    List<WrittenOutcome> outcomes();

    /** Open overridden episodes decided before {@code due} that none of {@link #outcomes()} resolves, oldest first. */
    List<OpenOverride> overridesBefore(Instant due);
}
