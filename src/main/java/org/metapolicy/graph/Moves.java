package org.metapolicy.graph;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.read.Keys;
import org.metapolicy.graph.read.Links;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.graph.read.Values;
import org.metapolicy.trail.EventKey;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/**
 * The events of a family's trail that set a version's status, told from nodes that only look like them: an event counts
 * where it hangs in the family's chain and names both the family and the version.
 */
public final class Moves {
    private static final Keys GIVEN =
            Keys.of(EventKey.TO_STATUS, EventKey.FAMILY_ID, EventKey.VERSION_ID, EventKey.LIMITED_TO);

    private static final Links CHAIN = Links.of(Direction.INCOMING, Types.HAS_EVENT);

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

    /**
     * What a move gave a version.
     *
     * @param status whether it is the one that the version has; not where no governed move set one
     * @param limitedTo the contexts that it may serve in, as the event keeps them; null where in all
     */
    public record Given(boolean status, Object limitedTo) {}

    /**
     * What the event of {@link #last} gave.
     *
     * @param reader goes to that event
     * @param only the end of the version's one STATUS_SET_BY; null where it has none, or several
     * @param ofVersion what the version says, of its id and its status at least
     * @param ofFamily what the family says, of its id at least
     */
    public static Given lastGiven(
            NodeReader reader, Node version, Node only, Values ofVersion, Node family, Values ofFamily) {
        Given given = only == null ? null : givenBy(reader, only, ofVersion, family, ofFamily);
        return given == null ? givenByLast(version, ofVersion, family) : given;
    }

    /** What this node gave; null where it is no such event. */
    static Given givenBy(NodeReader reader, Node node, Values ofVersion, Node family, Values ofFamily) {
        reader.to(node);
        if (!reader.has(Labels.GovernanceEvent)) {
            return null;
        }
        Values event = reader.values(GIVEN);
        boolean move = event.has(EventKey.TO_STATUS)
                && event.isSameText(EventKey.FAMILY_ID, ofFamily, Schema.ID)
                && event.isSameText(EventKey.VERSION_ID, ofVersion, Schema.ID)
                && reader.isLinked(CHAIN, family);
        return move
                ? new Given(
                        event.isSameText(EventKey.TO_STATUS, ofVersion, Schema.STATUS), event.get(EventKey.LIMITED_TO))
                : null;
    }

    private static Given givenByLast(Node version, Values ofVersion, Node family) {
        return last(version, family)
                .map(event -> new Given(
                        ofVersion.get(Schema.STATUS) instanceof String status
                                && status.equals(GovernedNodes.text(event, EventKey.TO_STATUS)),
                        GovernedNodes.text(event, EventKey.LIMITED_TO)))
                .orElse(new Given(false, null));
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
        boolean found = false;
        try (var links = version.getRelationships(Direction.INCOMING, Types.HAS_VERSION)) {
            for (Relationship link : links) {
                if (found || !link.getStartNode().equals(family)) {
                    return false;
                }
                found = true;
            }
        }
        return found;
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
