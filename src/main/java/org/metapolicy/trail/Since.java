package org.metapolicy.trail;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Since which events a chain's state is what it is after one of them, noted in each, so that nobody has to read back to
 * them. Null is: not known, since the events before do not say.
 *
 * @param defaultSince the seq of the event since which the default, or that there is none, is what it is; null in the
 *     chain of the graph's settings
 * @param settingsSince the seq of the last event that says what the settings are
 */
public record Since(Long defaultSince, Long settingsSince) {
    /**
     * What the next event of a chain notes.
     *
     * @param last the chain's last event; empty for a chain that begins
     * @param change what the next event changes
     * @param seq the next event's number
     */
    public static Since next(Chain chain, Optional<StoredEvent> last, Change change, long seq) {
        boolean moves = last.isEmpty() || !Objects.equals(change.defaultBefore(), change.defaultAfter());
        Long defaultSince = moves ? (Long) seq : noted(last, EventKey.DEFAULT_SINCE);
        return new Since(
                chain.familyId() == null ? null : defaultSince,
                change.settingsAfter() == null ? noted(last, EventKey.SETTINGS_SINCE) : (Long) seq);
    }

    private static Long noted(Optional<StoredEvent> last, String key) {
        return last.map(event -> event.number(key)).orElse(null);
    }

    /** What is known, by property key. */
    Map<String, Object> properties() {
        Map<String, Object> known = new HashMap<>();
        known.put(EventKey.DEFAULT_SINCE, defaultSince);
        known.put(EventKey.SETTINGS_SINCE, settingsSince);
        known.values().removeIf(Objects::isNull);
        return known;
    }
}
