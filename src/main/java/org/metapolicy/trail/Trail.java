package org.metapolicy.trail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The chains of events of one transaction. */
public interface Trail {
    /** The end of a chain that new events are bound to; it stands also where the last event was taken away by hand. */
    Head head(Chain chain);

    /** Adds an event at the end of its chain, linked to its version and its snapshot. */
    void append(GovernanceEvent event);

    /**
     * Puts other texts in place of an event's own.
     *
     * @param texts by property key
     * @param by the seq of the later event that says so; null for none, then the event does not hold
     */
    void redact(Chain chain, long seq, Map<String, String> texts, Long by);

    /** A chain's events by seq, all of them. Each that was redacted comes with the event that says so. */
    List<StoredEvent> events(Chain chain);

    /**
     * A chain's events from its end back, read as far as they are asked for: what a report costs is its page, not the
     * trail.
     *
     * @param before only events with a smaller seq; {@link Long#MAX_VALUE} for all
     */
    Stream<StoredEvent> newestFirst(Chain chain, long before);

    /**
     * How many events of a chain are by one kind of actor, by their action. It reads of each event no more than these two,
     * but of each: {@link AutomaticEvents#of} asks for it where the newest event does not say.
     */
    Map<String, Long> actions(Chain chain, ActorKind by);

    /** The event of the largest seq among those that had happened at a moment; costs the logarithm of the trail. */
    Optional<StoredEvent> lastAt(Chain chain, Instant moment);

    /** The last event of a chain that says what the settings are. */
    Optional<StoredEvent> lastSettings(Chain chain);

    /**
     * Which of these versions were the family's default, the latest first, each once. Read back as far as it takes to meet
     * them all.
     */
    List<String> earlierDefaults(String familyId, Set<String> among);
}
