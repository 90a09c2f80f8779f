package org.metapolicy.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.read.NodesByText;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Finds the nodes that governance reads and writes, by id and along links. */
public final class GovernedNodes {
    /** How many events the chain of a family, or of the graph's settings, has got. */
    public static final String EVENTS = "events";

    /** No node has it: ours by its name, so that nothing of an application is taken away. */
    private static final String HELD = "metapolicy_held";

    private final Transaction tx;

    public GovernedNodes(Transaction tx) {
        this.tx = tx;
    }

    public Node family(String id) {
        return find(Labels.MetaPolicy, id).orElseThrow(() -> NotFound.metaPolicy(id));
    }

    public Node version(String id) {
        return find(Labels.PolicyVersion, id).orElseThrow(() -> NotFound.of("version", id));
    }

    /**
     * The id of the family that a version belongs to.
     *
     * @throws Conflict if there is none, or more than one
     */
    public String familyOf(String versionId) {
        List<Node> families = starts(version(versionId), Types.HAS_VERSION);
        if (families.size() != 1) {
            throw new Conflict("version '" + versionId + "' belongs to " + families.size()
                    + " meta-policies: it must belong to one, by metapolicy.registerVersion");
        }
        return id(families.get(0));
    }

    /** The node of the graph's own settings. */
    public Optional<Node> settings() {
        try (ResourceIterator<Node> found = tx.findNodes(Labels.GovernanceSettings)) {
            if (!found.hasNext()) {
                return Optional.empty();
            }
            Node first = found.next();
            if (found.hasNext()) {
                throw several("GovernanceSettings");
            }
            return Optional.of(first);
        }
    }

    /**
     * The node of this label and id; empty for null.
     *
     * @throws Conflict if there are several, which the migrations' constraints rule out
     */
    public Optional<Node> find(Labels label, String id) {
        if (id == null) {
            return Optional.empty();
        }
        List<Node> found = NodesByText.upToTwo(tx, label, Schema.ID, id);
        if (found.size() > 1) {
            throw several(label + " of id '" + id + "'");
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** The ends of a node's outgoing links of this type. */
    public static List<Node> ends(Node node, RelationshipType type) {
        List<Node> ends = new ArrayList<>();
        for (Relationship link : node.getRelationships(Direction.OUTGOING, type)) {
            ends.add(link.getEndNode());
        }
        return ends;
    }

    /** The starts of a node's incoming links of this type. */
    public static List<Node> starts(Node node, RelationshipType type) {
        List<Node> starts = new ArrayList<>();
        for (Relationship link : node.getRelationships(Direction.INCOMING, type)) {
            starts.add(link.getStartNode());
        }
        return starts;
    }

    /** Those of them that have this label: anybody may link what they like to what they like. */
    public static List<Node> starts(Node node, RelationshipType type, Label label) {
        List<Node> starts = starts(node, type);
        starts.removeIf(start -> !start.hasLabel(label));
        return starts;
    }

    /**
     * So that nobody else changes or deletes a version, and who steps may add an episode: {@code acquireWriteLock} would keep that
     * out too. Taking away a property locks the node's properties before it looks whether there is one.
     */
    public static void hold(Node version) {
        version.removeProperty(HELD);
    }

    public static void unlink(Node node, RelationshipType type) {
        node.getRelationships(Direction.OUTGOING, type).forEach(Relationship::delete);
    }

    public static String id(Node node) {
        return text(node, Schema.ID);
    }

    /** A property that is a text; null if it is absent or of another type. */
    public static String text(Node node, String key) {
        return node.getProperty(key, null) instanceof String text ? text : null;
    }

    /** A property that is a list of texts; empty if it is absent or of another type. */
    public static List<String> texts(Node node, String key) {
        return node.getProperty(key, null) instanceof String[] texts ? List.of(texts) : List.of();
    }

    /** A property that is a whole number; 0 if it is absent or of another type. */
    public static long integer(Node node, String key) {
        return node.getProperty(key, null) instanceof Long number ? number : 0;
    }

    /** How many events a chain's owner says it has got. */
    public static long events(Node owner) {
        return integer(owner, EVENTS);
    }

    /** A property that is a number; null if it is absent or of another type. */
    public static Double number(Node node, String key) {
        return node.getProperty(key, null) instanceof Number number ? (Double) number.doubleValue() : null;
    }

    /** A property that is a finite number; null if it is absent or anything else. */
    public static Double figure(Node node, String key) {
        Double number = number(node, key);
        return number != null && Double.isFinite(number) ? number : null;
    }

    private static Conflict several(String what) {
        return new Conflict("there are several nodes " + what + ": delete all but one, then run the migrations");
    }
}
