package org.metapolicy.selection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** The keys of a context map (specification, section 9), and what each value must be. */
public enum ContextKey {
    COHERENCE("a number from 0 to 1", value -> number(value, 0, 1)),
    ENTROPY_CHANGE("a finite number", value -> number(value, -Double.MAX_VALUE, Double.MAX_VALUE)),
    MAX_RV_POTENCY("a number from 0 to 1", value -> number(value, 0, 1)),
    AFFECTIVE_LOAD("a number from 0 to 1", value -> number(value, 0, 1)),
    AWARENESS("one of FULL, IU, PU, MIX", ContextKey::awareness),
    PARTICIPANT_ID("an id, a text of 1 to 128 of A-Z a-z 0-9 . _ : -", ContextKey::id),
    GROUP_ID("an id, a text of 1 to 128 of A-Z a-z 0-9 . _ : -", ContextKey::id),
    TASK("a text", ContextKey::text),
    CONTEXT("a list of finite numbers", ContextKey::vector),
    CONTEXT_CLUSTER("a text", ContextKey::text),
    SEED(
            "an integer",
            value -> value instanceof Long || value instanceof Integer ? ((Number) value).longValue() : null);

    private static final Map<String, ContextKey> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ContextKey::key, Function.identity()));

    private final String range;
    private final Function<Object, Object> reading;

    ContextKey(String range, Function<Object, Object> reading) {
        this.range = range;
        this.reading = reading;
    }

    /** The key in maps and in the graph, in snake_case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a value must be, in words. */
    public String range() {
        return range;
    }

    /** The key that is written so, or null where there is none. */
    public static ContextKey byKey(String key) {
        return BY_KEY.get(key);
    }

    /**
     * The value in the key's own type (Double, {@link Awareness}, String, list of Double or Long), or null where it does
     * not fit.
     */
    public Object read(Object value) {
        return value == null ? null : reading.apply(value);
    }

    /**
     * The value in the key's own type.
     *
     * @throws InvalidInput naming the key, the value and what would be right
     */
    public Object require(Object value) {
        Object result = read(value);
        if (result == null) {
            throw new InvalidInput("context." + key() + " is " + value + ": it must be " + range);
        }
        return result;
    }

    private static Double number(Object value, double min, double max) {
        // NaN fails both comparisons.
        return value instanceof Number n && n.doubleValue() >= min && n.doubleValue() <= max ? n.doubleValue() : null;
    }

    private static Awareness awareness(Object value) {
        return Arrays.stream(Awareness.values())
                .filter(awareness -> awareness.name().equals(value))
                .findFirst()
                .orElse(null);
    }

    private static String id(Object value) {
        return value instanceof String text && Identifier.isOne(text) ? text : null;
    }

    private static String text(Object value) {
        return value instanceof String text && !text.isBlank() ? text : null;
    }

    private static List<Double> vector(Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return null;
        }
        List<Double> numbers = list.stream()
                .map(element -> number(element, -Double.MAX_VALUE, Double.MAX_VALUE))
                .filter(Objects::nonNull)
                .toList();
        return numbers.size() == list.size() ? numbers : null;
    }
}
