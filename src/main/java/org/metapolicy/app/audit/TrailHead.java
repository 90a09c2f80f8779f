package org.metapolicy.app.audit;

import org.metapolicy.trail.Head;
import org.metapolicy.trail.Trail;

/** The end of a trail, to be kept elsewhere. */
public final class TrailHead {
    private final Trail trail;

    public TrailHead(Trail trail) {
        this.trail = trail;
    }

    /** @param familyId null for the chain of the graph's own settings */
    public Head run(String familyId) {
        return trail.head(ReadTrail.chain(familyId));
    }
}
