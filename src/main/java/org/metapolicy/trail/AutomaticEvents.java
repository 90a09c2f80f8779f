package org.metapolicy.trail;

import com.google.gson.JsonParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many events of a chain are by an AUTOMATIC actor. Each event notes it, itself included, so that nobody has to read
 * the others to tell.
 *
 * @param counts by action, as the events name it; each at least 1
 */
public record AutomaticEvents(Map<String, Long> counts) {
    public static final AutomaticEvents NONE = new AutomaticEvents(Map.of());

    public AutomaticEvents {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /**
     * Those of a chain, by its newest event alone where that is the chain's end, holds and says so; else, as in trails that
     * an earlier version of the product ended, by all of them.
     */
    public static AutomaticEvents of(Trail trail, Chain chain) {
        return of(
                trail,
                chain,
                trail.head(chain),
                trail.newestFirst(chain, Long.MAX_VALUE).findFirst());
    }

    static AutomaticEvents of(Trail trail, Chain chain, Head head, Optional<StoredEvent> newest) {
        return newest
                // Where the end was taken away, disguised or doubled, another event would speak for it.
                .filter(event -> head.equals(new Head(event.seq(), event.text(EventKey.HASH))))
                .flatMap(AutomaticEvents::notedBy)
                .orElseGet(() -> new AutomaticEvents(trail.actions(chain, ActorKind.AUTOMATIC)));
    }

    /** What an event notes; empty where it notes nothing that can be read, or was edited since. */
    static Optional<AutomaticEvents> notedBy(StoredEvent event) {
        return Optional.ofNullable(event.text(EventKey.AUTOMATIC_COUNTS))
                .filter(text -> event.holds())
                .flatMap(AutomaticEvents::parse);
    }

    private static Optional<AutomaticEvents> parse(String text) {
        Map<String, Long> counts = new TreeMap<>();
        try {
            CanonicalJson.parse(text).forEach((action, n) -> {
                if (n instanceof Long count && count >= 1) {
                    counts.put(action, count);
                }
            });
        } catch (JsonParseException unreadable) {
            return Optional.empty();
        }
        // What could not be taken is not in the text again.
        return Optional.of(new AutomaticEvents(counts))
                .filter(read -> read.text().equals(text));
    }

    /** These and an event more. */
    AutomaticEvents and(StoredEvent event) {
        return and(event.text(EventKey.ACTOR_KIND), String.valueOf(event.text(EventKey.ACTION)));
    }

    AutomaticEvents and(ActorKind by, GovernanceAction action) {
        return and(by.name(), action.name());
    }

    private AutomaticEvents and(String by, String action) {
        if (!ActorKind.AUTOMATIC.name().equals(by)) {
            return this;
        }
        Map<String, Long> more = new TreeMap<>(counts);
        more.merge(action, 1L, Long::sum);
        return new AutomaticEvents(more);
    }

    /** The canonical JSON text of the counts; {@code {}} where there are none. */
    String text() {
        return CanonicalJson.ofRecorded(counts);
    }
}
