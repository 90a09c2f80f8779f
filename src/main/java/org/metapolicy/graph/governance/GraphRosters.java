package org.metapolicy.graph.governance;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.governance.Roster;
import org.metapolicy.governance.Rosters;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.RosterLinks;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** Whom families run on, as links by the core API; each link has a salt of its own. */
public final class GraphRosters implements Rosters {
    private static final int SALT_BYTES = 16;

    private final Transaction tx;
    private final GovernedNodes nodes;
    private final SecureRandom random;

    public GraphRosters(Transaction tx, SecureRandom random) {
        this.tx = tx;
        this.nodes = new GovernedNodes(tx);
        this.random = random;
    }

    @Override
    public RunsOn of(String familyId) {
        return new RosterLinks(tx, nodes.family(familyId)).named();
    }

    @Override
    public RunsOn write(String familyId, Roster roster) {
        Node family = nodes.family(familyId);
        write(family, Types.RUNS_ON_PARTICIPANT, Labels.Participant, Roster.PARTICIPANTS, roster.participants());
        write(family, Types.RUNS_ON_GROUP, Labels.Group, Roster.GROUPS, roster.groups());
        return of(familyId);
    }

    @Override
    public Optional<RunsOn> drop(String familyId, String participantId) {
        Node family = nodes.family(familyId);
        boolean dropped = false;
        for (Relationship link : family.getRelationships(Direction.OUTGOING, Types.RUNS_ON_PARTICIPANT)) {
            if (participantId.equals(link.getEndNode().getProperty(Schema.ID, null))) {
                link.delete();
                dropped = true;
            }
        }
        return dropped ? Optional.of(write(familyId, new Roster(null, null))) : Optional.empty();
    }

    private void write(Node family, Types type, Labels label, String key, List<String> ids) {
        Map<Node, String> wanted = new HashMap<>();
        if (ids == null) {
            GovernedNodes.ends(family, type).forEach(end -> wanted.put(end, newSalt()));
        } else {
            ids.forEach(id -> wanted.put(existing(label, id, key), newSalt()));
        }
        for (Relationship link : family.getRelationships(Direction.OUTGOING, type)) {
            String fresh = wanted.remove(link.getEndNode());
            if (fresh == null) {
                link.delete();
            } else if (!(link.getProperty(RosterLinks.SALT, null) instanceof String)) {
                link.setProperty(RosterLinks.SALT, fresh);
            }
        }
        wanted.forEach((end, salt) -> family.createRelationshipTo(end, type).setProperty(RosterLinks.SALT, salt));
    }

    private String newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    private Node existing(Labels label, String id, String key) {
        return nodes.find(label, id)
                .orElseThrow(() -> new NotFound(key + " names '" + id + "': there is no " + label + " of that id"));
    }
}
