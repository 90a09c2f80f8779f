package org.metapolicy.governance;

import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.trail.CanonicalJson;

/**
 * A version in its family's tree.
 *
 * @param version the version, and what it and its parent are made of
 * @param depth steps from a version without a parent
 */
public record LineageEntry(LineageVersion version, int depth) {

    /** What changed from the parent: {from, to} by hyperparameter, by the set of actions, and parameters where they did; empty without one. */
    public Map<String, Object> changes() {
        Map<String, Object> changes = new TreeMap<>();
        if (version.parentVersionId() == null) {
            return changes;
        }
        try {
            Map<String, Object> own = hyperparams(version.hyperparams());
            Map<String, Object> parents = hyperparams(version.parentHyperparams());
            TreeSet<String> keys = new TreeSet<>(own.keySet());
            keys.addAll(parents.keySet());
            for (String key : keys) {
                put(changes, key, parents.get(key), own.get(key));
            }
        } catch (JsonParseException edited) {
            // By hand, into no JSON map: they are told as they stand.
            put(changes, "hyperparams", version.parentHyperparams(), version.hyperparams());
        }
        // Where no parameters name actions, hyperparams may.
        if (!version.actions().isEmpty() || !version.parentActions().isEmpty()) {
            put(changes, "actions", version.parentActions(), version.actions());
        }
        put(changes, "parameters_hash", version.parentParametersHash(), version.parametersHash());
        return changes;
    }

    /** The same in words, actions one by one; empty without a parent, and where nothing changed. */
    public List<String> words() {
        if (version.parentVersionId() == null) {
            return List.of();
        }
        List<String> words = new ArrayList<>(hyperparamWords());
        words.addAll(version.parameterWords());
        return words;
    }

    private List<String> hyperparamWords() {
        try {
            return ChangeWords.between(hyperparams(version.parentHyperparams()), hyperparams(version.hyperparams()));
        } catch (JsonParseException edited) {
            return List.of("hyperparams are not compared: one of the two is no JSON map");
        }
    }

    private static Map<String, Object> hyperparams(String json) {
        return json == null ? Map.of() : CanonicalJson.parse(json);
    }

    private static void put(Map<String, Object> changes, String key, Object from, Object to) {
        if (!Objects.equals(from, to)) {
            Map<String, Object> change = new HashMap<>();
            change.put("from", from);
            change.put("to", to);
            changes.put(key, change);
        }
    }
}
