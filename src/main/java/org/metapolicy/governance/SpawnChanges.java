package org.metapolicy.governance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.VersionContents;

/**
 * How a child differs from its parent: learning rate, exploration, action set, any hyperparameter.
 *
 * @param id null where one is to be made
 * @param tag null where the next one is to be made
 * @param hyperparams new values by name
 * @param exploration LinUCB's alpha, where the parameters have one; null where it stays
 * @param actions ids of the interventions to choose from; null where they stay
 */
public record SpawnChanges(
        String id, String tag, Map<String, Object> hyperparams, Double exploration, List<String> actions) {
    private static final String LEARNING_RATE = "learning_rate";
    private static final String EXPLORATION = "exploration";
    private static final String ACTIONS = "actions";
    private static final String HYPERPARAMS = "hyperparams";
    private static final String ALPHA = "alpha";
    private static final Set<String> KEYS =
            new TreeSet<>(Set.of("id", "version_tag", LEARNING_RATE, EXPLORATION, ACTIONS, HYPERPARAMS));

    /**
     * Reads a caller's map.
     *
     * @throws InvalidInput if a key is unknown or a value of another type
     */
    public static SpawnChanges of(Map<String, Object> changes) {
        for (String key : changes.keySet()) {
            if (!KEYS.contains(key)) {
                throw new InvalidInput("unknown change '" + key + "': known are " + String.join(", ", KEYS));
            }
        }
        Map<String, Object> hyperparams = new TreeMap<>();
        if (changes.get(HYPERPARAMS) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> hyperparams.put((String) key, value));
        } else if (changes.get(HYPERPARAMS) != null) {
            throw new InvalidInput(HYPERPARAMS + " is " + changes.get(HYPERPARAMS) + ": it must be a map");
        }
        for (String key : List.of(LEARNING_RATE, EXPLORATION)) {
            if (changes.get(key) != null) {
                hyperparams.put(key, number(key, changes.get(key)));
            }
        }
        List<String> actions = changes.get(ACTIONS) == null ? null : actions(changes.get(ACTIONS));
        VersionSpec named = VersionSpec.of(only(changes, "id", "version_tag"));
        return new SpawnChanges(named.id(), named.tag(), hyperparams, (Double) hyperparams.get(EXPLORATION), actions);
    }

    /** The child of a parent with these contents. */
    public VersionSpec applyTo(VersionContents parent, List<String> tagsTaken) {
        Map<String, Object> merged = CanonicalJson.parse(parent.hyperparams());
        merged.putAll(hyperparams);
        merged.values().removeIf(value -> value == null);
        Map<String, Object> parameters = CanonicalJson.parse(parent.parameters());
        if (exploration != null && parameters.containsKey(ALPHA)) {
            parameters.put(ALPHA, exploration);
        }
        if (actions != null) {
            if (parameters.get(ACTIONS) instanceof Map<?, ?> models) {
                parameters.put(ACTIONS, models(models, parent.contextDim()));
            } else {
                merged.put(ACTIONS, actions);
            }
        }
        return new VersionSpec(
                id,
                parent.policyId(),
                tag == null ? VersionTag.nextFrom(parent.tag(), actions != null, tagsTaken) : tag,
                merged,
                parameters,
                VersionSpec.dimension(parameters, parent.contextDim()));
    }

    /** A model for each action: the parent's, or for a new one that of no observation yet (A = I, b = 0). */
    private Map<String, Object> models(Map<?, ?> parents, Long contextDim) {
        Map<String, Object> models = new TreeMap<>();
        for (String action : actions) {
            Object model = parents.get(action);
            models.put(action, model == null ? unseen(Math.toIntExact(contextDim)) : model);
        }
        return models;
    }

    private static Map<String, Object> unseen(int dim) {
        List<Object> rows = new ArrayList<>();
        List<Object> zeros = new ArrayList<>();
        for (int i = 0; i < dim; i++) {
            List<Object> row = new ArrayList<>();
            for (int j = 0; j < dim; j++) {
                row.add(i == j ? 1.0 : 0.0);
            }
            rows.add(row);
            zeros.add(0.0);
        }
        return Map.of("A", rows, "b", zeros);
    }

    private static Double number(String key, Object value) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue()) && number.doubleValue() >= 0) {
            return number.doubleValue();
        }
        throw new InvalidInput(key + " is " + value + ": it must be a finite number of at least 0");
    }

    private static List<String> actions(Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list.stream()
                    .map(id -> Identifier.require("id in actions", String.valueOf(id)))
                    .distinct()
                    .toList();
        }
        throw new InvalidInput(ACTIONS + " is " + value + ": it must be a list of intervention ids, and not empty");
    }

    private static Map<String, Object> only(Map<String, Object> map, String... keys) {
        Map<String, Object> kept = new HashMap<>(map);
        kept.keySet().retainAll(Set.of(keys));
        return kept;
    }
}
