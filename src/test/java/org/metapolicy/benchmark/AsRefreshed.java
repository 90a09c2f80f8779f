package org.metapolicy.benchmark;

import java.util.List;
import org.metapolicy.graph.ContextPlaces;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.KnownMoves;
import org.metapolicy.graph.ProspectKeys;
import org.metapolicy.graph.ProspectNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.figures.FiguresTable;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** What a refresh leaves beside what is counted, at families that are written straight into the graph. */
final class AsRefreshed {
    private AsRefreshed() {}

    /** Which events gave the family's versions their status. */
    static void knownMoves(Transaction tx, String familyId) {
        Node family = family(tx, familyId);
        KnownMoves.save(tx, family, counted(family));
    }

    /** Where its contexts stand in its table, where it is tabulated. */
    static void places(Transaction tx, String familyId) {
        Node counted = counted(family(tx, familyId));
        List<String> clusters = GovernedNodes.texts(counted, ProspectKeys.OfFamily.TABULATED_CLUSTERS);
        counted.setProperty(
                ProspectKeys.OfFamily.CLUSTERS_TABLE, ContextPlaces.of(ProspectNodes.table(counted), clusters));
    }

    /** The figures of its versions in one place, where it is tabulated. */
    static void figures(Transaction tx, String familyId) {
        Node family = family(tx, familyId);
        FiguresTable.save(tx, family, counted(family));
    }

    private static Node family(Transaction tx, String familyId) {
        return tx.findNode(Schema.Labels.MetaPolicy, Schema.ID, familyId);
    }

    private static Node counted(Node family) {
        return family.getSingleRelationship(Schema.Types.HAS_EVIDENCE, Direction.OUTGOING)
                .getEndNode();
    }
}
