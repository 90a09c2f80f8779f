package org.metapolicy.app.audit;

import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import org.metapolicy.policy.Identifier;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;

/** Which version was a family's default at a moment, by its trail. */
public final class DefaultAt {
    private final Trail trail;

    public DefaultAt(Trail trail) {
        this.trail = trail;
    }

    /**
     * The event that made the default of that moment.
     *
     * @return empty where the family did not exist yet
     */
    public Optional<StoredEvent> run(String familyId, Instant moment) {
        Identifier.require("meta-policy id", familyId);
        return trail.lastAt(Chain.of(familyId), moment).map(last -> begin(familyId, last));
    }

    /** The event with which the default that stands after {@code last} began. */
    private StoredEvent begin(String familyId, StoredEvent last) {
        Long since = last.number(EventKey.DEFAULT_SINCE);
        if (since != null) {
            return trail.newestFirst(Chain.of(familyId), since + 1)
                    .findFirst()
                    .filter(event -> event.seq() == since)
                    .orElse(last);
        }
        StoredEvent begin = last;
        Iterator<StoredEvent> earlier =
                trail.newestFirst(Chain.of(familyId), last.seq()).iterator();
        while (earlier.hasNext()) {
            StoredEvent event = earlier.next();
            if (!Objects.equals(event.text(EventKey.DEFAULT_AFTER), last.text(EventKey.DEFAULT_AFTER))) {
                return begin;
            }
            begin = event;
        }
        return begin;
    }
}
