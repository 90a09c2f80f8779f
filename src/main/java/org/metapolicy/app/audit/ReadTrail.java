package org.metapolicy.app.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;

/** A trail's events, the newest first. */
public final class ReadTrail {
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String VERSION_ID = "version_id";
    private static final String LIMIT = "limit";
    private static final String AFTER = "after";
    private static final Set<String> KEYS = new TreeSet<>(Set.of(FROM, TO, VERSION_ID, LIMIT, AFTER));
    private static final long LIMIT_DEFAULT = 1000;

    private final Trail trail;

    public ReadTrail(Trail trail) {
        this.trail = trail;
    }

    /**
     * Reads a chain.
     *
     * @param familyId null for the chain of the graph's own settings
     * @param options from and to (inclusive and exclusive: datetime or ISO text), version_id, limit (1000), after (the
     *     seq that the page before ended with)
     */
    public List<StoredEvent> read(String familyId, Map<String, Object> options) {
        Map<String, Object> known = Keys.withSnakeCase(options, "versionId", VERSION_ID);
        for (String key : known.keySet()) {
            if (!KEYS.contains(key)) {
                throw new InvalidInput("unknown option '" + key + "': known are " + String.join(", ", KEYS));
            }
        }
        Instant from = Keys.instant(FROM, known.get(FROM));
        Instant to = Keys.instant(TO, known.get(TO));
        Object version = known.get(VERSION_ID);
        Object limit = known.getOrDefault(LIMIT, LIMIT_DEFAULT);
        if (!(limit instanceof Long most) || most < 1) {
            throw new InvalidInput(LIMIT + " is " + limit + ": it must be an integer of at least 1");
        }
        Object after = known.getOrDefault(AFTER, Long.MAX_VALUE);
        if (!(after instanceof Long before)) {
            throw new InvalidInput(AFTER + " is " + after + ": it must be an event's seq, an integer");
        }
        return trail.newestFirst(chain(familyId), before)
                .filter(event -> event.createdAt() == null
                        || (from == null || !event.createdAt().isBefore(from))
                                && (to == null || event.createdAt().isBefore(to)))
                .filter(event -> version == null || Objects.equals(version, event.text(EventKey.VERSION_ID)))
                .limit(most)
                .toList();
    }

    static Chain chain(String familyId) {
        return Chain.of(familyId == null ? null : Identifier.require("meta-policy id", familyId));
    }
}
