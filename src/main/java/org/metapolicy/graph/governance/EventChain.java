package org.metapolicy.graph.governance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Values;
import org.metapolicy.trail.EventKey;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.schema.ConstraintDefinition;

/**
 * The events of one owner, from the end back. They are sought one by one by their id, family and seq, where the schema
 * makes that cheap and the chain is as its owner says; else all are read, whatever was done to them.
 */
final class EventChain {
    /** The seq of the last event that is older than the one before it; absent where the clock never went back. */
    static final String CLOCK_BACK = "clock_back";

    private final Transaction tx;
    private final Node owner;

    EventChain(Transaction tx, Node owner) {
        this.tx = tx;
        this.owner = owner;
    }

    /** Every event, by seq. */
    List<Node> all() {
        List<Node> events = new ArrayList<>(GovernedNodes.ends(owner, Types.HAS_EVENT));
        events.sort(Comparator.comparingLong(EventChain::seq));
        return events;
    }

    /** Events with a seq below {@code before}, the latest first, read as far as they are asked for. */
    Stream<Node> newestFirst(long before) {
        if (!isSought()) {
            return allNewestFirst().filter(event -> seq(event) < before);
        }
        long end = Math.min(before - 1, GovernedNodes.events(owner));
        Iterator<Node> sought = new Iterator<>() {
            private long seq = end;
            private Optional<Node> ahead = Optional.empty();
            private Iterator<Node> rest;

            @Override
            public boolean hasNext() {
                if (rest == null && ahead.isEmpty() && seq >= 1) {
                    long sought = seq;
                    ahead = at(sought);
                    seq--;
                    if (ahead.isEmpty()) {
                        // One is gone or disguised: what is left, if anything, is read by its links.
                        rest = allNewestFirst()
                                .filter(node -> seq(node) <= sought)
                                .iterator();
                    }
                }
                return ahead.isPresent() || rest != null && rest.hasNext();
            }

            @Override
            public Node next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Optional<Node> event = ahead;
                ahead = Optional.empty();
                return event.orElseGet(() -> rest.next());
            }
        };
        Iterable<Node> once = () -> sought;
        return StreamSupport.stream(once.spliterator(), false);
    }

    /**
     * The event of the largest seq among those that had happened at a moment. From the last time that the clock went back
     * on, events are in order of time, and half of what is left is ruled out at each step.
     */
    Optional<Node> lastAt(Instant moment) {
        Optional<Node> sought = isSought() ? bisected(moment) : Optional.empty();
        return sought.isPresent()
                ? sought
                : newestFirst(Long.MAX_VALUE)
                        .filter(event -> happened(event, moment))
                        .findFirst();
    }

    /** Empty where nothing had happened since the clock last went back, and where an event is not to be found. */
    private Optional<Node> bisected(Instant moment) {
        long low = Math.max(1, GovernedNodes.integer(owner, CLOCK_BACK));
        long high = GovernedNodes.events(owner);
        Optional<Node> found = at(low).filter(event -> happened(event, moment));
        while (found.isPresent() && low < high) {
            long middle = low + (high - low + 1) / 2;
            Optional<Node> event = at(middle);
            if (event.isEmpty()) {
                return Optional.empty();
            }
            if (happened(event.get(), moment)) {
                low = middle;
                found = event;
            } else {
                high = middle - 1;
            }
        }
        return found;
    }

    private static boolean happened(Node event, Instant moment) {
        return createdAt(event).filter(then -> !then.isAfter(moment)).isPresent();
    }

    /** The event of this number, by its id; empty where it is not to be found so. */
    Optional<Node> at(long seq) {
        String family = owner.hasLabel(Labels.GovernanceSettings) ? "" : GovernedNodes.id(owner);
        return Optional.ofNullable(tx.findNode(Labels.GovernanceEvent, Schema.ID, family + "#" + seq))
                .filter(event -> seq(event) == seq && hangsHere(event));
    }

    /** The event of this number, wherever its chain has it. */
    Node one(long seq) {
        return at(seq).orElseGet(() ->
                all().stream().filter(event -> seq(event) == seq).findFirst().orElseThrow());
    }

    /** Whether each event can be sought by its id: ids are unique, and none was added, taken away or moved. */
    boolean isSought() {
        long events = GovernedNodes.events(owner);
        List<Node> last = GovernedNodes.ends(owner, Types.LAST_EVENT);
        return events > 0
                && last.size() == 1
                && seq(last.get(0)) == events
                && owner.getDegree(Types.HAS_EVENT, Direction.OUTGOING) == events
                && hasUniqueIds();
    }

    private Stream<Node> allNewestFirst() {
        List<Node> events = all();
        return LongStream.range(0, events.size()).mapToObj(i -> events.get(events.size() - 1 - (int) i));
    }

    private boolean hasUniqueIds() {
        for (ConstraintDefinition constraint : tx.schema().getConstraints(Labels.GovernanceEvent)) {
            for (String key : constraint.getPropertyKeys()) {
                if (key.equals(Schema.ID)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean hangsHere(Node event) {
        for (Relationship link : event.getRelationships(Direction.INCOMING, Types.HAS_EVENT)) {
            if (link.getStartNode().equals(owner)) {
                return true;
            }
        }
        return false;
    }

    static Optional<Instant> createdAt(Node event) {
        return Values.ofDomain(event).get(EventKey.CREATED_AT) instanceof Instant instant
                ? Optional.of(instant)
                : Optional.empty();
    }

    static long seq(Node event) {
        return GovernedNodes.integer(event, EventKey.SEQ);
    }
}
