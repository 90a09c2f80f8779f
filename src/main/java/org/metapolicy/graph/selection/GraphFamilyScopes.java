package org.metapolicy.graph.selection;

import java.util.ArrayList;
import java.util.List;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.RosterLinks;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Scope;
import org.metapolicy.policy.Shown;
import org.metapolicy.selection.Addressee;
import org.metapolicy.selection.FamilyScope;
import org.metapolicy.selection.FamilyScopes;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
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
                if (scope(family) != null
                        && !FamilyStatus.DEPRECATED.name().equals(family.getProperty(Schema.STATUS, null))) {
                    scopes.add(claim(family, participant, group));
                }
            });
        }
        return scopes;
    }

    @Override
    public FamilyScope of(String metaPolicyId, Addressee addressee) {
        Node family = new GovernedNodes(tx).family(metaPolicyId);
        if (scope(family) == null) {
            throw new Conflict("meta-policy '" + metaPolicyId + "' has scope "
                    + Shown.withType(family.getProperty(Schema.Family.SCOPE, null)) + ": it must be one of "
                    + List.of(Scope.values()));
        }
        return claim(
                family,
                Readings.byId(tx, Labels.Participant, addressee.participantId()),
                Readings.byId(tx, Labels.Group, addressee.groupId()));
    }

    private FamilyScope claim(Node family, Node participant, Node group) {
        RosterLinks links = new RosterLinks(tx, family);
        return new FamilyScope(
                GovernedNodes.text(family, Schema.ID),
                scope(family),
                Readings.text(family, Schema.Family.TASK),
                links.limited(),
                links.lead(Types.RUNS_ON_PARTICIPANT, participant),
                links.lead(Types.RUNS_ON_GROUP, group),
                family.hasRelationship(Direction.OUTGOING, Types.HAS_EVENT));
    }

    private static Scope scope(Node family) {
        return Readings.constant(Scope.class, family.getProperty(Schema.Family.SCOPE, null));
    }
}
