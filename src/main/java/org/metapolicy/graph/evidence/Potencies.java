package org.metapolicy.graph.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.NewestState;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
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

    /** Of several segments that share the id each must be high: which one is meant is not known. */
    private boolean isHigh(String segmentId) {
        try (ResourceIterator<Node> segments = tx.findNodes(Labels.Segment, Schema.ID, segmentId)) {
            boolean all = segments.hasNext();
            while (all && segments.hasNext()) {
                Double potency = NewestState.of(segments.next(), "segment " + segmentId)
                        .potency()
                        .value();
                all = potency != null && potency >= high;
            }
            return all;
        }
    }
}
