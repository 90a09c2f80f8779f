package org.metapolicy.graph.people;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.evidence.people.PersonHistory;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.policy.Shown;
import org.metapolicy.selection.VersionStanding;
import org.metapolicy.trust.people.PersonWatch;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** For whom versions are suspended: what selection reads, what moves write, and the names that the trail knows people by. */
public final class PersonSuspensions {
    private static final int SALT_BYTES = 16;

    private final Transaction tx;
    private final GraphPeople people;

    public PersonSuspensions(Transaction tx) {
        this.tx = tx;
        this.people = new GraphPeople(tx);
    }

    /** Why a version is not served to a person, as the rest of "it is"; null where it is: one look-up. */
    public String bar(String versionId, String participantId) {
        return people.node(versionId, participantId)
                .map(node -> node.getProperty(SuspensionKeys.SUSPENDED, null))
                .filter(StoredWatch::mayBeSuspended)
                .map(suspended -> Boolean.TRUE.equals(suspended)
                        ? VersionStanding.FOR_PARTICIPANT
                        : VersionStanding.unreadable(
                                SuspensionKeys.SUSPENDED + " for this participant",
                                Shown.withType(suspended),
                                "true or absent"))
                .orElse(null);
    }

    /**
     * The names of those for whom a version is suspended, sorted; of one without a salt, and of one whom no decision finds, what
     * cannot be a name.
     */
    public List<String> names(String versionId) {
        try (ResourceIterator<Node> nodes =
                tx.findNodes(Labels.ParticipantEvidence, PersonKeys.POLICY_VERSION_ID, versionId)) {
            return nodes.stream()
                    .filter(PersonSuspensions::isSuspended)
                    .map(node -> GraphPeople.isFound(node) ? name(node).orElse("without a salt") : "under another id")
                    .sorted()
                    .toList();
        }
    }

    /** Suspends a version for a person and gives their name. */
    public String suspend(String versionId, String participantId, SecureRandom random) {
        change(versionId, participantId, people.find(versionId, participantId).watched(PersonWatch::suspend));
        Node node = people.node(versionId, participantId).orElseThrow();
        if (!(node.getProperty(PersonKeys.SALT, null) instanceof String)) {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            node.setProperty(PersonKeys.SALT, HexFormat.of().formatHex(salt));
        }
        return name(node).orElseThrow();
    }

    /** Lifts the suspension of a version for a person and gives their name; empty where there is none. */
    public Optional<String> resume(String versionId, String participantId) {
        Optional<Node> found = people.node(versionId, participantId)
                .filter(node -> StoredWatch.mayBeSuspended(node.getProperty(SuspensionKeys.SUSPENDED, null)));
        found.ifPresent(node -> change(
                versionId, participantId, people.find(versionId, participantId).watched(PersonWatch::resume)));
        return found.map(node -> name(node).orElse("without a salt"));
    }

    /** The name that the trail knows somebody by; empty of one for whom no version was ever suspended. */
    static Optional<String> name(Node node) {
        return node.getProperty(PersonKeys.SALT, null) instanceof String salt
                ? Optional.of(RunsOn.name(salt, GraphPeople.participant(node)))
                : Optional.empty();
    }

    /** The name of somebody for whom the version is suspended; empty of others. */
    public static Optional<String> standing(Node node) {
        return isSuspended(node) ? name(node) : Optional.empty();
    }

    /** The version that a node is about. */
    public static String version(Node node) {
        return String.valueOf(GovernedNodes.text(node, PersonKeys.POLICY_VERSION_ID));
    }

    private void change(String versionId, String participantId, PersonHistory history) {
        people.save(versionId, Map.of(participantId, history), 0);
    }

    private static boolean isSuspended(Node node) {
        return Boolean.TRUE.equals(node.getProperty(SuspensionKeys.SUSPENDED, null));
    }
}
