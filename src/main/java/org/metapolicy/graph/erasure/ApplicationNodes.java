package org.metapolicy.graph.erasure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * What the application owns of a participant: whom a trial or session belongs to is what it names, else whom its session
 * names, else the only participant near either, as decisions read it.
 */
final class ApplicationNodes {
    static final String PARTICIPANT_ID = "participant_id";

    private final Transaction tx;
    private final String id;
    private final Set<Node> participants = new LinkedHashSet<>();
    private final Set<Node> sessions = new LinkedHashSet<>();
    private final Set<Node> trials = new LinkedHashSet<>();

    ApplicationNodes(Transaction tx, String id) {
        this.tx = tx;
        this.id = id;
        participants.addAll(found(Labels.Participant, Schema.ID, id));
        List<Node> near = new ArrayList<>();
        participants.forEach(participant -> near.addAll(neighbours(participant)));
        Set<Node> maybe = new LinkedHashSet<>(found(Labels.Session, PARTICIPANT_ID, id));
        near.stream().filter(node -> node.hasLabel(Labels.Session)).forEach(maybe::add);
        maybe.stream().filter(session -> id.equals(owner(session, null))).forEach(sessions::add);
        Set<Node> tried = new LinkedHashSet<>(found(Labels.Trial, PARTICIPANT_ID, id));
        near.stream().filter(node -> node.hasLabel(Labels.Trial)).forEach(tried::add);
        sessions.forEach(session -> tried.addAll(GovernedNodes.ends(session, Types.HAS_TRIAL)));
        tried.stream()
                .filter(trial -> trial.hasLabel(Labels.Trial))
                .filter(trial -> id.equals(owner(trial, neighbour(trial, Labels.Session))))
                .forEach(trials::add);
    }

    Set<Node> participants() {
        return participants;
    }

    Set<Node> sessions() {
        return sessions;
    }

    Set<Node> trials() {
        return trials;
    }

    /** Ids of segments that their trials alone use and that hold their id: what approvals of a family may name. */
    Set<String> segments() {
        Set<String> ids = new LinkedHashSet<>();
        for (Node trial : trials) {
            for (Node segment : GovernedNodes.ends(trial, Types.USES_SEGMENT)) {
                String segmentId = GovernedNodes.id(segment);
                if (segmentId != null
                        && segmentId.contains(id)
                        && trials.containsAll(GovernedNodes.starts(segment, Types.USES_SEGMENT))) {
                    ids.add(segmentId);
                }
            }
        }
        return ids;
    }

    /** Whether an id is of none but these, as ids that are numbered anew for each participant are not. */
    boolean isOwn(Label label, Object nodeId, Set<Node> own) {
        return nodeId != null && own.containsAll(found(label, Schema.ID, nodeId));
    }

    private List<Node> found(Label label, String key, Object value) {
        try (ResourceIterator<Node> nodes = tx.findNodes(label, key, value)) {
            return nodes.stream().toList();
        }
    }

    private static String owner(Node node, Node session) {
        String named = Readings.text(node, PARTICIPANT_ID);
        if (named == null && session != null) {
            named = Readings.text(session, PARTICIPANT_ID);
        }
        if (named != null) {
            return named;
        }
        Node near = neighbour(node, Labels.Participant);
        Node participant = near == null && session != null ? neighbour(session, Labels.Participant) : near;
        return participant == null ? null : Readings.text(participant, Schema.ID);
    }

    private static Node neighbour(Node node, Label label) {
        Set<Node> all = new LinkedHashSet<>();
        neighbours(node).stream().filter(other -> other.hasLabel(label)).forEach(all::add);
        return all.size() == 1 ? all.iterator().next() : null;
    }

    static List<Node> neighbours(Node node) {
        List<Node> found = new ArrayList<>();
        for (Relationship link : node.getRelationships()) {
            found.add(link.getOtherNode(node));
        }
        return found;
    }
}
