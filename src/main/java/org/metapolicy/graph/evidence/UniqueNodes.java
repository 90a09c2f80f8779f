package org.metapolicy.graph.evidence;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.UniqueIds;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.neo4j.graphdb.ConstraintViolationException;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * Finds or makes nodes by the id that a constraint keeps unique: the index entry's lock is held from then on, so that of
 * two transactions at once one finds what the other made. As {@code MERGE}, without planning a query for each.
 */
final class UniqueNodes {
    private final Transaction tx;
    private final Set<Labels> constrained = EnumSet.noneOf(Labels.class);

    UniqueNodes(Transaction tx) {
        this.tx = tx;
    }

    /** @param made whether it was made now, with the properties that were given */
    record Unique(Node node, boolean made) {}

    /**
     * @param filling writes the properties of a new node beside its id
     * @throws Conflict if the migrations are missing that keep such ids unique
     */
    Unique make(Labels label, String id, Consumer<Node> filling) {
        if (!constrained.contains(label)) {
            UniqueIds.require(tx, label);
            constrained.add(label);
        }
        // The label comes last: constraints and indexes are looked at once, not for each property.
        Node node = tx.createNode();
        node.setProperty(Schema.ID, id);
        filling.accept(node);
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
}
