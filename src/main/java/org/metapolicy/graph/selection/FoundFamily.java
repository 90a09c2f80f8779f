package org.metapolicy.graph.selection;

import java.util.Optional;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Finds a family for all that one decision asks of it, the second time without looking again. For one transaction. */
public final class FoundFamily {
    private final GovernedNodes nodes;
    private String id;
    private Node family;

    public FoundFamily(Transaction tx) {
        this.nodes = new GovernedNodes(tx);
    }

    /** Empty where there is none, and for null. */
    Optional<Node> of(String metaPolicyId) {
        if (family == null || !id.equals(metaPolicyId)) {
            family = nodes.find(Labels.MetaPolicy, metaPolicyId).orElse(null);
            id = metaPolicyId;
        }
        return Optional.ofNullable(family);
    }
}
