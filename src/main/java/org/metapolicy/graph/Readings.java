package org.metapolicy.graph;

import java.util.ArrayList;
import java.util.List;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Reads properties that other programs wrote: what cannot be read in the form expected is null. */
public final class Readings {
    private Readings() {}

    /**
     * The node with this label and id, or null.
     *
     * @throws Conflict if there are several
     */
    public static Node byId(Transaction tx, Label label, String id) {
        if (id == null) {
            return null;
        }
        List<Node> found = new ArrayList<>(1);
        try (ResourceIterator<Node> nodes = tx.findNodes(label, Schema.ID, id)) {
            nodes.forEachRemaining(found::add);
        }
        if (found.size() > 1) {
            throw new Conflict(found.size() + " nodes (:" + label.name() + ") have the id '" + id
                    + "': ids must be unique for a decision to know which is meant");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    public static Double within(Node node, String key, double min, double max) {
        return node.getProperty(key, null) instanceof Number number
                        && number.doubleValue() >= min
                        && number.doubleValue() <= max
                ? number.doubleValue()
                : null;
    }

    public static String text(Node node, String key) {
        return node.getProperty(key, null) instanceof String text && !text.isBlank() ? text : null;
    }

    public static <E extends Enum<E>> E constant(Class<E> type, Object name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }
}
