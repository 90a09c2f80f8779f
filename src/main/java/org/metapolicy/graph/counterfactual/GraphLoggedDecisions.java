package org.metapolicy.graph.counterfactual;

import java.util.List;
import org.metapolicy.counterfactual.LoggedDecisions;
import org.metapolicy.graph.Centroids;
import org.metapolicy.graph.FamilySettings;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.Shown;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Families whose decisions stand in the graph. */
public final class GraphLoggedDecisions implements LoggedDecisions {
    private final Transaction tx;
    private final GovernedNodes nodes;

    public GraphLoggedDecisions(Transaction tx) {
        this.tx = tx;
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public DecisionLog familyOf(String versionId) {
        return of(nodes.familyOf(versionId));
    }

    @Override
    public DecisionLog of(String familyId) {
        Node family = nodes.family(familyId);
        Settings settings = FamilySettings.of(family);
        return new GraphDecisionLog(tx, family, settings, centroids(family));
    }

    private static List<double[]> centroids(Node family) {
        return Centroids.of(family)
                .orElseThrow(() -> new Conflict("meta-policy '" + GovernedNodes.id(family)
                        + "' cannot be read, centroids is "
                        + Shown.withType(family.getProperty(Schema.Family.CENTROIDS, null))
                        + ": it must be the JSON text that clusterContexts wrote"));
    }
}
