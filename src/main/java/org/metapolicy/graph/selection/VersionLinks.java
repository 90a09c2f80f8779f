package org.metapolicy.graph.selection;

import org.metapolicy.graph.Moves;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.read.Links;
import org.metapolicy.graph.read.NodeReader;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.RelationshipType;

/**
 * What a version's links say of it, found in one walk: a version that served for long has very many, and each walk begins with
 * finding those of its types.
 */
final class VersionLinks {
    private static final Links LINKS =
            Links.of(Direction.BOTH, Types.HAS_VERSION, Types.STATUS_SET_BY, Types.HAS_EVIDENCE);

    private final Node version;
    private final boolean labelled;
    private final One evidence = new One();
    private final One setBy = new One();
    private Node owner;
    private int owners;
    private int moves;

    private VersionLinks(Node version, boolean labelled) {
        this.version = version;
        this.labelled = labelled;
    }

    /** @param reader at the version */
    static VersionLinks of(NodeReader reader, Node version) {
        VersionLinks found = new VersionLinks(version, reader.has(Labels.PolicyVersion));
        reader.links(LINKS, found::take);
        return found;
    }

    private void take(RelationshipType type, Node start, Node end) {
        boolean leadsHere = type == Types.HAS_VERSION;
        if (leadsHere != end.equals(version) && !start.equals(end)) {
            // Somebody's own, the other way round.
            return;
        }
        if (leadsHere) {
            owner = start;
            owners++;
        } else if (type == Types.STATUS_SET_BY) {
            setBy.add(end);
            moves++;
        } else {
            evidence.add(end);
        }
    }

    /** Whether the family's HAS_VERSION, and no other, leads to a node that is a version, as {@link Moves#isVersionOf} has it. */
    boolean belongTo(Node family) {
        return owners == 1 && owner.equals(family) && labelled;
    }

    /** The end of the one STATUS_SET_BY; null where there is none, or several. */
    Node setBy() {
        return moves == 1 ? setBy.get() : null;
    }

    /** Null where there is none, or where several contradict each other. */
    Node evidence() {
        return evidence.get();
    }
}
