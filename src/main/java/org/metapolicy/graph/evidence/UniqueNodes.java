package org.metapolicy.graph.evidence;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.ConstraintViolationException;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.schema.ConstraintDefinition;
import org.neo4j.graphdb.schema.ConstraintType;

/**
 * Finds or makes nodes by the id that a constraint keeps unique: the index entry's lock is held from then on, so that of
 * two transactions at once one finds what the other made. As {@code MERGE}, without planning a query for each; and as
 * there, only what stood before is found where nobody applied the schema.
 */
final class UniqueNodes {
    private static final Set<ConstraintType> ONE_OF_AN_ID =
            EnumSet.of(ConstraintType.UNIQUENESS, ConstraintType.NODE_KEY);

    private final Transaction tx;
    private final Map<Labels, Boolean> constrained = new EnumMap<>(Labels.class);

    UniqueNodes(Transaction tx) {
        this.tx = tx;
    }

    /** @param made whether it was made now, with the properties that were given */
    record Unique(Node node, boolean made) {}

    /** @param properties those of a new node beside its id */
    Unique make(Labels label, String id, Map<String, Object> properties) {
        if (!constrained.computeIfAbsent(label, this::isConstrained)) {
            Node standing = first(label, id);
            if (standing != null) {
                return new Unique(standing, false);
            }
        }
        // The label comes last: constraints and indexes are looked at once, not for each property.
        Node node = tx.createNode();
        node.setProperty(Schema.ID, id);
        properties.forEach(node::setProperty);
        try {
            node.addLabel(label);
            return new Unique(node, true);
        } catch (ConstraintViolationException taken) {
            node.delete();
            return new Unique(first(label, id), false);
        }
    }

    private Node first(Labels label, String id) {
        try (ResourceIterator<Node> named = tx.findNodes(label, Schema.ID, id)) {
            return named.hasNext() ? named.next() : null;
        }
    }

    private boolean isConstrained(Labels label) {
        for (ConstraintDefinition constraint : tx.schema().getConstraints(label)) {
            if (ONE_OF_AN_ID.contains(constraint.getConstraintType())
                    && List.of(Schema.ID).equals(constraint.getPropertyKeys())) {
                return true;
            }
        }
        return false;
    }
}
