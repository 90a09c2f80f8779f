package org.metapolicy.selection;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * What a caller says about the decision to be made: the signals of the meta-context and whom, what and with which seed.
 * All but the meta-context may be null.
 *
 * @param context the context vector that a version's recommendation takes, finite numbers
 * @param seed makes the decision repeatable
 * @param suggestions what a bandit of the caller would do for a version, by the version's id; empty where it says nothing
 */
public record SelectionContext(
        MetaContext signals,
        String participantId,
        String groupId,
        String task,
        List<Double> context,
        String contextCluster,
        Long seed,
        Map<String, String> suggestions) {
    /** In the order in which messages list them. */
    private static final Set<String> KEYS = Arrays.stream(ContextKey.values())
            .map(ContextKey::key)
            .collect(Collectors.toCollection(LinkedHashSet::new));

    /**
     * Reads a context.
     *
     * @throws InvalidInput on an unknown key, a wrong type, a number out of its range or not a number
     */
    public static SelectionContext of(Input input) {
        input.only(KEYS);
        EnumMap<ContextKey, Object> values = new EnumMap<>(ContextKey.class);
        for (ContextKey key : ContextKey.values()) {
            values.put(key, input.read(key.key(), key.kind()).orElse(null));
        }
        return new SelectionContext(
                new MetaContext(
                        (Double) values.get(ContextKey.COHERENCE),
                        (Double) values.get(ContextKey.ENTROPY_CHANGE),
                        (Double) values.get(ContextKey.MAX_RV_POTENCY),
                        (Double) values.get(ContextKey.AFFECTIVE_LOAD),
                        (Awareness) values.get(ContextKey.AWARENESS),
                        (Double) values.get(ContextKey.COHERENCE_STABILITY)),
                (String) values.get(ContextKey.PARTICIPANT_ID),
                (String) values.get(ContextKey.GROUP_ID),
                (String) values.get(ContextKey.TASK),
                vector(values.get(ContextKey.CONTEXT)),
                (String) values.get(ContextKey.CONTEXT_CLUSTER),
                (Long) values.get(ContextKey.SEED),
                texts(values.get(ContextKey.SUGGESTIONS)));
    }

    /** The context that the decision is made in, for whom it names. */
    public Place place() {
        return place(participantId == null ? groupId : participantId);
    }

    /** The context that the decision is made in, for this participant or group; null where neither is known. */
    public Place place(String whom) {
        return new Place(contextCluster, context, whom);
    }

    private static Map<String, String> texts(Object value) {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> (String) entry.getKey(),
                                entry -> (String) entry.getValue(),
                                (one, other) -> one,
                                TreeMap::new))
                : Map.of();
    }

    private static List<Double> vector(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Double.class::cast).toList()
                : null;
    }
}
