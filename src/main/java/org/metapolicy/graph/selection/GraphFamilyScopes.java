package org.metapolicy.graph.selection;

import java.util.ArrayList;
import java.util.List;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Scope;
import org.metapolicy.selection.Addressee;
import org.metapolicy.selection.FamilyScope;
import org.metapolicy.selection.FamilyScopes;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Reads whom families decide for, by the core API. */
public final class GraphFamilyScopes implements FamilyScopes {
    private final Transaction tx;

    public GraphFamilyScopes(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public List<FamilyScope> of(Addressee addressee) {
        Node participant = Readings.byId(tx, Labels.Participant, addressee.participantId());
        Node group = Readings.byId(tx, Labels.Group, addressee.groupId());
        List<FamilyScope> scopes = new ArrayList<>();
        try (ResourceIterator<Node> families = tx.findNodes(Labels.MetaPolicy)) {
            families.forEachRemaining(family -> {
                Scope scope = Readings.constant(Scope.class, family.getProperty(Schema.Family.SCOPE, null));
                if (scope != null && !FamilyStatus.DEPRECATED.name().equals(family.getProperty(Schema.STATUS, null))) {
                    scopes.add(new FamilyScope(
                            GovernedNodes.text(family, Schema.ID),
                            scope,
                            Readings.text(family, Schema.Family.TASK),
                            family.hasRelationship(Direction.OUTGOING, Types.RUNS_ON_PARTICIPANT, Types.RUNS_ON_GROUP),
                            leads(family, Types.RUNS_ON_PARTICIPANT, participant),
                            leads(family, Types.RUNS_ON_GROUP, group),
                            family.hasRelationship(Direction.OUTGOING, Types.HAS_EVENT)));
                }
            });
        }
        return scopes;
    }

    /** Looked for from the one end, which few families lead to; a family may run on very many. */
    private static boolean leads(Node family, RelationshipType type, Node to) {
        if (to != null) {
            for (Relationship link : to.getRelationships(Direction.INCOMING, type)) {
                if (link.getStartNode().equals(family)) {
                    return true;
                }
            }
        }
        return false;
    }
}
