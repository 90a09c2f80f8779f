package org.metapolicy.graph.read;

import java.util.Map;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;

/** Reads by the core API, which is the same in every version of the database. */
final class EntityReader implements NodeReader {
    private Node node;

    @Override
    public void to(Node next) {
        node = next;
    }

    @Override
    public boolean has(Label label) {
        return node.hasLabel(label);
    }

    @Override
    public Values values(Keys keys) {
        Map<String, Object> found = node.getProperties(keys.names());
        Object[] values = new Object[keys.names().length];
        for (int i = 0; i < values.length; i++) {
            Object value = found.get(keys.names()[i]);
            values[i] = value == null || keys.isRead(i) ? value : Boolean.TRUE;
        }
        return new Values(keys, values);
    }

    @Override
    public Map<String, Object> all() {
        return node.getAllProperties();
    }

    @Override
    public void links(Links which, Visitor visitor) {
        try (var links = node.getRelationships(which.direction(), types(which))) {
            for (Relationship link : links) {
                for (RelationshipType type : which.types()) {
                    if (link.isType(type)) {
                        visitor.link(type, link.getStartNode(), link.getEndNode());
                    }
                }
            }
        }
    }

    /** The core API tells it by a method that is to go. */
    @Override
    public long number(Node node) {
        return UNNUMBERED;
    }

    @Override
    public boolean hasAny(Links which) {
        return node.hasRelationship(which.direction(), types(which));
    }

    @Override
    public boolean isLinked(Links which, Node other) {
        try (var links = node.getRelationships(which.direction(), types(which))) {
            for (Relationship link : links) {
                if (link.getOtherNode(node).equals(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static RelationshipType[] types(Links which) {
        return which.types().toArray(RelationshipType[]::new);
    }
}
