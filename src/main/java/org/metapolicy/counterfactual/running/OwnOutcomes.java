package org.metapolicy.counterfactual.running;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a version's own decisions came to, less what the context gives whoever decides: the mean of value - mean(context), in
 * [-1, 1], with a bound of 1.
 */
final class OwnOutcomes {
    private static final double BOUND = 1;

    private final Evidence above;
    private final Evidence below;
    private final SortedMap<String, Long> contexts;
    private double sum;

    OwnOutcomes() {
        this(new Evidence(), new Evidence(), new TreeMap<>(), 0);
    }

    OwnOutcomes(Evidence above, Evidence below, SortedMap<String, Long> contexts, double sum) {
        this.above = above;
        this.below = below;
        this.contexts = contexts;
        this.sum = sum;
    }

    void take(String context, double value, double mean) {
        above.take(value - mean, BOUND, value - mean);
        below.take(mean - value, BOUND, mean - value);
        contexts.merge(context, 1L, Long::sum);
        sum += value - mean;
    }

    long n() {
        return above.n();
    }

    double mean() {
        return n() == 0 ? Double.NaN : sum / n();
    }

    double lower(double evidence) {
        return above.lower(evidence);
    }

    double upper(double evidence) {
        return -below.lower(evidence);
    }

    /** The share of these in contexts in which the other has acted too, in [0, 1]. */
    double sharedWith(OwnOutcomes other) {
        long shared = contexts.entrySet().stream()
                .filter(context -> other.contexts.containsKey(context.getKey()))
                .mapToLong(context -> context.getValue())
                .sum();
        return n() == 0 ? 0 : (double) shared / n();
    }

    Evidence above() {
        return above;
    }

    Evidence below() {
        return below;
    }

    SortedMap<String, Long> contexts() {
        return Collections.unmodifiableSortedMap(contexts);
    }

    double sum() {
        return sum;
    }
}
