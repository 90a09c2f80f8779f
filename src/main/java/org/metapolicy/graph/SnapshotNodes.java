package org.metapolicy.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** A version's trust snapshots: those that this product took, told from those that stood before it was taken over. */
public final class SnapshotNodes {
    private SnapshotNodes() {}

    /** Those that this product took. */
    public static List<Node> of(Node version) {
        List<Node> snapshots = new ArrayList<>(GovernedNodes.ends(version, Types.HAS_TRUST_STATE));
        snapshots.removeIf(snapshot -> snapshot.hasLabel(Labels.AdoptedSnapshot));
        return snapshots;
    }

    /** The properties of those that stood before. */
    public static List<Map<String, Object>> adopted(Node version) {
        return GovernedNodes.ends(version, Types.HAS_TRUST_STATE).stream()
                .filter(snapshot -> snapshot.hasLabel(Labels.AdoptedSnapshot))
                .map(Values::ofDomain)
                .toList();
    }

    /**
     * The id of the version's snapshot of this time index, which it may have already: the usual one, unless a snapshot that
     * somebody else made has it.
     */
    public static String id(Transaction tx, Node version, long t) {
        String usual = GovernedNodes.id(version) + ":t" + t;
        String id = usual;
        for (int next = 2; isTaken(tx, version, id); next++) {
            id = usual + ":" + next;
        }
        return id;
    }

    private static boolean isTaken(Transaction tx, Node version, String id) {
        Node snapshot = tx.findNode(Labels.PolicyTrustSnapshot, Schema.ID, id);
        return snapshot != null
                && (snapshot.hasLabel(Labels.AdoptedSnapshot)
                        || !GovernedNodes.starts(snapshot, Types.HAS_TRUST_STATE)
                                .contains(version));
    }
}
