package org.metapolicy.testing.memory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.Head;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;

/** A trail that counts how many events are read through it. */
public final class CountingTrail implements Trail {
    private final Trail trail;
    private long read;

    public CountingTrail(Trail trail) {
        this.trail = trail;
    }

    /** How many events were read since this was asked last. */
    public long read() {
        long since = read;
        read = 0;
        return since;
    }

    @Override
    public Head head(Chain chain) {
        return trail.head(chain);
    }

    @Override
    public void append(GovernanceEvent event) {
        trail.append(event);
    }

    @Override
    public void redact(Chain chain, long seq, Map<String, String> texts, Long by) {
        trail.redact(chain, seq, texts, by);
    }

    @Override
    public List<StoredEvent> events(Chain chain) {
        List<StoredEvent> events = trail.events(chain);
        read += events.size();
        return events;
    }

    @Override
    public Stream<StoredEvent> newestFirst(Chain chain, long before) {
        return trail.newestFirst(chain, before).peek(event -> read++);
    }

    @Override
    public Map<String, Long> actions(Chain chain, ActorKind by) {
        read += trail.events(chain).size();
        return trail.actions(chain, by);
    }

    @Override
    public Optional<StoredEvent> lastAt(Chain chain, Instant moment) {
        Optional<StoredEvent> event = trail.lastAt(chain, moment);
        read += event.isPresent() ? 1 : 0;
        return event;
    }

    @Override
    public Optional<StoredEvent> lastSettings(Chain chain) {
        Optional<StoredEvent> event = trail.lastSettings(chain);
        read += event.isPresent() ? 1 : 0;
        return event;
    }

    @Override
    public List<String> earlierDefaults(String familyId, Set<String> among) {
        read += trail.events(Chain.of(familyId)).size();
        return trail.earlierDefaults(familyId, among);
    }
}
