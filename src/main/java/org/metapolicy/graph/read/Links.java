package org.metapolicy.graph.read;

import java.util.List;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.RelationshipType;

/**
 * Relationships that are looked for in one walk along a node's.
 *
 * @param direction as seen from the node
 * @param types each once
 */
public record Links(Direction direction, List<RelationshipType> types) {
    public Links {
        types = List.copyOf(types);
    }

    public static Links of(Direction direction, RelationshipType... types) {
        return new Links(direction, List.of(types));
    }
}
