package org.metapolicy.evidence;

import com.google.gson.Gson;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.metapolicy.policy.Identifier;

/** What a value in a caller's map must be, and how it is stored. */
enum PropertyKind {
    ID(
            "an id, a text of 1 to 128 of A-Z a-z 0-9 . _ : -",
            value -> value instanceof String text && Identifier.isOne(text) ? text : null),
    TEXT("a text", value -> value instanceof String text ? text : null),
    BOOLEAN("true or false", value -> value instanceof Boolean flag ? flag : null),
    NUMBER("a finite number", PropertyKind::finite),
    SHARE("a number from -1 to 1", value -> within(value, -1)),
    /** Of what happened, so that 0 contradicts itself, and whoever weights by its inverse would divide by it. */
    PROBABILITY("a number above 0, up to 1", value -> within(value, Double.MIN_VALUE)),
    TIME("a date and time, or one as ISO 8601 text with its offset", PropertyKind::time),
    NUMBERS("a list of finite numbers", value -> list(value, PropertyKind::finite, size -> new Double[size])),
    IDS("a list of ids", value -> list(value, ID.reading, size -> new String[size])),
    MAP("a map", value -> value instanceof Map<?, ?> map ? new Gson().toJson(map) : null);

    private final String range;
    private final Function<Object, Object> reading;

    PropertyKind(String range, Function<Object, Object> reading) {
        this.range = range;
        this.reading = reading;
    }

    /** What a value must be, in words. */
    String range() {
        return range;
    }

    /** The value as the database stores it, or null where it does not fit. */
    Object read(Object value) {
        return reading.apply(value);
    }

    private static Object finite(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue()) ? number.doubleValue() : null;
    }

    private static Object within(Object value, double min) {
        // NaN fails both comparisons.
        return value instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= 1
                ? number.doubleValue()
                : null;
    }

    private static Object time(Object value) {
        if (value instanceof ZonedDateTime time) {
            return time;
        }
        if (value instanceof OffsetDateTime time) {
            return time.toZonedDateTime();
        }
        if (value instanceof LocalDateTime time) {
            return time.atZone(ZoneOffset.UTC);
        }
        try {
            return value instanceof String text ? ZonedDateTime.parse(text) : null;
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static Object list(Object value, Function<Object, Object> element, Function<Integer, Object[]> array) {
        if (!(value instanceof List<?> list)) {
            return null;
        }
        Object[] read = list.stream().map(element).toArray(array::apply);
        return Arrays.asList(read).contains(null) ? null : read;
    }
}
