package org.metapolicy.graph.people;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.metapolicy.evidence.people.PeopleEvidence;
import org.metapolicy.evidence.people.PersonHistory;
import org.metapolicy.evidence.people.VersionPeople;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.IndexedId;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.graph.read.Keys;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.graph.read.Values;
import org.metapolicy.trust.context.ContextSums;
import org.metapolicy.trust.context.StoredHistory;
import org.metapolicy.trust.people.NamedPeople;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * A node for each person with each version, found by both ids; in the caller's transaction. What a node keeps in lists is read by
 * cursors of its own: those of the core API, once they read a version's running state, go through a buffer of its length for each list.
 */
public final class GraphPeople implements PeopleEvidence {
    private static final int NUMBERS = 10;
    private static final Keys HISTORY = Keys.of(PersonKeys.SUMS).and(StoredWatch.READ);

    private final Transaction tx;

    public GraphPeople(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public PersonHistory find(String versionId, String participantId) {
        return node(versionId, participantId).map(this::history).orElse(PersonHistory.EMPTY);
    }

    @Override
    public VersionPeople ofVersion(String versionId) {
        Map<String, PersonHistory> found = new TreeMap<>();
        Map<String, String> names = new HashMap<>();
        histories(nodes(PersonKeys.POLICY_VERSION_ID, versionId), (node, history) -> {
            if (isFound(node)) {
                found.put(participant(node), history);
            }
            // Under another id too: whom the trail tells of by this name, nobody else knows.
            PersonSuspensions.name(node).ifPresent(name -> names.put(name, participant(node)));
        });
        return new VersionPeople(found, names, met(versionId));
    }

    @Override
    public Map<String, PersonHistory> leading(String versionId) {
        Map<String, PersonHistory> found = new TreeMap<>();
        histories(
                nodes(SuspensionKeys.WATCHED_IN, versionId), (node, history) -> found.put(participant(node), history));
        return found;
    }

    @Override
    public long met(String versionId) {
        return evidence(versionId)
                .map(node -> Math.max(0, GovernedNodes.integer(node, PersonKeys.OfVersion.MET)))
                .orElse(0L);
    }

    @Override
    public Optional<String> groupOf(String participantId) {
        Set<String> groups = neighbours(Readings.byId(tx, Labels.Participant, participantId), Labels.Group);
        return groups.size() == 1 ? groups.stream().findFirst() : Optional.empty();
    }

    @Override
    public Set<String> membersOf(String groupId) {
        return neighbours(Readings.byId(tx, Labels.Group, groupId), Labels.Participant);
    }

    @Override
    public void save(String versionId, Map<String, PersonHistory> people, long met) {
        people.forEach((participant, history) -> {
            Node node = node(versionId, participant).orElseGet(() -> create(versionId, participant));
            if (!isFound(node)) {
                // Somebody wrote other ids beside the one that it is found by.
                name(node, versionId, participant);
            }
            node.setProperty(PersonKeys.SUMS, numbers(history));
            StoredWatch.write(node, history.watch());
            if (history.watch().suspended() || NamedPeople.leads(history.watch())) {
                node.setProperty(SuspensionKeys.WATCHED_IN, versionId);
            } else {
                node.removeProperty(SuspensionKeys.WATCHED_IN);
            }
        });
        if (met > 0) {
            evidence(versionId).ifPresent(node -> node.setProperty(PersonKeys.OfVersion.MET, met));
        }
    }

    @Override
    public void forgetVersion(String versionId) {
        nodes(PersonKeys.POLICY_VERSION_ID, versionId).forEach(node -> {
            Optional<Node> own = node(versionId, participant(node));
            if (node.hasProperty(PersonKeys.SALT)
                    && own.filter(one -> !one.equals(node)).isEmpty()) {
                name(node, versionId, participant(node));
                save(versionId, Map.of(participant(node), history(node).restart()), 0);
            } else {
                node.delete();
            }
        });
        evidence(versionId).ifPresent(node -> node.removeProperty(PersonKeys.OfVersion.MET));
    }

    /** What was counted of a person with any version. */
    public List<Node> ofPerson(String participantId) {
        return nodes(PersonKeys.PARTICIPANT_ID, IndexedId.of(participantId));
    }

    /** The node of a person with a version. */
    Optional<Node> node(String versionId, String participantId) {
        return Optional.ofNullable(tx.findNode(Labels.ParticipantEvidence, Schema.ID, id(versionId, participantId)));
    }

    private Node create(String versionId, String participantId) {
        Node node = tx.createNode(Labels.ParticipantEvidence);
        name(node, versionId, participantId);
        return node;
    }

    private static void name(Node node, String versionId, String participantId) {
        node.setProperty(Schema.ID, id(versionId, participantId));
        node.setProperty(PersonKeys.POLICY_VERSION_ID, versionId);
        String indexed = IndexedId.of(participantId);
        node.setProperty(PersonKeys.PARTICIPANT_ID, indexed);
        if (indexed.equals(participantId)) {
            node.removeProperty(PersonKeys.WHOLE_ID);
        } else {
            node.setProperty(PersonKeys.WHOLE_ID, participantId);
        }
    }

    /** Whether decisions find it by the two ids that it says it is of. */
    static boolean isFound(Node node) {
        return node.getProperty(PersonKeys.POLICY_VERSION_ID, null) instanceof String version
                && node.getProperty(PersonKeys.PARTICIPANT_ID, null) instanceof String indexed
                && indexed.equals(IndexedId.of(participant(node)))
                && id(version, participant(node)).equals(node.getProperty(Schema.ID, null));
    }

    private Optional<Node> evidence(String versionId) {
        return Optional.ofNullable(tx.findNode(Labels.PolicyVersion, Schema.ID, versionId)).stream()
                .flatMap(version -> GovernedNodes.ends(version, Types.HAS_EVIDENCE).stream())
                .findFirst();
    }

    private List<Node> nodes(String key, String value) {
        try (ResourceIterator<Node> nodes = tx.findNodes(Labels.ParticipantEvidence, key, value)) {
            return nodes.stream().toList();
        }
    }

    /** The id of whom a node is about, as the application gave it. */
    static String participant(Node node) {
        return String.valueOf(node.getProperty(PersonKeys.WHOLE_ID, node.getProperty(PersonKeys.PARTICIPANT_ID, "")));
    }

    private static Set<String> neighbours(Node node, Labels label) {
        Set<String> found = new HashSet<>();
        if (node != null) {
            for (Relationship link : node.getRelationships()) {
                String id = GovernedNodes.id(link.getOtherNode(node));
                if (id != null && link.getOtherNode(node).hasLabel(label)) {
                    found.add(id);
                }
            }
        }
        return found;
    }

    /** Ids of versions hold no line break. */
    private static String id(String versionId, String participantId) {
        return versionId + "\n" + IndexedId.of(participantId);
    }

    private static double[] numbers(PersonHistory history) {
        double[] numbers = new double[2 * NUMBERS];
        System.arraycopy(StoredHistory.numbers(history.before()), 0, numbers, 0, NUMBERS);
        System.arraycopy(StoredHistory.numbers(history.recent()), 0, numbers, NUMBERS, NUMBERS);
        return numbers;
    }

    private PersonHistory history(Node node) {
        return NodeReader.read(tx, reader -> history(reader, node));
    }

    /** Shows each of these nodes with what it keeps. */
    private void histories(List<Node> nodes, BiConsumer<Node, PersonHistory> consumer) {
        Map<Node, PersonHistory> histories = NodeReader.read(tx, reader -> {
            Map<Node, PersonHistory> read = new LinkedHashMap<>();
            nodes.forEach(node -> read.put(node, history(reader, node)));
            return read;
        });
        histories.forEach(consumer);
    }

    /** What somebody edited into nonsense is nothing, as a recount finds. */
    private static PersonHistory history(NodeReader reader, Node node) {
        reader.to(node);
        Values read = reader.values(HISTORY);
        return read.get(PersonKeys.SUMS) instanceof double[] numbers && numbers.length == 2 * NUMBERS
                ? new PersonHistory(part(numbers, 0), part(numbers, NUMBERS), StoredWatch.read(read))
                : PersonHistory.EMPTY.watched(any -> StoredWatch.read(read));
    }

    private static ContextSums part(double[] numbers, int from) {
        double[] part = new double[NUMBERS];
        System.arraycopy(numbers, from, part, 0, NUMBERS);
        for (double number : part) {
            if (!Double.isFinite(number)) {
                return ContextSums.EMPTY;
            }
        }
        return StoredHistory.sums(part);
    }
}
