package org.metapolicy.graph.selection;

import java.util.function.Consumer;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.token.RecordedDecisions;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Reads the decisions of families one after the other, by the core API. */
public final class GraphRecordedDecisions implements RecordedDecisions {
    private final Transaction tx;

    public GraphRecordedDecisions(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public void forEach(String metaPolicyId, Consumer<Adjustment> reader) {
        try (ResourceIterator<Node> all =
                tx.findNodes(Labels.NoeticAdjustment, AdjustmentNodes.META_POLICY_ID, metaPolicyId)) {
            all.forEachRemaining(node -> reader.accept(AdjustmentNodes.read(node)));
        }
    }
}
