package org.metapolicy.trail;

import com.google.gson.JsonParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of an event's evidence that people ask for, as properties of the event beside the JSON text, which plain
 * Cypher does not read. They are hashed with the rest.
 */
final class KeyFigures {
    private static final List<String> NUMBERS = List.of(
            EventKey.PCI, EventKey.TRUST_LOWER, EventKey.TRUST_UPPER, EventKey.REWARD_MEAN, EventKey.SHADOW_PCI);
    private static final List<String> COUNTS = List.of(EventKey.N, EventKey.SHADOW_N);

    private KeyFigures() {}

    /** @param evidence canonical JSON text */
    static Map<String, Object> of(String evidence) {
        Map<String, Object> figures = new HashMap<>();
        Map<String, Object> values = parsed(evidence);
        NUMBERS.forEach(key -> {
            if (values.get(key) instanceof Number number) {
                figures.put(key, number.doubleValue());
            }
        });
        COUNTS.forEach(key -> {
            if (values.get(key) instanceof Long count) {
                figures.put(key, count);
            }
        });
        if (values.get(EventKey.ALARM) instanceof Boolean alarm) {
            figures.put(EventKey.ALARM, alarm);
        }
        return figures;
    }

    private static Map<String, Object> parsed(String evidence) {
        try {
            return evidence == null ? Map.of() : CanonicalJson.parse(evidence);
        } catch (JsonParseException otherText) {
            return Map.of();
        }
    }
}
