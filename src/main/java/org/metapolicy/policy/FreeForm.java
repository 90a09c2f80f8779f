package org.metapolicy.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * A map of a caller's own making that is kept as canonical JSON (RFC 8785) and read back from it: null, true and false,
 * texts, numbers, lists and maps, and only such as come back as they went in.
 */
public final class FreeForm {
    /** Far below the 255 levels that the reader of JSON takes, and above what anybody nests on purpose. */
    public static final int DEPTH_MAX = 100;

    /** Enough for figures and links. */
    public static final int CHARACTERS_MAX = 100_000;

    /** Beyond this, RFC 8785's numbers (IEEE 754 doubles) no longer tell neighbouring integers apart. */
    private static final long INTEGER_MAX = 1L << 53;

    /** From here on canonical JSON writes a number with an exponent, so that it is read back as the float it was. */
    private static final double EXPONENT_MIN = 1e21;

    private static final FreeForm EMPTY = new FreeForm(Map.of());

    private final Map<String, Object> content;

    private FreeForm(Map<String, Object> content) {
        this.content = content;
    }

    public static FreeForm empty() {
        return EMPTY;
    }

    /**
     * Takes a map, arrays in it as lists.
     *
     * @param what what the map is, for the message, such as "spec.hyperparams"
     * @param map null stands for the empty one
     * @throws InvalidInput naming the path of what JSON cannot hold
     */
    public static FreeForm of(String what, Map<?, ?> map) {
        return map == null || map.isEmpty() ? EMPTY : new FreeForm(copy(what, map, 1));
    }

    /**
     * This, unless it is so large that it should be kept elsewhere and named here.
     *
     * @param what what the map is, for the message
     * @throws InvalidInput if it has more than {@link #CHARACTERS_MAX} characters
     */
    public FreeForm keptWhole(String what) {
        long characters = characters(content);
        if (characters > CHARACTERS_MAX) {
            throw new InvalidInput(what + " has " + characters + " characters as JSON: at most " + CHARACTERS_MAX
                    + " are kept; keep it elsewhere, and say here where");
        }
        return this;
    }

    /** About as many as canonical JSON has. */
    private static long characters(Object value) {
        if (value instanceof Map<?, ?> map) {
            long sum = 2;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sum += entry.getKey().toString().length() + 4 + characters(entry.getValue());
            }
            return sum;
        }
        if (value instanceof List<?> list) {
            long sum = 2;
            for (Object element : list) {
                sum += 1 + characters(element);
            }
            return sum;
        }
        return String.valueOf(value).length() + (value instanceof String ? 2 : 0);
    }

    /** By key, maps in it by key too; values as {@link #value} gives them. */
    public Map<String, Object> asMap() {
        return content;
    }

    public boolean isEmpty() {
        return content.isEmpty();
    }

    /**
     * A value as JSON holds it: null, Boolean, String, Long, Double, List or Map.
     *
     * @param path where it stands, for the message
     * @throws InvalidInput if JSON cannot hold it
     */
    private static Object value(String path, Object value, int depth) {
        if (value instanceof String text) {
            HalfCharacter.refuse(path, text);
        }
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return number(path, number);
        }
        if (depth == DEPTH_MAX) {
            throw new InvalidInput(
                    path + " is nested deeper than " + DEPTH_MAX + " levels: lists and maps must lie within as many");
        }
        if (value instanceof Map<?, ?> map) {
            return copy(path, map, depth + 1);
        }
        boolean array = Shown.isArray(value);
        if (value instanceof List<?> || array && !(value instanceof byte[])) {
            List<?> elements = array ? Shown.listOf(value) : (List<?>) value;
            List<Object> copy = new ArrayList<>(elements.size());
            for (Object element : elements) {
                copy.add(value(path + "[" + copy.size() + "]", element, depth + 1));
            }
            return Collections.unmodifiableList(copy);
        }
        throw new InvalidInput(path + " is " + Shown.withType(value)
                + ": it must be null, true or false, a number, a text, a list or a map; give it as a text");
    }

    private static Map<String, Object> copy(String path, Map<?, ?> map, int depth) {
        Map<String, Object> copy = new TreeMap<>();
        map.forEach((key, entry) -> {
            HalfCharacter.refuse("a key of " + path, String.valueOf(key));
            copy.put(String.valueOf(key), value(path + "." + key, entry, depth));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object number(String path, Number number) {
        double magnitude = Math.abs(number.doubleValue());
        if (!Double.isFinite(magnitude)) {
            throw new InvalidInput(path + " is " + number + ": it must be a finite number");
        }
        boolean integer = !(number instanceof Double || number instanceof Float);
        boolean beyond = integer
                ? number.longValue() > INTEGER_MAX || number.longValue() < -INTEGER_MAX
                : magnitude > INTEGER_MAX && magnitude < EXPONENT_MIN;
        if (beyond) {
            throw new InvalidInput(path + " is " + number + ": a whole number must lie within ±2^53, or be given as a"
                    + " text, as JSON does not tell those beyond from their neighbours");
        }
        return integer ? (Object) number.longValue() : (Object) number.doubleValue();
    }
}
