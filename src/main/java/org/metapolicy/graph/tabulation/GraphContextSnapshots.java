package org.metapolicy.graph.tabulation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.metapolicy.evidence.tabulation.ContextSnapshot;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Values;
import org.metapolicy.trust.context.InContext;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Snapshots of trust in context: taken on demand from the table that the last refresh made, and never changed. */
public final class GraphContextSnapshots {
    private final Transaction tx;

    public GraphContextSnapshots(Transaction tx) {
        this.tx = tx;
    }

    /**
     * Takes one of each version in each context in which it is known; one that stands from the same moment is left.
     *
     * @return of how many versions it looked at the contexts
     */
    public int take(String familyId, Instant now) {
        Node family = new GovernedNodes(tx).family(familyId);
        StoredTable table = new GraphTabulations(tx).of(familyId);
        long counted = GovernedNodes.ends(family, Types.HAS_EVIDENCE).stream()
                .mapToLong(evidence -> GovernedNodes.integer(evidence, Schema.FamilyCount.COUNTED))
                .sum();
        table.versions().forEach(version -> {
            StoredTable.Row row = table.rows().get(version);
            ContextSnapshot.Moment moment = new ContextSnapshot.Moment(counted, row.asOfEvent());
            Node owner = new GovernedNodes(tx).version(version);
            // Read once: those that stand grow with each time that they are taken.
            Set<String> standing = ids(owner);
            row.trustByCluster(table.clusters()).forEach((cluster, trust) -> {
                if (!standing.contains(ContextSnapshot.id(version, moment, cluster))) {
                    save(owner, version, cluster, trust, moment, now);
                }
            });
        });
        return table.versions().size();
    }

    private static Set<String> ids(Node version) {
        return GovernedNodes.ends(version, Types.HAS_CONTEXT_SNAPSHOT).stream()
                .map(GovernedNodes::id)
                .collect(Collectors.toSet());
    }

    private void save(
            Node owner, String version, String cluster, InContext trust, ContextSnapshot.Moment moment, Instant now) {
        Node node = tx.createNode(Labels.ContextSnapshot);
        node.setProperty(Schema.ID, ContextSnapshot.id(version, moment, cluster));
        node.setProperty(Schema.CREATED_AT, now.atZone(ZoneOffset.UTC));
        node.setProperty(ContextSnapshotKeys.POLICY_VERSION_ID, version);
        node.setProperty(ContextSnapshotKeys.CONTEXT_CLUSTER, cluster);
        node.setProperty(ContextSnapshotKeys.COUNTED, moment.counted());
        node.setProperty(ContextSnapshotKeys.AS_OF_EVENT, moment.asOfEvent());
        ContextSnapshot.figures(trust).forEach(node::setProperty);
        owner.createRelationshipTo(node, Types.HAS_CONTEXT_SNAPSHOT);
    }

    /** Gives a snapshot's context another name, in its id too, which ends with it; whether it has another. */
    public static boolean rename(Node snapshot, UnaryOperator<String> renaming) {
        String cluster = GovernedNodes.text(snapshot, ContextSnapshotKeys.CONTEXT_CLUSTER);
        String renamed = renaming.apply(cluster);
        if (Objects.equals(cluster, renamed)) {
            return false;
        }
        snapshot.setProperty(ContextSnapshotKeys.CONTEXT_CLUSTER, renamed);
        String id = GovernedNodes.id(snapshot);
        if (id != null && id.endsWith(":" + cluster)) {
            snapshot.setProperty(Schema.ID, id.substring(0, id.length() - cluster.length()) + renamed);
        }
        return true;
    }

    /** A version's, by id. */
    public static List<ContextSnapshot> of(Node version) {
        return GovernedNodes.ends(version, Types.HAS_CONTEXT_SNAPSHOT).stream()
                .map(node -> new ContextSnapshot(
                        String.valueOf(GovernedNodes.id(node)),
                        new ContextSnapshot.Moment(
                                GovernedNodes.integer(node, ContextSnapshotKeys.COUNTED),
                                GovernedNodes.integer(node, ContextSnapshotKeys.AS_OF_EVENT)),
                        // What is no text is the name of no context.
                        Objects.requireNonNullElse(GovernedNodes.text(node, ContextSnapshotKeys.CONTEXT_CLUSTER), ""),
                        Values.figures(node)))
                .sorted(Comparator.comparing(ContextSnapshot::id))
                .toList();
    }
}
