package org.metapolicy.graph;

import java.util.ArrayList;
import java.util.List;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Scope;
import org.metapolicy.selection.Claim;
import org.metapolicy.selection.Claims;
import org.metapolicy.selection.Who;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Reads whom families decide for, by the core API. */
public final class GraphClaims implements Claims {
    private final Transaction tx;

    public GraphClaims(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public List<Claim> of(Who who) {
        Node participant = Readings.byId(tx, Labels.Participant, who.participantId());
        Node group = Readings.byId(tx, Labels.Group, who.groupId());
        List<Claim> claims = new ArrayList<>();
        try (ResourceIterator<Node> families = tx.findNodes(Labels.MetaPolicy)) {
            families.forEachRemaining(family -> {
                Scope scope = Readings.constant(Scope.class, family.getProperty(Schema.Family.SCOPE, null));
                if (scope != null && !FamilyStatus.DEPRECATED.name().equals(family.getProperty(Schema.STATUS, null))) {
                    claims.add(new Claim(
                            Readings.text(family, Schema.ID),
                            scope,
                            Readings.text(family, Schema.Family.TASK),
                            family.hasRelationship(Direction.OUTGOING, Types.RUNS_ON_PARTICIPANT, Types.RUNS_ON_GROUP),
                            leads(family, Types.RUNS_ON_PARTICIPANT, participant),
                            leads(family, Types.RUNS_ON_GROUP, group)));
                }
            });
        }
        return claims;
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
