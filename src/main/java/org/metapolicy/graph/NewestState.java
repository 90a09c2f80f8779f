package org.metapolicy.graph;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.noetic.Reading;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.Times;
import org.metapolicy.policy.ValueKind;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/**
 * The newest state of a segment, the one with the highest {@code t}, and what it says: the one reading, for decisions and for
 * counting (specification, section 8.7). Numbers are ordered among each other, and points in time among each other. Where a
 * {@code t} cannot be read, two share the highest, or numbers stand beside times, no state is known to be the newest, and
 * what it would say cannot be read.
 */
public final class NewestState {
    private static final String T = "t";
    private static final String POTENCY = "potency";
    private static final String POTENCY_LATEST = "potency_latest";

    private final Node segment;
    private final String owner;
    /** All that may be the newest; one where it is known, none where there is no state. */
    private final List<Node> perhaps;
    /** Why it is not known; null where it is, or there is none. */
    private final String flaw;

    private NewestState(Node segment, String owner, List<Node> perhaps, String flaw) {
        this.segment = segment;
        this.owner = owner;
        this.perhaps = perhaps;
        this.flaw = flaw;
    }

    /** @param owner how a flaw names the segment, such as "segment a" */
    public static NewestState of(Node segment, String owner) {
        Latest<BigDecimal> numbered = new Latest<>();
        Latest<Instant> timed = new Latest<>();
        List<Node> unplaced = new ArrayList<>();
        for (Node state : states(segment)) {
            Object t = state.getProperty(T, null);
            boolean placed = numbered.took(number(t), state)
                    || timed.took(Times.instant(t).orElse(null), state);
            if (!placed) {
                unplaced.add(state);
            }
        }
        List<Node> perhaps = new ArrayList<>(unplaced);
        perhaps.addAll(numbered.states);
        perhaps.addAll(timed.states);
        String why = null;
        if (!unplaced.isEmpty()) {
            Object t = unplaced.get(0).getProperty(T, null);
            why = "the t of a state is " + (t == null ? "missing" : Shown.withType(t))
                    + ": it must be a number or a date and time";
        } else if (perhaps.size() > 1) {
            why = numbered.states.isEmpty() || timed.states.isEmpty()
                    ? "two states share the highest t"
                    : "the t of some states is a number, of others a date and time";
        }
        return new NewestState(
                segment,
                owner,
                perhaps,
                why == null ? null : "which state of " + owner + " is the newest is not known, " + why);
    }

    /** A number in [0, 1] of the newest state; nothing where there is no state. */
    public Reading<Double> number(String key) {
        return flaw != null
                ? Reading.unreadable(flaw)
                : perhaps.isEmpty() ? Reading.nothing() : Readings.number(perhaps.get(0), stateOwner(), key, 0, 1);
    }

    /** A boolean of the newest state; nothing where there is no state. */
    public Reading<Boolean> flag(String key) {
        return flaw != null
                ? Reading.unreadable(flaw)
                : perhaps.isEmpty()
                        ? Reading.nothing()
                        : Readings.reading(
                                perhaps.get(0), stateOwner(), key, ValueKind.FLAG.range(), ValueKind.FLAG::read);
    }

    /** The potency of the newest state; where that says nothing of it, the one rolled up on the segment. */
    public Reading<Double> potency() {
        Reading<Double> stated = number(POTENCY);
        return stated.isNothing() ? Readings.number(segment, owner, POTENCY_LATEST, 0, 1) : stated;
    }

    /** Where {@link #potency} stands. */
    public String potencySource() {
        return number(POTENCY).isNothing() ? POTENCY_LATEST : "latest state";
    }

    /** The highest that any state says which may be the newest; null where none says it. */
    public Double highestOf(String key) {
        return perhaps.stream()
                .map(state -> Readings.within(state, key, 0, 1))
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null);
    }

    private String stateOwner() {
        return "the latest state of " + owner;
    }

    private static Set<Node> states(Node segment) {
        Set<Node> states = new LinkedHashSet<>();
        for (Relationship link : segment.getRelationships(Direction.OUTGOING, Types.HAS_STATE)) {
            states.add(link.getEndNode());
        }
        return states;
    }

    /** Exact, so that times in nanoseconds are told apart; null for what is no finite number. */
    private static BigDecimal number(Object t) {
        if (t instanceof Double || t instanceof Float) {
            double number = ((Number) t).doubleValue();
            return Double.isFinite(number) ? new BigDecimal(number) : null;
        }
        return t instanceof Number number ? BigDecimal.valueOf(number.longValue()) : null;
    }

    /** The states with the highest of comparable times. */
    private static final class Latest<T extends Comparable<? super T>> {
        private final List<Node> states = new ArrayList<>();
        private T highest;

        /** False where there is no time to place the state by. */
        boolean took(T t, Node state) {
            if (t == null) {
                return false;
            }
            int order = highest == null ? 1 : t.compareTo(highest);
            if (order > 0) {
                states.clear();
                highest = t;
            }
            if (order >= 0) {
                states.add(state);
            }
            return true;
        }
    }
}
