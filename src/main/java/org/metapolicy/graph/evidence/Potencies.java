package org.metapolicy.graph.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Whether an episode touched a segment of high potency; what a segment's potency is, is read once per transaction. */
final class Potencies {
    private final Transaction tx;
    private final double high;
    private final Map<String, Boolean> known = new HashMap<>();

    /** @param high the potency from which a segment counts as high, {@code potency_high} */
    Potencies(Transaction tx, double high) {
        this.tx = tx;
        this.high = high;
    }

    boolean touchedHigh(Node episode) {
        List<String> ids = new ArrayList<>(GovernedNodes.texts(episode, Schema.Episode.RV_SEGMENT_IDS));
        ids.addAll(GovernedNodes.texts(episode, Schema.Episode.COLLECTIVE_SEGMENT_IDS));
        return ids.stream().anyMatch(id -> known.computeIfAbsent(id, this::isHigh));
    }

    private boolean isHigh(String segmentId) {
        try (ResourceIterator<Node> segments = tx.findNodes(Labels.Segment, Schema.ID, segmentId)) {
            return segments.hasNext() && potency(segments.next()) >= high;
        }
    }

    /** The rolled-up potency, else that of the latest state; NaN, which is not high, where neither says. */
    private static double potency(Node segment) {
        if (segment.getProperty("potency_latest", null) instanceof Number latest) {
            return latest.doubleValue();
        }
        double potency = Double.NaN;
        double latest = Double.NEGATIVE_INFINITY;
        for (Relationship link : segment.getRelationships(Direction.OUTGOING, Types.HAS_STATE)) {
            Node state = link.getEndNode();
            if (state.getProperty("t", null) instanceof Number t
                    && t.doubleValue() >= latest
                    && state.getProperty("potency", null) instanceof Number value) {
                latest = t.doubleValue();
                potency = value.doubleValue();
            }
        }
        return potency;
    }
}
