package org.metapolicy.selection;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * Which decisions to make again, and under which settings.
 *
 * @param from the earliest, null for no bound
 * @param to the first that is too late, null for no bound
 * @param config settings by key, put over those then in force
 */
public record ReplayOptions(Instant from, Instant to, Map<String, Object> config) {
    /**
     * Reads a map with the keys from, to (points in time or ISO 8601 text) and config (settings).
     *
     * @throws InvalidInput on another key or a value that does not fit
     */
    public static ReplayOptions of(Map<String, ?> map) {
        Map<String, Object> rest = new HashMap<>(map == null ? Map.of() : map);
        Instant from = instant("from", rest.remove("from"));
        Instant to = instant("to", rest.remove("to"));
        Map<String, Object> config = config(rest.remove("config"));
        if (!rest.isEmpty()) {
            throw new InvalidInput(
                    "unknown key '" + rest.keySet().iterator().next() + "' in options: known are config, from, to");
        }
        return new ReplayOptions(from, to, config);
    }

    private static Map<String, Object> config(Object value) {
        Map<String, Object> config = new HashMap<>();
        if (value instanceof Map<?, ?> settings) {
            settings.forEach((key, setting) -> config.put(String.valueOf(key), checked(String.valueOf(key), setting)));
        } else if (value != null) {
            throw new InvalidInput("options.config is " + value + ": it must be a map of settings");
        }
        return config;
    }

    /** Said at once, even where no decision is in the range; whether they go together depends on the decision. */
    private static Object checked(String key, Object value) {
        Setting setting = Setting.byKey(key);
        if (setting == null) {
            throw new InvalidInput("unknown setting '" + key + "' in options.config: known are "
                    + String.join(", ", Settings.defaults().asMap().keySet()));
        }
        return value == null ? null : setting.check(value);
    }

    private static Instant instant(String key, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC);
        }
        try {
            if (value instanceof String text) {
                return ZonedDateTime.parse(text).toInstant();
            }
        } catch (DateTimeParseException notATime) {
            throw wrong(key, value);
        }
        throw wrong(key, value);
    }

    private static InvalidInput wrong(String key, Object value) {
        return new InvalidInput("options." + key + " is " + value
                + ": it must be a point in time, such as datetime('2026-01-01T00:00:00Z')");
    }
}
