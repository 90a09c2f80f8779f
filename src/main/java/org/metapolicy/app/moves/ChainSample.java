package org.metapolicy.app.moves;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.metapolicy.trail.ApproverHistory;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Head;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;
import org.metapolicy.trail.TrailCheck;

/**
 * As much of a chain as an approval looks at: all of it up to a thousand events; of a longer one the last five hundred and
 * five hundred earlier ones, others each time, so that an approval's cost is bounded and an edit anywhere is met after a
 * while. The whole is for {@code metapolicy.audit.verify}.
 */
final class ChainSample {
    private static final int WHOLE = 1_000;
    private static final int PART = 500;

    private final Trail trail;
    private final Chain chain;

    ChainSample(Trail trail, Chain chain) {
        this.trail = trail;
        this.chain = chain;
    }

    /** What about the events does not hold; empty where what was looked at does. */
    Optional<String> broken() {
        Head head = trail.head(chain);
        if (head.seq() <= WHOLE) {
            List<StoredEvent> settings = trail.events(Chain.SETTINGS);
            List<StoredEvent> events = chain.familyId() == null ? settings : trail.events(chain);
            return new TrailCheck(chain, events, new ApproverHistory(settings)).broken(head);
        }
        long parts = (head.seq() - 1) / PART;
        long earlier = head.seq() % parts * PART;
        return part(head.seq()).or(() -> part(earlier + PART));
    }

    /** Looks at the events up to one. */
    private Optional<String> part(long last) {
        List<StoredEvent> events =
                new ArrayList<>(trail.newestFirst(chain, last + 1).limit(PART).toList());
        Collections.reverse(events);
        return TrailCheck.broken(chain, events, last);
    }
}
