package org.metapolicy.trail;

import com.google.gson.JsonParseException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An event as it stands in the graph, whatever has been done to it since.
 *
 * @param properties every property, arrays as lists, times as Instant where they are
 * @param about ids of the versions that it is linked to
 * @param supportedBy ids of the snapshots that it is linked to
 * @param redactedBy the later event of its chain that it is linked to as having put other texts in it; null where there is none
 */
public record StoredEvent(
        Map<String, Object> properties, List<String> about, List<String> supportedBy, StoredEvent redactedBy) {
    public StoredEvent {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        about = List.copyOf(about);
        supportedBy = List.copyOf(supportedBy);
    }

    /** One whose texts are as they were written. */
    public StoredEvent(Map<String, Object> properties, List<String> about, List<String> supportedBy) {
        this(properties, about, supportedBy, null);
    }

    /** The property as a text; null if it is absent or no text. */
    public String text(String key) {
        return properties.get(key) instanceof String text ? text : null;
    }

    /** The property as a whole number; null if it is absent or none. */
    public Long number(String key) {
        return properties.get(key) instanceof Long number ? number : null;
    }

    /** Its number; -1 if it has none. */
    public long seq() {
        return properties.get(EventKey.SEQ) instanceof Long seq ? seq : -1;
    }

    /** When it happened; null if it does not say. */
    public Instant createdAt() {
        return properties.get(EventKey.CREATED_AT) instanceof Instant instant ? instant : null;
    }

    /** What it stores as evidence; empty where that is no JSON map any more. */
    public Map<String, Object> evidence() {
        try {
            return CanonicalJson.parse(text(EventKey.EVIDENCE));
        } catch (JsonParseException edited) {
            return Map.of();
        }
    }

    public boolean is(GovernanceAction action) {
        return action.name().equals(text(EventKey.ACTION));
    }

    /** Whether its contents still have the hash that it carries, or are what a later erasure says that it made of them. */
    public boolean holds() {
        return redactedBy == null
                ? Objects.equals(GovernanceEvent.hash(properties), text(EventKey.HASH))
                : RedactedEvent.of(this).isSaidBy(redactedBy);
    }
}
