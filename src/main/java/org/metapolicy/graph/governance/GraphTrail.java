package org.metapolicy.graph.governance;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Values;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.Head;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
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
        if (isBefore(event, GovernedNodes.ends(owner, Types.LAST_EVENT))) {
            owner.setProperty(EventChain.CLOCK_BACK, event.seq());
        }
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
                if (event.change().fromStatus() == null) {
                    version.createRelationshipTo(node, Types.MADE_BY);
                }
            }
        }
        if (event.change().snapshotId() != null) {
            nodes.find(Labels.PolicyTrustSnapshot, event.change().snapshotId())
                    .ifPresent(snapshot -> node.createRelationshipTo(snapshot, Types.SUPPORTED_BY));
        }
    }

    @Override
    public void redact(Chain chain, long seq, Map<String, String> texts, Long by) {
        EventChain events = chain(chain).orElseThrow();
        Node event = events.one(seq);
        texts.forEach(event::setProperty);
        if (by != null) {
            GovernedNodes.unlink(event, Types.REDACTED_BY);
            event.createRelationshipTo(events.one(by), Types.REDACTED_BY);
        }
    }

    @Override
    public List<StoredEvent> events(Chain chain) {
        return chain(chain).map(EventChain::all).orElse(List.of()).stream()
                .map(GraphTrail::stored)
                .toList();
    }

    @Override
    public Stream<StoredEvent> newestFirst(Chain chain, long before) {
        return chain(chain).stream()
                .flatMap(events -> events.newestFirst(before))
                .map(GraphTrail::stored);
    }

    @Override
    public Map<String, Long> actions(Chain chain, ActorKind by) {
        Map<String, Long> counts = new TreeMap<>();
        owner(chain).ifPresent(owner -> {
            for (Relationship link : owner.getRelationships(Direction.OUTGOING, Types.HAS_EVENT)) {
                Node event = link.getEndNode();
                if (by.name().equals(event.getProperty(EventKey.ACTOR_KIND, null))) {
                    counts.merge(String.valueOf(GovernedNodes.text(event, EventKey.ACTION)), 1L, Long::sum);
                }
            }
        });
        return counts;
    }

    @Override
    public Optional<StoredEvent> lastAt(Chain chain, Instant moment) {
        return chain(chain).flatMap(events -> events.lastAt(moment)).map(GraphTrail::stored);
    }

    @Override
    public Optional<StoredEvent> lastSettings(Chain chain) {
        Optional<Long> since =
                newestFirst(chain, Long.MAX_VALUE).findFirst().map(last -> last.number(EventKey.SETTINGS_SINCE));
        return newestFirst(chain, since.map(seq -> seq + 1).orElse(Long.MAX_VALUE))
                .filter(event -> event.properties().containsKey(EventKey.SETTINGS_AFTER))
                .findFirst();
    }

    @Override
    public List<String> earlierDefaults(String familyId, Set<String> among) {
        Set<String> latestFirst = new LinkedHashSet<>();
        Iterator<Node> events = new EventChain(tx, nodes.family(familyId))
                .newestFirst(Long.MAX_VALUE)
                .iterator();
        while (latestFirst.size() < among.size() && events.hasNext()) {
            String id = GovernedNodes.text(events.next(), EventKey.DEFAULT_AFTER);
            if (id != null && among.contains(id)) {
                latestFirst.add(id);
            }
        }
        return List.copyOf(latestFirst);
    }

    /** Whether the clock went back since the event before. */
    private static boolean isBefore(GovernanceEvent event, List<Node> last) {
        return last.stream().anyMatch(previous -> EventChain.createdAt(previous)
                .filter(then -> event.createdAt().isBefore(then))
                .isPresent());
    }

    private Optional<EventChain> chain(Chain chain) {
        return owner(chain).map(owner -> new EventChain(tx, owner));
    }

    /**
     * The end of the chain. Where the last event is gone, the numbering goes on past it, so that the gap stays to be seen
     * and a version can still be taken out of service.
     */
    private static Head head(Node owner) {
        List<Node> last = GovernedNodes.ends(owner, Types.LAST_EVENT);
        // A link that somebody moved must not bind the next honest move to the wrong event.
        Optional<Node> event = last.size() == 1 && EventChain.seq(last.get(0)) == GovernedNodes.events(owner)
                ? Optional.of(last.get(0))
                : GovernedNodes.ends(owner, Types.HAS_EVENT).stream().max(Comparator.comparingLong(EventChain::seq));
        return event.map(node -> new Head(
                        Math.max(EventChain.seq(node), GovernedNodes.events(owner)),
                        Optional.ofNullable(GovernedNodes.text(node, EventKey.HASH))
                                .orElse(GovernanceEvent.NO_HASH)))
                .orElse(new Head(GovernedNodes.events(owner), GovernanceEvent.NO_HASH));
    }

    private Optional<Node> owner(Chain chain) {
        return chain.familyId() == null ? nodes.settings() : Optional.of(nodes.family(chain.familyId()));
    }

    static StoredEvent stored(Node event) {
        return new StoredEvent(
                Values.ofDomain(event),
                GovernedNodes.ends(event, Types.ABOUT).stream()
                        .map(node -> String.valueOf(GovernedNodes.id(node)))
                        .toList(),
                GovernedNodes.ends(event, Types.SUPPORTED_BY).stream()
                        .map(node -> String.valueOf(GovernedNodes.id(node)))
                        .toList(),
                redactedBy(event).map(GraphTrail::stored).orElse(null));
    }

    private static Optional<Node> redactedBy(Node event) {
        List<Node> owners = GovernedNodes.starts(event, Types.HAS_EVENT);
        return GovernedNodes.ends(event, Types.REDACTED_BY).stream()
                // Of itself or an earlier one it would be read for ever.
                .filter(by -> EventChain.seq(by) > EventChain.seq(event))
                .filter(by -> GovernedNodes.starts(by, Types.HAS_EVENT).equals(owners))
                .findFirst();
    }
}
