package org.metapolicy.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.metapolicy.noetic.Reading;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Shown;
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

    /** A number from min to max; null where there is none, and where something else stands there. */
    public static Double within(Node node, String key, double min, double max) {
        return within(node.getProperty(key, null), min, max);
    }

    /**
     * The same, told apart.
     *
     * @param owner whose it is, for the flaw's words, such as "segment a"
     */
    public static Reading<Double> number(Node node, String owner, String key, double min, double max) {
        String range =
                min == -Double.MAX_VALUE ? "a finite number" : "a number from " + (long) min + " to " + (long) max;
        return reading(node, owner, key, range, value -> within(value, min, max));
    }

    /** What a property says, by a reader that gives null for what it cannot read. */
    public static <T> Reading<T> reading(
            Node node, String owner, String key, String range, Function<Object, T> reader) {
        Object value = node.getProperty(key, null);
        if (value == null) {
            return Reading.nothing();
        }
        T read = reader.apply(value);
        return read != null
                ? Reading.of(read)
                : Reading.unreadable(key + " of " + owner + " is " + Shown.withType(value) + ": it must be " + range);
    }

    private static Double within(Object value, double min, double max) {
        return value instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max
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
