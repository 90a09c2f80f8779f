package org.metapolicy.testing;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.metapolicy.trail.GovernanceEvent;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.event.PropertyEntry;
import org.neo4j.graphdb.event.TransactionData;
import org.neo4j.graphdb.event.TransactionEventListenerAdapter;

/**
 * Looks at what every transaction is about to commit, while it still holds its family's lock, and keeps what should not be:
 * a second default, or one that is not LIVE; a gap or a broken link in the chain; an event that does not start from what its
 * predecessor left; a status or a default that moved without an event; a version in service with an alarm.
 */
public final class CommitWatch extends TransactionEventListenerAdapter<Void> {
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger moves = new AtomicInteger();

    /** What was seen that should not be. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** Commits that added events. */
    public int moves() {
        return moves.get();
    }

    @Override
    public Void beforeCommit(TransactionData data, Transaction tx, GraphDatabaseService database) {
        Map<String, Node> moved = new HashMap<>();
        for (Node node : data.createdNodes()) {
            if (node.hasLabel(Label.label("GovernanceEvent")) && node.hasProperty("meta_policy_id")) {
                Node family = starts(node, "HAS_EVENT").get(0);
                moved.put((String) family.getProperty("id"), family);
            }
        }
        if (!moved.isEmpty()) {
            moves.incrementAndGet();
        }
        moved.values().forEach(this::look);
        for (Relationship link : data.createdRelationships()) {
            if (link.isType(RelationshipType.withName("DEFAULT_POLICY"))) {
                expect(moved.containsKey(link.getStartNode().getProperty("id")), "a default moved without an event");
            }
        }
        for (PropertyEntry<Node> change : data.assignedNodeProperties()) {
            if (change.key().equals("status") && change.entity().hasLabel(Label.label("PolicyVersion"))) {
                String family =
                        (String) starts(change.entity(), "HAS_VERSION").get(0).getProperty("id");
                expect(moved.containsKey(family), "a status moved without an event");
            }
            if (change.key().equals("alarm")
                    && Boolean.TRUE.equals(change.value())
                    && change.entity().hasLabel(Label.label("VersionEvidence"))) {
                Node version = starts(change.entity(), "HAS_EVIDENCE").get(0);
                expect(
                        !List.of("LIVE", "CANDIDATE").contains(version.getProperty("status")),
                        "version " + version.getProperty("id") + " has an alarm and is "
                                + version.getProperty("status"));
            }
        }
        return null;
    }

    private void look(Node family) {
        List<Node> events = new ArrayList<>(ends(family, "HAS_EVENT"));
        events.sort(Comparator.comparingLong(event -> (Long) event.getProperty("seq")));
        Map<Object, Object> statuses = new HashMap<>();
        String previous = GovernanceEvent.NO_HASH;
        Object theDefault = null;
        for (int i = 0; i < events.size(); i++) {
            Node event = events.get(i);
            String at = family.getProperty("id") + "#" + (i + 1);
            expect(event.getProperty("seq").equals(i + 1L), at + " has seq " + event.getProperty("seq"));
            expect(event.getProperty("prev_hash").equals(previous), at + " does not follow its predecessor");
            expect(Objects.equals(event.getProperty("default_before", null), theDefault), at + " starts elsewhere");
            if (event.hasProperty("to_status")) {
                Object from = statuses.put(event.getProperty("version_id"), event.getProperty("to_status"));
                expect(
                        Objects.equals(event.getProperty("from_status", null), from),
                        at + " starts from another status");
            }
            previous = (String) event.getProperty("hash");
            theDefault = event.getProperty("default_after", null);
        }
        expect(hashHolds(events.get(events.size() - 1)), "the last event does not have its hash");
        List<Node> defaults = ends(family, "DEFAULT_POLICY");
        expect(defaults.size() <= 1, "there are " + defaults.size() + " defaults");
        Object now = defaults.isEmpty() ? null : defaults.get(0).getProperty("id");
        expect(Objects.equals(now, theDefault), "the default is " + now + ", the trail says " + theDefault);
        for (Node version : ends(family, "HAS_VERSION")) {
            Object status = version.getProperty("status");
            expect(status.equals(statuses.get(version.getProperty("id"))), version.getProperty("id") + " is " + status);
            expect(
                    status.equals("LIVE") || !version.getProperty("id").equals(now),
                    "the default " + now + " is " + status);
            expect(
                    status.equals("LIVE") == ends(family, "HAS_LIVE_VERSION").contains(version),
                    version.getProperty("id") + " is " + status + " and linked otherwise");
        }
    }

    private static boolean hashHolds(Node event) {
        Map<String, Object> properties = new HashMap<>(event.getAllProperties());
        properties.computeIfPresent("created_at", (key, value) -> ((ZonedDateTime) value).toInstant());
        return GovernanceEvent.hash(properties).equals(event.getProperty("hash"));
    }

    private void expect(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }

    private static List<Node> ends(Node node, String type) {
        return node.getRelationships(Direction.OUTGOING, RelationshipType.withName(type)).stream()
                .map(Relationship::getEndNode)
                .toList();
    }

    private static List<Node> starts(Node node, String type) {
        return node.getRelationships(Direction.INCOMING, RelationshipType.withName(type)).stream()
                .map(Relationship::getStartNode)
                .toList();
    }
}
