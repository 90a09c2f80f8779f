package org.metapolicy.graph.evidence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/**
 * Whom an episode was for: its own {@code participant_id}, else what its trial, or that one's session, says or is linked to,
 * as decisions read it (specification, section 8.1); of a group's trial the group.
 */
final class ParticipantNames {
    private static final String PARTICIPANT = "participant_id";
    private static final String GROUP = "group_id";

    private final Transaction tx;
    private final Map<Node, Optional<String>> sessions = new HashMap<>();

    ParticipantNames(Transaction tx) {
        this.tx = tx;
    }

    /** Empty where nobody is known, or trials or sessions contradict each other. */
    Optional<String> of(Node episode, Map<String, Object> properties) {
        if (properties.get(PARTICIPANT) instanceof String own && !own.isBlank()) {
            return Optional.of(own);
        }
        List<Node> trials = SessionNames.trials(tx, episode, properties);
        return trials.size() == 1 ? ofTrial(trials.get(0)) : Optional.empty();
    }

    private Optional<String> ofTrial(Node trial) {
        return named(trial).or(() -> {
            List<Node> held = GovernedNodes.starts(trial, Types.HAS_TRIAL);
            return held.size() == 1 ? sessions.computeIfAbsent(held.get(0), ParticipantNames::named) : Optional.empty();
        });
    }

    private static Optional<String> named(Node node) {
        return Optional.ofNullable(Readings.text(node, PARTICIPANT))
                .or(() -> neighbour(node, Labels.Participant))
                .or(() -> Optional.ofNullable(Readings.text(node, GROUP)))
                .or(() -> neighbour(node, Labels.Group));
    }

    /** The only one with this label, over any relationship. */
    private static Optional<String> neighbour(Node node, Labels label) {
        Set<Node> found = new HashSet<>();
        for (Relationship link : node.getRelationships()) {
            Node other = link.getOtherNode(node);
            if (other.hasLabel(label)) {
                found.add(other);
            }
        }
        return found.size() == 1
                ? Optional.ofNullable(Readings.text(found.iterator().next(), Schema.ID))
                : Optional.empty();
    }
}
