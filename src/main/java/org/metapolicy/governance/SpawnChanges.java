package org.metapolicy.governance;

import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.policy.FreeForm;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.VersionContents;

/**
 * How a child differs from its parent: learning rate, exploration, action set, any hyperparameter.
 *
 * @param id null where one is to be made
 * @param tag null where the next one is to be made
 * @param hyperparams new values by name
 * @param parameters in place of the parent's, before exploration and actions change them; null where those stay
 * @param exploration LinUCB's alpha, where the parameters have one; null where it stays
 * @param actions ids of the interventions to choose from; null where they stay
 */
public record SpawnChanges(
        String id, String tag, FreeForm hyperparams, FreeForm parameters, Double exploration, List<String> actions) {
    private static final String LEARNING_RATE = "learning_rate";
    private static final String EXPLORATION = "exploration";
    private static final String ACTIONS = "actions";
    private static final String HYPERPARAMS = "hyperparams";
    private static final String PARAMETERS = "parameters";
    private static final String ALPHA = "alpha";
    private static final String ID = "id";
    private static final String VERSION_TAG = "version_tag";
    private static final ValueKind<Double> RATE =
            ValueKind.number("a finite number of at least 0", 0, Double.MAX_VALUE);
    private static final ValueKind<List<String>> INTERVENTIONS =
            ValueKind.notEmpty("a list of intervention ids, and not empty", ValueKind.IDS);

    /**
     * Reads what a child has of its own; a hyperparameter that is null is taken out.
     *
     * @throws InvalidInput if a key is unknown or a value of another type
     */
    public static SpawnChanges of(Input changes) {
        changes.only(ACTIONS, EXPLORATION, HYPERPARAMS, ID, LEARNING_RATE, PARAMETERS, VERSION_TAG);
        Map<String, Object> hyperparams =
                new TreeMap<>(changes.freeForm(HYPERPARAMS).asMap());
        Optional<Double> exploration = changes.read(EXPLORATION, RATE);
        changes.read(LEARNING_RATE, RATE).ifPresent(rate -> hyperparams.put(LEARNING_RATE, rate));
        exploration.ifPresent(rate -> hyperparams.put(EXPLORATION, rate));
        return new SpawnChanges(
                changes.read(ID, VersionSpec.NEW_ID).orElse(null),
                changes.read(VERSION_TAG, ValueKind.TEXT)
                        .map(VersionTag::require)
                        .orElse(null),
                FreeForm.of(HYPERPARAMS, hyperparams),
                changes.has(PARAMETERS) ? changes.large(PARAMETERS) : null,
                exploration.orElse(null),
                changes.read(ACTIONS, INTERVENTIONS)
                        .map(ids -> ids.stream().distinct().toList())
                        .orElse(null));
    }

    /** A child that differs in its parameters alone. */
    public static SpawnChanges ofParameters(Map<String, Object> parameters) {
        return new SpawnChanges(null, null, FreeForm.empty(), FreeForm.of(PARAMETERS, parameters), null, null);
    }

    /**
     * A child that explores half as much as its parent: LinUCB's alpha where its parameters have one, else the
     * hyperparameter {@code exploration}; unchanged where it has neither.
     */
    public static SpawnChanges halvingExploration(VersionContents parent) {
        Object alpha = readable(parent.parameters()).get(ALPHA);
        Object told =
                alpha instanceof Number ? alpha : readable(parent.hyperparams()).get(EXPLORATION);
        Double half = told instanceof Number number && number.doubleValue() > 0 ? number.doubleValue() / 2 : null;
        return new SpawnChanges(
                null,
                null,
                half == null ? FreeForm.empty() : FreeForm.of(HYPERPARAMS, Map.of(EXPLORATION, half)),
                null,
                half,
                null);
    }

    private static Map<String, Object> readable(String json) {
        return map(json).orElse(Map.of());
    }

    /** Empty where it is none, as of a version that was taken over: another program wrote it. */
    private static Optional<Map<String, Object>> map(String json) {
        try {
            return Optional.ofNullable(CanonicalJson.parse(json));
        } catch (JsonParseException opaque) {
            return Optional.empty();
        }
    }

    /**
     * The child of a parent with these contents.
     *
     * @throws Conflict if what it copies of the parent is no map, as of a version that was taken over
     * @throws InvalidInput if what comes of it breaks the form of LinUCB parameters, or is too large
     */
    public VersionSpec applyTo(String parentId, VersionContents parent, List<String> tagsTaken) {
        Map<String, Object> merged = map(parent.hyperparams())
                .orElseThrow(() -> notCopied(HYPERPARAMS, parentId, "register one, and not as its child"));
        merged.putAll(hyperparams.asMap());
        merged.values().removeIf(value -> value == null);
        Map<String, Object> merging = parameters == null
                ? map(parent.parameters())
                        .orElseThrow(() -> notCopied(PARAMETERS, parentId, "give it parameters of its own"))
                : new TreeMap<>(parameters.asMap());
        if (exploration != null && merging.containsKey(ALPHA)) {
            merging.put(ALPHA, exploration);
        }
        if (actions != null) {
            if (merging.get(ACTIONS) instanceof Map<?, ?> models) {
                merging.put(ACTIONS, models(models, parent.contextDim()));
            } else {
                merged.put(ACTIONS, actions);
            }
        }
        return new VersionSpec(
                id,
                parent.policyId(),
                tag == null ? VersionTag.nextFrom(parent.tag(), actions != null, tagsTaken) : tag,
                parentId,
                FreeForm.of(HYPERPARAMS, merged).keptWhole(HYPERPARAMS),
                FreeForm.of(PARAMETERS, merging),
                VersionSpec.dimension(merging, parent.contextDim()));
    }

    private static Conflict notCopied(String what, String parentId, String instead) {
        return new Conflict("the " + what + " of version '" + parentId
                + "' are no map as JSON, so that no child can copy" + " them: " + instead);
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
}
