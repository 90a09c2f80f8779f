package org.metapolicy.graph.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.RosterLinks;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.read.Keys;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.graph.read.Values;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Scope;
import org.metapolicy.policy.Shown;
import org.metapolicy.selection.Addressee;
import org.metapolicy.selection.FamilyScope;
import org.metapolicy.selection.FamilyScopes;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Reads whom families decide for. */
public final class GraphFamilyScopes implements FamilyScopes {
    private static final Keys CLAIM =
            Keys.of(Schema.ID, Schema.STATUS, Schema.Family.SCOPE, Schema.Family.TASK, Schema.Family.RUNS_ON);

    private final Transaction tx;
    private final FoundFamily found;

    public GraphFamilyScopes(Transaction tx) {
        this(tx, new FoundFamily(tx));
    }

    /** @param found what else looks for the family */
    public GraphFamilyScopes(Transaction tx, FoundFamily found) {
        this.tx = tx;
        this.found = found;
    }

    @Override
    public List<FamilyScope> of(Addressee addressee) {
        Ends asked = ends(addressee);
        return NodeReader.read(tx, reader -> {
            List<FamilyScope> scopes = new ArrayList<>();
            try (ResourceIterator<Node> families = tx.findNodes(Labels.MetaPolicy)) {
                families.forEachRemaining(family -> {
                    reader.to(family);
                    Values read = reader.values(CLAIM);
                    if (scope(read::get) != null
                            && !FamilyStatus.DEPRECATED.name().equals(read.get(Schema.STATUS))) {
                        scopes.add(claim(family, read::get, FoundFamily.isGoverned(reader), asked));
                    }
                });
            }
            return scopes;
        });
    }

    @Override
    public FamilyScope of(String metaPolicyId, Addressee addressee) {
        Node family = found.of(metaPolicyId).orElseThrow(() -> NotFound.metaPolicy(metaPolicyId));
        Ends asked = ends(addressee);
        Map<String, Object> read = found.properties();
        if (scope(read::get) == null) {
            throw new Conflict("meta-policy '" + metaPolicyId + "' has scope "
                    + Shown.withType(read.get(Schema.Family.SCOPE)) + ": it must be one of " + List.of(Scope.values()));
        }
        return claim(family, read::get, found.isGoverned(), asked);
    }

    /** Who is named; null where nobody is, or there is no such node. */
    private record Ends(Node participant, Node group) {}

    private Ends ends(Addressee addressee) {
        return new Ends(
                Readings.byId(tx, Labels.Participant, addressee.participantId()),
                Readings.byId(tx, Labels.Group, addressee.groupId()));
    }

    private FamilyScope claim(Node family, Function<String, Object> read, boolean governed, Ends asked) {
        RosterLinks links = new RosterLinks(tx, family);
        return new FamilyScope(
                read.apply(Schema.ID) instanceof String id ? id : null,
                scope(read),
                read.apply(Schema.Family.TASK) instanceof String task && !task.isBlank() ? task : null,
                links.limited(read.apply(Schema.Family.RUNS_ON)),
                links.lead(Types.RUNS_ON_PARTICIPANT, asked.participant()),
                links.lead(Types.RUNS_ON_GROUP, asked.group()),
                governed);
    }

    private static Scope scope(Function<String, Object> read) {
        return Readings.constant(Scope.class, read.apply(Schema.Family.SCOPE));
    }
}
