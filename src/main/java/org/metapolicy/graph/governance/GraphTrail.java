package org.metapolicy.graph.governance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Values;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.Head;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** The chains of events, each hanging at its family's node, or at the node of the graph's settings. */
public final class GraphTrail implements Trail {
    private final Transaction tx;
    private final GovernedNodes nodes;

    public GraphTrail(Transaction tx) {
        this.tx = tx;
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public Head head(Chain chain) {
        return owner(chain).map(GraphTrail::head).orElse(Head.EMPTY);
    }

    @Override
    public void append(GovernanceEvent event) {
        Node owner = owner(Chain.of(event.familyId())).orElseThrow();
        Node node = tx.createNode(Labels.GovernanceEvent);
        event.properties().forEach((key, value) -> node.setProperty(key, Values.toStored(value)));
        node.setProperty(EventKey.HASH, event.hash());
        owner.createRelationshipTo(node, Types.HAS_EVENT);
        GovernedNodes.unlink(owner, Types.LAST_EVENT);
        owner.createRelationshipTo(node, Types.LAST_EVENT);
        owner.setProperty(GovernedNodes.EVENTS, event.seq());
        owner.setProperty(Schema.UPDATED_AT, Values.toStored(event.createdAt()));
        if (event.change().versionId() != null) {
            Node version = nodes.version(event.change().versionId());
            node.createRelationshipTo(version, Types.ABOUT);
            if (event.change().toStatus() != null) {
                GovernedNodes.unlink(version, Types.STATUS_SET_BY);
                version.createRelationshipTo(node, Types.STATUS_SET_BY);
            }
        }
        if (event.change().snapshotId() != null) {
            nodes.find(Labels.PolicyTrustSnapshot, event.change().snapshotId())
                    .ifPresent(snapshot -> node.createRelationshipTo(snapshot, Types.SUPPORTED_BY));
        }
    }

    @Override
    public List<StoredEvent> events(Chain chain) {
        return owner(chain).map(GraphTrail::nodesBySeq).orElse(List.of()).stream()
                .map(GraphTrail::stored)
                .toList();
    }

    @Override
    public Optional<StoredEvent> lastSettings(Chain chain) {
        return owner(chain).stream()
                .flatMap(owner -> GovernedNodes.ends(owner, Types.HAS_EVENT).stream())
                .filter(event -> event.hasProperty(EventKey.SETTINGS_AFTER))
                .max(Comparator.comparingLong(GraphTrail::seq))
                .map(GraphTrail::stored);
    }

    @Override
    public List<String> earlierDefaults(String familyId) {
        List<Node> events = nodesBySeq(nodes.family(familyId));
        Set<String> latestFirst = new LinkedHashSet<>();
        for (int i = events.size() - 1; i >= 0; i--) {
            String id = GovernedNodes.text(events.get(i), EventKey.DEFAULT_AFTER);
            if (id != null) {
                latestFirst.add(id);
            }
        }
        return List.copyOf(latestFirst);
    }

    static long seq(Node event) {
        return GovernedNodes.integer(event, EventKey.SEQ);
    }

    /**
     * The end of the chain. Where the last event is gone, the numbering goes on past it, so that the gap stays to be seen
     * and a version can still be taken out of service.
     */
    private static Head head(Node owner) {
        List<Node> last = GovernedNodes.ends(owner, Types.LAST_EVENT);
        // A link that somebody moved must not bind the next honest move to the wrong event.
        Optional<Node> event = last.size() == 1 && seq(last.get(0)) == GovernedNodes.events(owner)
                ? Optional.of(last.get(0))
                : GovernedNodes.ends(owner, Types.HAS_EVENT).stream().max(Comparator.comparingLong(GraphTrail::seq));
        return event.map(node -> new Head(
                        Math.max(seq(node), GovernedNodes.events(owner)),
                        Optional.ofNullable(GovernedNodes.text(node, EventKey.HASH))
                                .orElse(GovernanceEvent.NO_HASH)))
                .orElse(new Head(GovernedNodes.events(owner), GovernanceEvent.NO_HASH));
    }

    private Optional<Node> owner(Chain chain) {
        return chain.familyId() == null ? nodes.settings() : Optional.of(nodes.family(chain.familyId()));
    }

    private static List<Node> nodesBySeq(Node owner) {
        List<Node> events = new ArrayList<>(GovernedNodes.ends(owner, Types.HAS_EVENT));
        events.sort(Comparator.comparingLong(GraphTrail::seq));
        return events;
    }

    static StoredEvent stored(Node event) {
        return new StoredEvent(
                Values.ofDomain(event),
                GovernedNodes.ends(event, Types.ABOUT).stream()
                        .map(GovernedNodes::id)
                        .toList(),
                GovernedNodes.ends(event, Types.SUPPORTED_BY).stream()
                        .map(GovernedNodes::id)
                        .toList());
    }
}
