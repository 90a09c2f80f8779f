package org.metapolicy.testing.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metapolicy.testing.memory.MemoryGraph.Event;
import org.metapolicy.testing.memory.MemoryGraph.Owner;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.Head;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;

/** Chains of events in memory. */
public final class MemoryTrail implements Trail {
    private final MemoryGraph graph;

    public MemoryTrail(MemoryGraph graph) {
        this.graph = graph;
    }

    @Override
    public Head head(Chain chain) {
        return graph.owner(chain).map(MemoryTrail::head).orElse(Head.EMPTY);
    }

    private static Head head(Owner owner) {
        Optional<Event> end = owner.last != null && owner.last.seq() == owner.counted
                ? Optional.of(owner.last)
                : owner.events.stream().max(Comparator.comparingLong(Event::seq));
        return end.map(event -> new Head(
                        Math.max(event.seq(), owner.counted),
                        Optional.ofNullable(event.text(EventKey.HASH)).orElse(GovernanceEvent.NO_HASH)))
                .orElse(new Head(owner.counted, GovernanceEvent.NO_HASH));
    }

    @Override
    public void append(GovernanceEvent event) {
        Owner owner = graph.owner(Chain.of(event.familyId())).orElseThrow();
        String about = event.change().versionId();
        if (about != null) {
            MemoryGraph.Version moved = graph.version(about);
            if (event.change().toStatus() != null) {
                moved.movedBy = event.seq();
                moved.madeBy = event.change().fromStatus() == null ? event.seq() : moved.madeBy;
            }
        }
        Map<String, Object> properties = new HashMap<>(event.properties());
        properties.put(EventKey.HASH, event.hash());
        owner.last = new Event(
                properties,
                about == null ? List.of() : List.of(about),
                event.change().snapshotId());
        owner.events.add(owner.last);
        owner.counted = event.seq();
    }

    @Override
    public void redact(Chain chain, long seq, Map<String, String> texts, Long by) {
        Owner owner = graph.owner(chain).orElseThrow();
        Event event = one(owner, seq);
        event.properties.putAll(texts);
        event.redactedBy = by == null ? event.redactedBy : one(owner, by);
    }

    private static Event one(Owner owner, long seq) {
        return owner.events.stream()
                .filter(event -> event.seq() == seq)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<StoredEvent> events(Chain chain) {
        return graph.owner(chain).map(Owner::bySeq).orElse(List.of()).stream()
                .map(graph::stored)
                .toList();
    }

    @Override
    public Optional<StoredEvent> lastSettings(Chain chain) {
        return events(chain).stream()
                .filter(event -> event.properties().containsKey(EventKey.SETTINGS_AFTER))
                .reduce((earlier, later) -> later);
    }

    @Override
    public Stream<StoredEvent> newestFirst(Chain chain, long before) {
        List<StoredEvent> events = new ArrayList<>(events(chain));
        Collections.reverse(events);
        return events.stream().filter(event -> event.seq() < before);
    }

    @Override
    public Map<String, Long> actions(Chain chain, ActorKind by) {
        return events(chain).stream()
                .filter(event -> by.name().equals(event.text(EventKey.ACTOR_KIND)))
                .collect(Collectors.groupingBy(
                        event -> String.valueOf(event.text(EventKey.ACTION)), Collectors.counting()));
    }

    @Override
    public Optional<StoredEvent> lastAt(Chain chain, Instant moment) {
        return newestFirst(chain, Long.MAX_VALUE)
                .filter(event -> event.createdAt() != null && !event.createdAt().isAfter(moment))
                .findFirst();
    }

    @Override
    public List<String> earlierDefaults(String familyId, Set<String> among) {
        List<StoredEvent> events = events(Chain.of(graph.family(familyId).id));
        Set<String> latestFirst = new LinkedHashSet<>();
        for (int i = events.size() - 1; i >= 0; i--) {
            String id = events.get(i).text(EventKey.DEFAULT_AFTER);
            if (id != null && among.contains(id)) {
                latestFirst.add(id);
            }
        }
        return List.copyOf(latestFirst);
    }
}
