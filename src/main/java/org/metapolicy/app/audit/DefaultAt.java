package org.metapolicy.app.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
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
     * @param when a datetime or its ISO text
     * @return empty where the family did not exist yet
     */
    public Optional<StoredEvent> at(String familyId, Object when) {
        Identifier.require("meta-policy id", familyId);
        Instant moment = Keys.instant("when", when);
        if (moment == null) {
            throw new InvalidInput("when is missing: it must be a datetime or its ISO 8601 text");
        }
        List<StoredEvent> events = trail.events(Chain.of(familyId));
        StoredEvent found = null;
        for (StoredEvent event : events) {
            boolean happened = event.createdAt() != null && !event.createdAt().isAfter(moment);
            if (happened
                    && (found == null
                            || !Objects.equals(
                                    found.text(EventKey.DEFAULT_AFTER), event.text(EventKey.DEFAULT_AFTER)))) {
                found = event;
            }
        }
        return Optional.ofNullable(found);
    }
}
