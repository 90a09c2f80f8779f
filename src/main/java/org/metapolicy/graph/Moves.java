package org.metapolicy.graph;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.trail.EventKey;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/**
 * The events of a family's trail that set a version's status, told from nodes that only look like them: an event counts
 * where it hangs in the family's chain and names both the family and the version.
 */
public final class Moves {
    private Moves() {}

    /**
     * The event that the version's status rests on; empty where no governed move set one. Costs one link for versions that
     * moved since {@code STATUS_SET_BY} is written, else the events about the version.
     */
    public static Optional<Node> last(Node version, Node family) {
        Optional<Node> linked = GovernedNodes.ends(version, Types.STATUS_SET_BY).stream()
                .filter(event -> isMove(event, version, family))
                .max(Comparator.comparingLong(Moves::seq));
        return linked.isPresent() ? linked : all(version, family).stream().findFirst();
    }

    /** The event that made the version; empty where no governed move did. Costs as {@link #last} does. */
    public static Optional<Node> first(Node version, Node family) {
        Optional<Node> linked = GovernedNodes.ends(version, Types.MADE_BY).stream()
                .filter(event -> isMove(event, version, family))
                .min(Comparator.comparingLong(Moves::seq));
        return linked.isPresent() ? linked : all(version, family).stream().reduce((later, earlier) -> earlier);
    }

    /** Every event that set the version's status, the latest first. */
    private static List<Node> all(Node version, Node family) {
        return GovernedNodes.starts(version, Types.ABOUT).stream()
                .filter(event -> isMove(event, version, family))
                .sorted(Comparator.comparingLong(Moves::seq).reversed())
                .toList();
    }

    /** Whether the family's HAS_VERSION, and nobody else's, leads to a node that is a version. */
    public static boolean isVersionOf(Node version, Node family) {
        if (!version.hasLabel(Labels.PolicyVersion)) {
            return false;
        }
        List<Node> families = GovernedNodes.starts(version, Types.HAS_VERSION);
        return families.size() == 1 && families.get(0).equals(family);
    }

    private static boolean isMove(Node event, Node version, Node family) {
        return event.hasLabel(Labels.GovernanceEvent)
                && event.hasProperty(EventKey.TO_STATUS)
                && GovernedNodes.id(family).equals(GovernedNodes.text(event, EventKey.FAMILY_ID))
                && GovernedNodes.id(version) != null
                && GovernedNodes.id(version).equals(GovernedNodes.text(event, EventKey.VERSION_ID))
                && hangsAt(event, family);
    }

    private static boolean hangsAt(Node event, Node family) {
        try (var links = event.getRelationships(Direction.INCOMING, Types.HAS_EVENT)) {
            for (Relationship link : links) {
                if (link.getStartNode().equals(family)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long seq(Node event) {
        return GovernedNodes.integer(event, EventKey.SEQ);
    }
}
