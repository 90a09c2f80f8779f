package org.metapolicy.governance.adoption;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A family as it stands before it is taken over.
 *
 * @param properties all of them, arrays as lists and points in time as Instant
 * @param links ids of the nodes that its links of a type lead to, by the type; of those that are taken away
 * @param obstacles what keeps it from being taken over whatever it says, each as the rest of a sentence about it
 */
public record StandingFamily(
        String id,
        Map<String, Object> properties,
        SortedMap<String, List<String>> links,
        List<StandingVersion> versions,
        List<String> obstacles) {
    public StandingFamily {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
        versions = List.copyOf(versions);
        obstacles = List.copyOf(obstacles);
    }
}
