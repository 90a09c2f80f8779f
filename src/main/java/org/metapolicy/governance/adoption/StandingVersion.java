package org.metapolicy.governance.adoption;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A version of a family that stands before it is taken over.
 *
 * @param properties all of them, arrays as lists and points in time as Instant
 * @param parents ids of the versions that PREVIOUS_VERSION leads to
 * @param isParentThere whether there is a version of the id that parent_version_id names
 * @param snapshots the properties of every trust snapshot of before
 * @param obstacles what keeps it from being taken over whatever it says, each as the rest of a sentence about it
 */
public record StandingVersion(
        Map<String, Object> properties,
        List<String> parents,
        boolean isParentThere,
        List<Map<String, Object>> snapshots,
        List<String> obstacles) {
    public StandingVersion {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        parents = List.copyOf(parents);
        snapshots = List.copyOf(snapshots);
        obstacles = List.copyOf(obstacles);
    }
}
