package org.metapolicy.policy;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a value that a caller gives must be, in words, and how it is read: every number is taken for what it is worth, so
 * that 7.0 is the integer 7, and NaN and the infinities are no numbers.
 *
 * @param <T> what it is read as
 */
public final class ValueKind<T> {
    /** 2^53: beyond it a double, which is what JavaScript sends, no longer tells neighbouring integers apart. */
    static final double WHOLE_MAX = 1L << 53;

    /** As much as somebody writes: beyond it, a reference to where it stands is better kept than the thing itself. */
    public static final int CHARACTERS_MAX = 10_000;

    public static final ValueKind<String> TEXT = of(
            "a text of at most " + CHARACTERS_MAX + " characters",
            value -> value instanceof String text && text.length() <= CHARACTERS_MAX && !HalfCharacter.isIn(text)
                    ? text
                    : null);
    public static final ValueKind<String> WORDS = of(TEXT.range + ", and not blank", value -> {
        String text = TEXT.read(value);
        return text == null || Blank.is(text) ? null : text;
    });
    public static final ValueKind<String> ID = of(
            "an id, a text of 1 to 128 of A-Z a-z 0-9 . _ : -",
            value -> value instanceof String text && Identifier.isOne(text) ? text : null);
    /** Of a participant, group or segment: the application gave it, and in what form is the application's matter. */
    public static final ValueKind<String> APPLICATION_ID = of("an id, " + WORDS.range, WORDS.reading);

    public static final ValueKind<Boolean> FLAG =
            of("true or false", value -> value instanceof Boolean flag ? flag : null);
    public static final ValueKind<Double> NUMBER = number("a finite number", -Double.MAX_VALUE, Double.MAX_VALUE);
    public static final ValueKind<Long> INTEGER = integer("an integer", Long.MIN_VALUE, Long.MAX_VALUE);
    public static final ValueKind<ZonedDateTime> TIME =
            of("a date and time, or one as ISO 8601 text, such as 2026-01-31T12:00:00Z", value -> Times.read(value)
                    .orElse(null));
    public static final ValueKind<List<Double>> NUMBERS = listOf("a list of finite numbers", NUMBER);
    public static final ValueKind<List<String>> IDS = listOf("a list of ids", ID);

    private final String range;
    private final Function<Object, T> reading;

    private ValueKind(String range, Function<Object, T> reading) {
        this.range = range;
        this.reading = reading;
    }

    /**
     * A kind of its own.
     *
     * @param range what a value must be, as "it must be …" goes on
     * @param reading gives null where the value does not fit; is never asked about null
     */
    public static <T> ValueKind<T> of(String range, Function<Object, T> reading) {
        return new ValueKind<>(range, reading);
    }

    /** A finite number, both bounds included. */
    public static ValueKind<Double> number(String range, double min, double max) {
        // NaN fails both comparisons.
        return of(
                range,
                value -> value instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max
                        ? number.doubleValue()
                        : null);
    }

    /** An integer, both bounds included. */
    public static ValueKind<Long> integer(String range, long min, long max) {
        return of(range, value -> {
            Long number = whole(value);
            return number != null && number >= min && number <= max ? number : null;
        });
    }

    /** An integer from {@code min} to {@code max}. */
    public static ValueKind<Long> integer(long min, long max) {
        return integer("an integer from " + min + " to " + max, min, max);
    }

    /** One of these texts. */
    public static ValueKind<String> choice(Collection<String> choices) {
        return of(
                "one of " + String.join(", ", choices),
                value -> value instanceof String text && choices.contains(text) ? text : null);
    }

    /** The name of one of these. */
    public static <E extends Enum<E>> ValueKind<E> choice(Class<E> type) {
        List<E> all = Arrays.asList(type.getEnumConstants());
        return of("one of " + all.stream().map(Enum::name).collect(Collectors.joining(", ")), value -> all.stream()
                .filter(one -> one.name().equals(value))
                .findFirst()
                .orElse(null));
    }

    /** A list, or an array as the database keeps one, whose every element is of a kind. */
    public static <T> ValueKind<List<T>> listOf(String range, ValueKind<T> element) {
        return of(range, value -> {
            Object elements = Shown.isArray(value) && !(value instanceof byte[]) ? Shown.listOf(value) : value;
            if (!(elements instanceof List<?> list)) {
                return null;
            }
            List<T> read = new ArrayList<>();
            for (Object one : list) {
                T kept = element.read(one);
                if (kept == null) {
                    return null;
                }
                read.add(kept);
            }
            return List.copyOf(read);
        });
    }

    /** A map whose every key is of a kind, and every value. */
    public static <T> ValueKind<Map<String, T>> mapOf(String range, ValueKind<String> key, ValueKind<T> element) {
        return of(range, value -> {
            if (!(value instanceof Map<?, ?> map)) {
                return null;
            }
            Map<String, T> read = new TreeMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String name = key.read(entry.getKey());
                T kept = element.read(entry.getValue());
                if (name == null || kept == null) {
                    return null;
                }
                read.put(name, kept);
            }
            return Collections.unmodifiableMap(read);
        });
    }

    /** The same kind of which nothing is left out. */
    public static <T> ValueKind<List<T>> notEmpty(String range, ValueKind<List<T>> lists) {
        return of(range, value -> {
            List<T> list = lists.read(value);
            return list == null || list.isEmpty() ? null : list;
        });
    }

    /** The same kind, read as something else. */
    public <R> ValueKind<R> as(Function<T, R> further) {
        return of(range, value -> {
            T read = reading.apply(value);
            return read == null ? null : further.apply(read);
        });
    }

    /** What a value must be, in words. */
    public String range() {
        return range;
    }

    /** The value as this kind; null where it does not fit, or is null. */
    public T read(Object value) {
        return value == null ? null : reading.apply(value);
    }

    /**
     * The value as this kind.
     *
     * @param what what the value is of, for the message, such as "options.limit"
     * @throws MetapolicyException.InvalidInput naming it, the value, its type where that is hidden, and what is right
     */
    public T require(String what, Object value) {
        if (value == null) {
            throw new MetapolicyException.InvalidInput(what + " is missing: it must be " + range);
        }
        T read = reading.apply(value);
        if (read == null && HalfCharacter.isIn(value)) {
            throw new MetapolicyException.InvalidInput(
                    what + " is " + Shown.value(value) + HalfCharacter.problem(value));
        }
        if (read == null) {
            // Of a text that could have been right, the quotes say enough.
            boolean textual = value instanceof String && (range.contains("text") || range.startsWith("one of"));
            throw new MetapolicyException.InvalidInput(
                    what + " is " + (textual ? Shown.value(value) : Shown.withType(value)) + ": it must be " + range);
        }
        return read;
    }

    private static Long whole(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return number == Math.rint(number) && Math.abs(number) <= WHOLE_MAX ? (Long) (long) number : null;
        }
        return null;
    }
}
