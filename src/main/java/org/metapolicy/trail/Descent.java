package org.metapolicy.trail;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How the versions of one family descend from each other: each from none or from another one of them, and none from itself. */
public final class Descent {
    private final Map<String, String> parents;

    /** @param parents the id of each version's parent, null where it has none, by the version's id */
    public Descent(Map<String, String> parents) {
        this.parents = Collections.unmodifiableMap(new TreeMap<>(parents));
    }

    /** What about it cannot be, as the rest of a sentence about the version that it begins with; empty where all can be. */
    public Optional<String> problem() {
        Set<String> sound = new HashSet<>();
        for (String id : parents.keySet()) {
            Set<String> line = new HashSet<>();
            String next = id;
            while (next != null && !sound.contains(next)) {
                if (!line.add(next)) {
                    return Optional.of(
                            "version '" + next + "' has parent_version_id '" + parents.get(next)
                                    + "' and descends from itself by it: no version can come from itself or from one that came from it");
                }
                String parent = parents.get(next);
                if (parent != null && !parents.containsKey(parent)) {
                    return Optional.of("version '" + next + "' has parent_version_id '" + parent
                            + "', which is no version of its meta-policy: it must be another one of the same");
                }
                next = parent;
            }
            sound.addAll(line);
        }
        return Optional.empty();
    }
}
