package org.metapolicy.graph.selection;

import org.metapolicy.graph.Moves;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/**
 * What a version's links say of it, found in one walk: a version that served for long has very many, and each walk begins with
 * finding those of its types.
 */
final class VersionLinks {
    private final Node version;
    private final One evidence = new One();
    private final One setBy = new One();
    private Node owner;
    private int owners;
    private int moves;

    private VersionLinks(Node version) {
        this.version = version;
    }

    static VersionLinks of(Node version) {
        VersionLinks found = new VersionLinks(version);
        try (var links = version.getRelationships(Types.HAS_VERSION, Types.STATUS_SET_BY, Types.HAS_EVIDENCE)) {
            links.forEach(found::take);
        }
        return found;
    }

    private void take(Relationship link) {
        boolean leadsHere = link.isType(Types.HAS_VERSION);
        if (leadsHere != link.getEndNode().equals(version)
                && !link.getStartNode().equals(link.getEndNode())) {
            // Somebody's own, the other way round.
            return;
        }
        if (leadsHere) {
            owner = link.getStartNode();
            owners++;
        } else if (link.isType(Types.STATUS_SET_BY)) {
            setBy.add(link.getEndNode());
            moves++;
        } else {
            evidence.add(link.getEndNode());
        }
    }

    /** Whether the family's HAS_VERSION, and no other, leads to a node that is a version, as {@link Moves#isVersionOf} has it. */
    boolean belongTo(Node family) {
        return owners == 1 && owner.equals(family) && version.hasLabel(Labels.PolicyVersion);
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
