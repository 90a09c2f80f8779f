package org.metapolicy.policy;

import java.lang.reflect.Array;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A caller's value as a refusal shows it: as Cypher would write it, with its type where the value alone hides it. */
public final class Shown {
    private static final int LENGTH_MAX = 140;
    private static final int DEPTH_MAX = 3;

    private Shown() {}

    /** The value and, of a text, a point in time, a duration or what is no plain value, what it is. */
    public static String withType(Object value) {
        String type = "";
        if (value instanceof CharSequence) {
            type = ", a text";
        } else if (value instanceof TemporalAccessor) {
            type = ", a date or time";
        } else if (value instanceof TemporalAmount) {
            type = ", a duration";
        } else if (isFloatBeyondIntegers(value)) {
            type = ", a float too large to be an exact integer";
        } else if (!isPlain(value)) {
            type = ", no plain value";
        }
        return value(value) + type;
    }

    /** What a failure says; of one that says nothing, as most that are nobody's word do, what it is. */
    public static String failure(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** The value alone: texts in quotes, arrays as their elements, cut where it is long. */
    public static String value(Object value) {
        return abbreviated(text(value, 0));
    }

    private static String text(Object value, int depth) {
        if (value instanceof CharSequence text) {
            // Cut here already, so that a text of megabytes is not copied first.
            return "'"
                    + (text.length() <= LENGTH_MAX
                            ? text
                            : cut(text.subSequence(0, LENGTH_MAX).toString()) + "…") + "'";
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?> || isArray(value)) {
            return depth == DEPTH_MAX ? "…" : elements(value, depth + 1);
        }
        return String.valueOf(value);
    }

    private static String elements(Object value, int depth) {
        List<String> parts = new ArrayList<>();
        int length = 0;
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                length = add(parts, length, entry.getKey() + ": " + text(entry.getValue(), depth));
                if (length > LENGTH_MAX) {
                    break;
                }
            }
            return "{" + String.join(", ", parts) + "}";
        }
        for (Object element : (Iterable<?>) (value instanceof Collection<?> all ? all : listOf(value))) {
            length = add(parts, length, text(element, depth));
            if (length > LENGTH_MAX) {
                break;
            }
        }
        return "[" + String.join(", ", parts) + "]";
    }

    private static int add(List<String> parts, int length, String part) {
        parts.add(part);
        return length + part.length() + 2;
    }

    private static String abbreviated(String text) {
        return text.length() <= LENGTH_MAX + 3 ? text : cut(text.substring(0, LENGTH_MAX)) + "…";
    }

    /** Without half of a character at its end. */
    private static String cut(String text) {
        return Character.isHighSurrogate(text.charAt(text.length() - 1)) ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean isPlain(Object value) {
        return value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Collection<?>
                || value instanceof Map<?, ?>
                || isArray(value);
    }

    private static boolean isFloatBeyondIntegers(Object value) {
        return (value instanceof Double || value instanceof Float)
                && Double.isFinite(((Number) value).doubleValue())
                && Math.abs(((Number) value).doubleValue()) > ValueKind.WHOLE_MAX;
    }

    static boolean isArray(Object value) {
        return value != null && value.getClass().isArray();
    }

    /** An array's elements, boxed. */
    static List<Object> listOf(Object array) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            list.add(Array.get(array, i));
        }
        return list;
    }
}
