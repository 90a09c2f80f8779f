package org.metapolicy.trail;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What an event stores as its evidence: values by name, such as canonical JSON holds. Immutable. */
public final class EventEvidence {
    /** Names of participants for whom suspensions ended with what was erased of them. */
    public static final String LIFTED = "suspensions_ended";

    private static final EventEvidence NONE = new EventEvidence(Map.of());

    private final Map<String, Object> values;

    private EventEvidence(Map<String, Object> values) {
        this.values = values;
    }

    public static EventEvidence none() {
        return NONE;
    }

    public static EventEvidence of(String name, Object value) {
        return NONE.with(name, value);
    }

    public static EventEvidence of(Map<String, ?> values) {
        return new EventEvidence(Collections.unmodifiableMap(new TreeMap<>(values)));
    }

    /** The same with one value more; a later one of the same name replaces it. */
    public EventEvidence with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(values);
        more.put(name, value);
        return of(more);
    }

    /** The same with others' values beside it, which win where both have a name. */
    public EventEvidence with(EventEvidence others) {
        Map<String, Object> both = new TreeMap<>(values);
        both.putAll(others.values);
        return of(both);
    }

    /**
     * The canonical JSON text that the event carries, as {@link CanonicalJson#ofRecorded} gives it.
     */
    public String json() {
        return CanonicalJson.ofRecorded(values);
    }
}
