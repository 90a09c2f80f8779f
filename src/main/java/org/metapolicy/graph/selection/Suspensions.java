package org.metapolicy.graph.selection;

import java.util.List;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.graph.Centroids;
import org.metapolicy.graph.FamilySettings;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.graph.people.PersonSuspensions;
import org.metapolicy.graph.read.Values;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Shown;
import org.metapolicy.selection.VersionStanding;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Reads where, and for whom, a version is not served though it is in service. */
final class Suspensions {
    private final PersonSuspensions people;
    private final String whom;

    /** @param whom the participant or group that is decided for; null where neither is known */
    Suspensions(Transaction tx, String whom) {
        this.people = new PersonSuspensions(tx);
        this.whom = whom;
    }

    /**
     * Why the version is not served in this decision though it is in service, as the rest of "it is"; null where it may be.
     *
     * @param read what the version says, of its id and these contexts at least
     * @param cluster the context that is decided in; null where it is not known
     */
    String of(Node version, Values read, Node family, String cluster) {
        return VersionStanding.barred(
                suspension(version, read, family, cluster), limit(version, read, family, cluster));
    }

    private String suspension(Node version, Values read, Node family, String cluster) {
        String bar = whom == null ? null : people.bar(read.get(Schema.ID) instanceof String id ? id : "null", whom);
        if (bar != null) {
            return bar;
        }
        Object suspended = read.get(SuspensionKeys.CONTEXTS);
        if (isUnreadable(suspended)) {
            return unreadable(SuspensionKeys.CONTEXTS, suspended);
        }
        String context = in(version, family, cluster, texts(suspended));
        return context == null ? null : VersionStanding.inContext(context);
    }

    private static String limit(Node version, Values read, Node family, String cluster) {
        Object limit = read.get(SuspensionKeys.LIMITED);
        if (isUnreadable(limit)) {
            return unreadable(SuspensionKeys.LIMITED, limit);
        }
        List<String> limited = texts(limit);
        return limited.isEmpty() || in(version, family, cluster, limited) != null
                ? null
                : "live in contexts " + limited + " alone";
    }

    /** What is there and cannot be read may say anything: it bars the version. */
    private static boolean isUnreadable(Object value) {
        return value != null && !(value instanceof String[]);
    }

    private static String unreadable(String key, Object value) {
        return VersionStanding.unreadable(key, Shown.withType(value), "a list of texts");
    }

    private static List<String> texts(Object value) {
        return value instanceof String[] texts ? List.of(texts) : List.of();
    }

    /** Which of these contexts is decided in; null where none is, or it is not known. */
    private static String in(Node version, Node family, String cluster, List<String> contexts) {
        if (cluster == null || contexts.isEmpty()) {
            return null;
        }
        if (contexts.contains(cluster)) {
            return cluster;
        }
        return contexts.contains(ContextClusters.OTHER) && isOther(version, family, cluster)
                ? ContextClusters.OTHER
                : null;
    }

    /** Whether the version's episodes of this context count under no name of its own; what it met is in its running state. */
    private static boolean isOther(Node version, Node family, String cluster) {
        return GovernedNodes.ends(version, Types.HAS_EVIDENCE).stream()
                .map(evidence -> GovernedNodes.text(evidence, Schema.Evidence.STATE))
                .map(state -> ContextClusters.nameFor(
                        cluster,
                        RunningStates.of(GovernedNodes.id(version), new SavedStates(state == null ? "" : state, ""))
                                .live()
                                .contextsMet(),
                        ContextClusters.namesOfCentroids(
                                Centroids.of(family).map(List::size).orElse(0)),
                        FamilySettings.of(family).integer(Setting.CLUSTERS_MAX)))
                .anyMatch(ContextClusters.OTHER::equals);
    }
}
