package org.metapolicy.graph.selection;

import java.util.List;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.ProspectNodes;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.selection.token.Position;
import org.metapolicy.selection.token.Positions;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Where families stand, by the core API. */
public final class GraphPositions implements Positions {
    private final GovernedNodes nodes;

    public GraphPositions(Transaction tx) {
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public Position of(String metaPolicyId) {
        Node family = nodes.family(metaPolicyId);
        List<Node> counted = GovernedNodes.ends(family, Types.HAS_EVIDENCE);
        return new Position(
                counted.size() == 1 ? ProspectNodes.table(counted.get(0)) : null, GovernedNodes.events(family));
    }
}
