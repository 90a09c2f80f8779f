package org.metapolicy.benchmark;

import org.metapolicy.graph.KnownMoves;
import org.metapolicy.graph.Schema;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** What a refresh leaves beside what is counted, at families that are written straight into the graph. */
final class AsRefreshed {
    private AsRefreshed() {}

    /** Which events gave the family's versions their status. */
    static void knownMoves(Transaction tx, String familyId) {
        Node family = tx.findNode(Schema.Labels.MetaPolicy, Schema.ID, familyId);
        Node counted = family.getSingleRelationship(Schema.Types.HAS_EVIDENCE, Direction.OUTGOING)
                .getEndNode();
        KnownMoves.save(tx, family, counted);
    }
}
