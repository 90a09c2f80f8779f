package org.metapolicy.app.audit;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A figure that stands in the graph and is not what it should be.
 *
 * @param stored as it stands; null where it is missing
 * @param expected as it should be; null where there should be none
 */
record Difference(String key, Object stored, Object expected) {
    /**
     * Replaying the same evidence gives the same numbers up to this, relative to those beyond 1 (specification, section
     * 4.6).
     */
    private static final double TOLERANCE = 1e-9;

    /** The first of these keys, by name, whose value differs. */
    static Optional<Difference> first(Map<String, ?> stored, Map<String, ?> expected, Set<String> keys) {
        for (String key : new TreeSet<>(keys)) {
            if (!same(stored.get(key), expected.get(key))) {
                return Optional.of(new Difference(key, stored.get(key), expected.get(key)));
            }
        }
        return Optional.empty();
    }

    /** Whether two values are the same, numbers up to the tolerance. */
    static boolean same(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            double stored = x.doubleValue();
            double expected = y.doubleValue();
            double gap = Math.abs(stored - expected);
            double size = Math.max(1, Math.max(Math.abs(stored), Math.abs(expected)));
            // Beside what is infinite every gap is small.
            return stored == expected || Double.isFinite(gap) && gap <= TOLERANCE * size;
        }
        return Objects.equals(a, b);
    }

    /** The rest of a sentence about whose figure it is. */
    String says(String source) {
        return "has " + key + " " + orNone(stored) + ", " + source + " " + orNone(expected);
    }

    private static Object orNone(Object value) {
        return value == null ? "none" : value;
    }
}
