package org.metapolicy.selection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.policy.ValueKind;

/** The keys of a context map (specification, section 9), and what each value must be. */
public enum ContextKey {
    COHERENCE(ValueKind.number("a number from 0 to 1", 0, 1)),
    ENTROPY_CHANGE(ValueKind.NUMBER),
    MAX_RV_POTENCY(ValueKind.number("a number from 0 to 1", 0, 1)),
    AFFECTIVE_LOAD(ValueKind.number("a number from 0 to 1", 0, 1)),
    AWARENESS(ValueKind.choice(Awareness.class)),
    COHERENCE_STABILITY(ValueKind.number("a number from 0 to 1", 0, 1)),
    PARTICIPANT_ID(ValueKind.APPLICATION_ID),
    GROUP_ID(ValueKind.APPLICATION_ID),
    TASK(ValueKind.WORDS),
    CONTEXT(ValueKind.notEmpty("a list of finite numbers, and not empty", ValueKind.NUMBERS)),
    CONTEXT_CLUSTER(ValueKind.WORDS),
    SEED(ValueKind.INTEGER),
    SUGGESTIONS(ValueKind.mapOf("a map of version ids to ids of interventions", ValueKind.ID, ValueKind.WORDS));

    private static final Map<String, ContextKey> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ContextKey::key, Function.identity()));

    private final String key;
    private final ValueKind<?> kind;

    ContextKey(ValueKind<?> kind) {
        this.key = name().toLowerCase(Locale.ROOT);
        this.kind = kind;
    }

    /** The key in maps and in the graph, in snake_case. */
    public String key() {
        return key;
    }

    /** What a value must be: Double, {@link Awareness}, String, list of Double, Long or map of Strings. */
    public ValueKind<?> kind() {
        return kind;
    }

    /** The key that is written so, or null where there is none. */
    public static ContextKey byKey(String key) {
        return BY_KEY.get(key);
    }
}
