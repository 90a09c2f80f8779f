package org.metapolicy.graph;

import java.util.List;
import org.metapolicy.governance.Monitor;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.policy.FamilyStatus;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** What a monitoring system asks, in the caller's transaction. */
public final class GraphMonitor implements Monitor {
    private final Transaction tx;

    public GraphMonitor(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public List<String> familyIds() {
        try (ResourceIterator<Node> families = tx.findNodes(Labels.MetaPolicy)) {
            return families.stream()
                    .filter(family -> !FamilyStatus.DEPRECATED.name().equals(GovernedNodes.text(family, Schema.STATUS)))
                    .map(GovernedNodes::id)
                    .sorted()
                    .toList();
        }
    }
}
