package org.metapolicy.app.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** Reads the values of options that several reports take. */
final class Keys {
    private Keys() {}

    /** The same map, an entry of {@code camelCase} moved to {@code snakeCase}. */
    static Map<String, Object> withSnakeCase(Map<String, Object> options, String camelCase, String snakeCase) {
        Map<String, Object> renamed = new HashMap<>(options);
        if (renamed.containsKey(camelCase)) {
            renamed.put(snakeCase, renamed.remove(camelCase));
        }
        return renamed;
    }

    /** A point in time: a datetime, or its ISO 8601 text with an offset; null where there is none. */
    static Instant instant(String key, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (value instanceof String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new InvalidInput(key + " is '" + text
                        + "': it must be a datetime or its ISO 8601 text, such as 2026-01-31T12:00:00Z");
            }
        }
        throw new InvalidInput(key + " is " + value + ": it must be a datetime or its ISO 8601 text");
    }
}
