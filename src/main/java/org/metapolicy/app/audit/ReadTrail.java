package org.metapolicy.app.audit;

import java.util.List;
import org.metapolicy.policy.Identifier;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;

/** A trail's events, the newest first. */
public final class ReadTrail {
    private final Trail trail;

    public ReadTrail(Trail trail) {
        this.trail = trail;
    }

    /**
     * Reads a chain.
     *
     * @param familyId null for the chain of the graph's own settings
     */
    public List<StoredEvent> run(String familyId, TrailQuery query) {
        return trail.newestFirst(chain(familyId), query.after() == null ? Long.MAX_VALUE : query.after())
                .filter(event -> event.createdAt() == null
                        || (query.from() == null || !event.createdAt().isBefore(query.from()))
                                && (query.to() == null || event.createdAt().isBefore(query.to())))
                .filter(event -> query.versionId() == null || query.versionId().equals(event.text(EventKey.VERSION_ID)))
                .limit(query.limit())
                .toList();
    }

    static Chain chain(String familyId) {
        return Chain.of(familyId == null ? null : Identifier.require("meta-policy id", familyId));
    }
}
