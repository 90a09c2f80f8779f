package org.metapolicy.graph.selection;

import java.util.List;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.graph.Centroids;
import org.metapolicy.graph.FamilySettings;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.policy.Setting;
import org.metapolicy.trust.EvidenceCodec;
import org.neo4j.graphdb.Node;

/** Reads where a version is not served though it is in service. */
final class Suspensions {
    private Suspensions() {}

    /**
     * The context in which the version is suspended, as its suspension names it; null where it is not suspended.
     *
     * @param cluster the context that is decided in; null where it is not known
     */
    static String in(Node version, Node family, String cluster) {
        List<String> suspended = GovernedNodes.texts(version, SuspensionKeys.CONTEXTS);
        if (cluster == null || suspended.isEmpty()) {
            return null;
        }
        if (suspended.contains(cluster)) {
            return cluster;
        }
        return suspended.contains(ContextClusters.OTHER) && isOther(version, family, cluster)
                ? ContextClusters.OTHER
                : null;
    }

    /** Whether the version's episodes of this context count under no name of its own; what it met is in its running state. */
    private static boolean isOther(Node version, Node family, String cluster) {
        return GovernedNodes.ends(version, Types.HAS_EVIDENCE).stream()
                .map(evidence -> GovernedNodes.text(evidence, Schema.Evidence.STATE))
                .map(state -> ContextClusters.nameFor(
                        cluster,
                        EvidenceCodec.readOrEmpty(state == null ? "" : state).contextsMet(),
                        ContextClusters.namesOfCentroids(
                                Centroids.of(family).map(List::size).orElse(0)),
                        FamilySettings.of(family).integer(Setting.CLUSTERS_MAX)))
                .anyMatch(ContextClusters.OTHER::equals);
    }
}
