package org.metapolicy.trail;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an event notes of its chain up to itself, so that nobody has to read back: since which events the chain's state is
 * what it is, and how many are AUTOMATIC. Null is: not known, since the events before do not say.
 *
 * @param defaultSince the seq of the event since which the default, or that there is none, is what it is; null in the
 *     chain of the graph's settings
 * @param settingsSince the seq of the last event that says what the settings are
 * @param automatic how many are by an AUTOMATIC actor, this one included; null in the chain of the graph's settings,
 *     which no refresh adds to
 */
public record ChainSummary(Long defaultSince, Long settingsSince, AutomaticEvents automatic) {
    /** Of an event as earlier versions of the product made them, which noted nothing. */
    public static final ChainSummary UNKNOWN = new ChainSummary(null, null, null);

    /**
     * What the next event of a chain notes, by what the last one does; where that does not say how many are AUTOMATIC, they
     * are counted.
     *
     * @param head the chain's end, which the next event follows
     * @param change what the next event changes
     * @param by whose the next event is
     */
    public static ChainSummary next(
            Trail trail, Chain chain, Head head, GovernanceAction action, Change change, ActorKind by) {
        Optional<StoredEvent> last = trail.newestFirst(chain, Long.MAX_VALUE).findFirst();
        Long seq = head.seq() + 1;
        boolean moves = last.isEmpty() || !Objects.equals(change.defaultBefore(), change.defaultAfter());
        Long settingsSince = change.settingsAfter() == null ? noted(last, EventKey.SETTINGS_SINCE) : seq;
        return chain.familyId() == null
                ? new ChainSummary(null, settingsSince, null)
                : new ChainSummary(
                        moves ? seq : noted(last, EventKey.DEFAULT_SINCE),
                        settingsSince,
                        AutomaticEvents.of(trail, chain, head, last).and(by, action));
    }

    private static Long noted(Optional<StoredEvent> last, String key) {
        return last.map(event -> event.number(key)).orElse(null);
    }

    /** What is known, by property key. */
    Map<String, Object> properties() {
        Map<String, Object> known = new HashMap<>();
        known.put(EventKey.DEFAULT_SINCE, defaultSince);
        known.put(EventKey.SETTINGS_SINCE, settingsSince);
        known.put(EventKey.AUTOMATIC_COUNTS, automatic == null ? null : automatic.text());
        known.values().removeIf(Objects::isNull);
        return known;
    }
}
