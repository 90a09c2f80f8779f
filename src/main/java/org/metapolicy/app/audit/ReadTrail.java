package org.metapolicy.app.audit;

import java.util.List;
import org.metapolicy.governance.Registry;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;

/** A trail's events, the newest first. */
public final class ReadTrail {
    private final Trail trail;
    private final Registry registry;

    public ReadTrail(Trail trail, Registry registry) {
        this.trail = trail;
        this.registry = registry;
    }

    /**
     * Reads a chain.
     *
     * @param familyId null for the chain of the graph's own settings
     * @throws NotFound if there is no such family, or it neither has nor had the version that is asked about
     */
    public List<StoredEvent> run(String familyId, TrailQuery query) {
        List<StoredEvent> events = events(familyId, query);
        // Nothing about a version that never was reads like nothing that was done to it.
        if (events.isEmpty() && query.versionId() != null) {
            requireVersion(familyId, query.versionId());
        }
        return events;
    }

    private List<StoredEvent> events(String familyId, TrailQuery query) {
        return trail.newestFirst(chain(familyId), query.after() == null ? Long.MAX_VALUE : query.after())
                .filter(event -> event.createdAt() == null
                        || (query.from() == null || !event.createdAt().isBefore(query.from()))
                                && (query.to() == null || event.createdAt().isBefore(query.to())))
                .filter(event -> query.versionId() == null || isAbout(event, query.versionId()))
                .limit(query.limit())
                .toList();
    }

    private static boolean isAbout(StoredEvent event, String versionId) {
        return versionId.equals(event.text(EventKey.VERSION_ID));
    }

    /** What was deleted since stands in the trail. */
    private void requireVersion(String familyId, String versionId) {
        if (trail.newestFirst(chain(familyId), Long.MAX_VALUE).anyMatch(event -> isAbout(event, versionId))) {
            return;
        }
        if (!registry.versionExists(Identifier.require("version_id", versionId))) {
            throw NotFound.of("version", versionId);
        }
        if (familyId != null && !registry.familyOf(versionId).equals(familyId)) {
            throw new NotFound("meta-policy '" + familyId + "' has no version '" + versionId + "'");
        }
    }

    static Chain chain(String familyId) {
        return Chain.of(familyId == null ? null : Identifier.require("meta-policy id", familyId));
    }
}
