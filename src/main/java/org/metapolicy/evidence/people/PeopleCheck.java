package org.metapolicy.evidence.people;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.metapolicy.trust.context.StoredHistory;

/** Compares what stands of people with what a recount finds, number by number, up to rounding. */
public final class PeopleCheck {
    private static final double ROUNDING = 1e-9;

    private PeopleCheck() {}

    /** The first person of whom something else stands there, as the end of a sentence; empty where all agree. */
    public static Optional<String> problem(Map<String, PersonHistory> stored, Map<String, PersonHistory> found) {
        TreeSet<String> everybody = new TreeSet<>(stored.keySet());
        everybody.addAll(found.keySet());
        return everybody.stream()
                .filter(person -> !agree(
                        stored.getOrDefault(person, PersonHistory.EMPTY),
                        found.getOrDefault(person, PersonHistory.EMPTY)))
                .findFirst()
                .map(person -> "of one participant has "
                        + stored.getOrDefault(person, PersonHistory.EMPTY).sums() + ", a recount finds "
                        + found.getOrDefault(person, PersonHistory.EMPTY).sums());
    }

    private static boolean agree(PersonHistory one, PersonHistory other) {
        return agree(StoredHistory.numbers(one.before()), StoredHistory.numbers(other.before()))
                && agree(StoredHistory.numbers(one.recent()), StoredHistory.numbers(other.recent()));
    }

    private static boolean agree(double[] one, double[] other) {
        for (int i = 0; i < one.length; i++) {
            if (!(Math.abs(one[i] - other[i]) <= ROUNDING * Math.max(1, Math.abs(other[i])))) {
                return false;
            }
        }
        return true;
    }
}
