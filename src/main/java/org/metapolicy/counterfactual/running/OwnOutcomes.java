package org.metapolicy.counterfactual.running;

import java.util.Collections;
import java.util.Optional;
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
    private final SortedMap<String, ContextEvidence> here;
    private final SortedMap<String, Double> offsets;
    private double sum;

    OwnOutcomes() {
        this(new Evidence(), new Evidence(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0);
    }

    /**
     * As it was stored.
     *
     * @param contexts how many there were of each
     * @param here what they came to in each, since that is kept
     * @param offsets by context, the sum of the means of contexts that were taken off; null where an earlier release kept none
     */
    OwnOutcomes(
            Evidence above,
            Evidence below,
            SortedMap<String, Long> contexts,
            SortedMap<String, ContextEvidence> here,
            SortedMap<String, Double> offsets,
            double sum) {
        this.above = above;
        this.below = below;
        this.contexts = contexts;
        this.here = here;
        this.offsets = offsets;
        this.sum = sum;
    }

    void take(String context, double value, double mean) {
        above.take(value - mean, BOUND, value - mean);
        below.take(mean - value, BOUND, mean - value);
        contexts.merge(context, 1L, Long::sum);
        ContextEvidence before = here.get(context);
        here.put(context, (before == null ? ContextEvidence.at(here.size() + 1) : before).and(value - mean));
        if (offsets != null) {
            offsets.merge(context, mean, Double::sum);
        }
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

    /** The share of these in contexts that are the same for both and in which the other has acted too, in [0, 1]. */
    double sharedWith(OwnOutcomes other) {
        long shared = contexts.entrySet().stream()
                .filter(context -> ContextMeans.isSameForAll(context.getKey()))
                .filter(context -> other.contexts.containsKey(context.getKey()))
                .mapToLong(context -> context.getValue())
                .sum();
        return n() == 0 ? 0 : (double) shared / n();
    }

    /** The share of these in one context, in [0, 1]. */
    double shareOf(String context) {
        return n() == 0 ? 0 : (double) contexts.getOrDefault(context, 0L) / n();
    }

    /** What they came to in one context; empty where there were none. */
    Optional<ContextEvidence> in(String context) {
        return Optional.ofNullable(here.get(context));
    }

    /** Whether it is known of all of these what the contexts gave. */
    boolean isOffsetKept() {
        return offsets != null;
    }

    /** The mean of what one context gave over these in it, in [0, 1]; 0 where there were none. */
    double offsetIn(String context) {
        return contexts.containsKey(context) ? offsets.get(context) / contexts.get(context) : 0;
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

    SortedMap<String, ContextEvidence> here() {
        return Collections.unmodifiableSortedMap(here);
    }

    /** Null where an earlier release counted some of these. */
    SortedMap<String, Double> offsets() {
        return offsets == null ? null : Collections.unmodifiableSortedMap(offsets);
    }

    double sum() {
        return sum;
    }
}
