package org.metapolicy.governance;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.trail.CanonicalJson;

/**
 * A version in its family's tree.
 *
 * @param row columns of the lineage report
 * @param depth steps from a version without a parent
 */
public record LineageEntry(Map<String, Object> row, int depth) {

    /** What changed from the parent: {from, to} by hyperparameter, and parameters where they did; empty without one. */
    public Map<String, Object> changes() {
        Map<String, Object> changes = new TreeMap<>();
        if (row.get("parentVersionId") == null) {
            return changes;
        }
        Map<String, Object> own = hyperparams("hyperparams");
        Map<String, Object> parents = hyperparams("parentHyperparams");
        TreeSet<String> keys = new TreeSet<>(own.keySet());
        keys.addAll(parents.keySet());
        for (String key : keys) {
            put(changes, key, parents.get(key), own.get(key));
        }
        put(changes, "parameters_hash", row.get("parentParametersHash"), row.get("parametersHash"));
        return changes;
    }

    private Map<String, Object> hyperparams(String column) {
        return row.get(column) instanceof String json ? CanonicalJson.parse(json) : Map.of();
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
