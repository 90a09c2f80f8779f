package org.metapolicy.noetic;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * One signal of a meta-context while it is put together.
 *
 * @param value null where it is not known
 * @param atLeast the most careful of what is known where not all is; null where none is
 * @param source where value, or atLeast, came from
 * @param flaw what is there and cannot be read; null where there is no such thing. What the caller says does not take its
 *     place
 */
record Signal<T>(T value, T atLeast, String source, String flaw) {
    private static final String CONTEXT = "context";

    static <T> Signal<T> known(T value, String source) {
        return new Signal<>(value, null, source, null);
    }

    static <T> Signal<T> nothing() {
        return new Signal<>(null, null, null, null);
    }

    static <T> Signal<T> unreadable(String flaw) {
        return new Signal<>(null, null, null, flaw);
    }

    static <T> Signal<T> of(Reading<T> reading, String source) {
        return new Signal<>(reading.value(), null, source, reading.flaw());
    }

    /** A signal that rests on several readings: known only if each of them is, and there is one. */
    static <T> Signal<T> over(List<Reading<T>> readings, Function<List<T>, T> summary, String source) {
        String flaw = readings.stream()
                .map(Reading::flaw)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (flaw != null) {
            return unreadable(flaw);
        }
        return readings.isEmpty() || readings.stream().anyMatch(Reading::isNothing)
                ? nothing()
                : known(summary.apply(readings.stream().map(Reading::value).toList()), source);
    }

    Reading<T> reading() {
        return new Reading<>(value, flaw);
    }

    /**
     * This beside what the caller says of it: the more careful one holds. What is absent here the caller may add; what
     * cannot be read stays unknown.
     *
     * @param given null where the caller says nothing
     * @param moreCareful of the caller's and this, either where both are
     */
    Signal<T> beside(T given, BinaryOperator<T> moreCareful) {
        if (given == null) {
            return this;
        }
        T found = value == null ? atLeast : value;
        T held = found == null ? given : moreCareful.apply(given, found);
        String where = where(given, found, held);
        return flaw == null ? known(held, where) : new Signal<>(null, held, where, flaw);
    }

    private String where(T given, T found, T held) {
        if (found == null) {
            return CONTEXT;
        }
        if (given.equals(found)) {
            return CONTEXT + ", and " + source;
        }
        return held.equals(given)
                ? CONTEXT + ", more careful than the " + found + " of " + source
                : source + ", more careful than the " + given + " of the " + CONTEXT;
    }

    /** This, known where what is known of it is so much already that nothing unknown can make it harmless. */
    static Signal<Double> high(Signal<Double> signal, double high) {
        return signal.value == null && signal.atLeast != null && signal.atLeast >= high
                ? known(signal.atLeast, signal.source + ", high already, though not all is known")
                : signal;
    }

    /** The value, null where it is not known; says where it came from, or why it cannot be read. */
    T noted(String key, Map<String, String> sources) {
        if (value != null) {
            sources.put(key, source);
        } else if (flaw != null) {
            sources.put(key, "not known: " + flaw);
        }
        return value;
    }
}
