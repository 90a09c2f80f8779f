package org.metapolicy.app.audit;

import java.util.List;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.trail.ChainLink;
import org.metapolicy.trail.Trail;

/** A chain to its end, to be handed over and verified without the database. */
public final class ExportTrail {
    private final Trail trail;

    public ExportTrail(Trail trail) {
        this.trail = trail;
    }

    /**
     * Its events by seq, whatever was done to them.
     *
     * @param familyId null for the chain of the graph's own settings
     * @param since those with a larger seq alone; 0 or null for all
     * @throws InvalidInput if {@code since} is negative
     */
    public List<ChainLink> run(String familyId, Long since) {
        long after = since == null ? 0 : since;
        if (after < 0) {
            throw new InvalidInput("since is " + since + ": it must be an event's seq, or 0 for all");
        }
        return trail.events(ReadTrail.chain(familyId)).stream()
                .filter(event -> after == 0 || event.seq() > after)
                .map(ChainLink::of)
                .toList();
    }
}
