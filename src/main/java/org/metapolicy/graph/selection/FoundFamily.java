package org.metapolicy.graph.selection;

import java.util.Map;
import java.util.Optional;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.read.Links;
import org.metapolicy.graph.read.NodeReader;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Finds a family for all that one decision asks of it, the second time without looking again. For one transaction. */
public final class FoundFamily {
    private static final Links TRAIL = Links.of(Direction.OUTGOING, Types.HAS_EVENT);

    private final GovernedNodes nodes;
    private String id;
    private Node family;
    private Map<String, Object> properties;
    private Boolean governed;

    public FoundFamily(Transaction tx) {
        this.nodes = new GovernedNodes(tx);
    }

    /** Empty where there is none, and for null. */
    Optional<Node> of(String metaPolicyId) {
        if (family == null || !id.equals(metaPolicyId)) {
            family = nodes.find(Labels.MetaPolicy, metaPolicyId).orElse(null);
            id = metaPolicyId;
            properties = null;
            governed = null;
        }
        return Optional.ofNullable(family);
    }

    /** The one that was found last. */
    Node node() {
        return family;
    }

    /** Reads all that it has, which {@link #properties} are from then on, and {@link #isGoverned}; leaves the reader there. */
    Map<String, Object> read(NodeReader reader) {
        reader.to(family);
        properties = reader.all();
        governed = isGoverned(reader);
        return properties;
    }

    /** What it has, as it was read last: parts of one decision rest on the same. */
    Map<String, Object> properties() {
        if (properties == null) {
            properties = family.getAllProperties();
        }
        return properties;
    }

    /** Whether a trail hangs at it, as it was read last. */
    boolean isGoverned() {
        if (governed == null) {
            governed = family.hasRelationship(TRAIL.direction(), Types.HAS_EVENT);
        }
        return governed;
    }

    /** Whether a trail hangs at the family that the reader is at. */
    static boolean isGoverned(NodeReader reader) {
        return reader.hasAny(TRAIL);
    }
}
