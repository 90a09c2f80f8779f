package org.metapolicy.graph.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.metapolicy.graph.NewestState;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Whether an episode touched a segment of high potency; what a segment's potency is, is read once per transaction. */
public final class Potencies {
    private final Transaction tx;
    private final double high;
    private final Map<String, Boolean> known = new HashMap<>();

    /** @param high the potency from which a segment counts as high, {@code potency_high} */
    Potencies(Transaction tx, double high) {
        this.tx = tx;
        this.high = high;
    }

    /**
     * Null where it names no segment.
     *
     * @param episode what stands on it, by key
     */
    Boolean touchedHigh(Map<String, Object> episode) {
        List<String> ids = segments(episode::get);
        return ids.isEmpty() ? null : (Boolean) ids.stream().anyMatch(id -> known.computeIfAbsent(id, this::isHigh));
    }

    /**
     * What counting stored of it, as a recount reads it back: a stored false says too that no segment was named, of an episode
     * that names none.
     */
    public static Boolean counted(boolean stored, Node episode) {
        return stored || !segments(key -> episode.getProperty(key, null)).isEmpty() ? (Boolean) stored : null;
    }

    private static List<String> segments(Function<String, Object> episode) {
        List<String> ids = new ArrayList<>();
        for (String key : List.of(Schema.Episode.RV_SEGMENT_IDS, Schema.Episode.COLLECTIVE_SEGMENT_IDS)) {
            if (episode.apply(key) instanceof String[] texts) {
                ids.addAll(List.of(texts));
            }
        }
        return ids;
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
