package org.metapolicy.trust.context;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.trust.context.ContextSums.Sums;

/**
 * Where in a version's history its rewards changed, so that what it was worth before says nothing of what it is worth now
 * (an adaptive window: Bifet &amp; Gavaldà 2007, "Learning from Time-Changing Data with Adaptive Windowing"). Old and new are
 * compared context by context, so that being asked in other contexts is no change:
 *
 * <pre>
 * h_c = n_old n_new / (n_old + n_new),  D = Σ h_c (new mean − old mean) / Σ h_c,
 * var D = Σ h_c² (s²_old / n_old + s²_new / n_new) / (Σ h_c)²
 * </pre>
 *
 * <p>with s² of a side pooled within contexts, at least that of both.
 */
final class Drift {
    /** Standard errors that make a change; over 8 buckets and 100 refreshes chance gives fewer than one in a hundred. */
    private static final double CLEAR = 4;

    private static final int LEAST = 10;

    private Drift() {}

    /** The sums of the rewards since the last clear change. */
    static Map<String, Sums> since(List<Map<String, ContextSums>> buckets) {
        int from = 0;
        int change = clearest(buckets, from);
        while (change > from) {
            from = change;
            change = clearest(buckets, from);
        }
        return sums(buckets, from, buckets.size());
    }

    /** The bucket from which on rewards differ most clearly from those before; {@code from} where none do. */
    private static int clearest(List<Map<String, ContextSums>> buckets, int from) {
        int clearest = from;
        double most = CLEAR;
        for (int split = from + 1; split < buckets.size(); split++) {
            double errors = errors(sums(buckets, from, split), sums(buckets, split, buckets.size()));
            if (errors > most) {
                most = errors;
                clearest = split;
            }
        }
        return clearest;
    }

    private static Map<String, Sums> sums(List<Map<String, ContextSums>> buckets, int from, int to) {
        Map<String, Sums> sums = new TreeMap<>();
        buckets.subList(from, to)
                .forEach(bucket -> bucket.forEach((cluster, more) -> sums.merge(cluster, more.reward(), Sums::merge)));
        return sums;
    }

    /** |D| in its standard errors; 0 where either side is too little to tell. */
    private static double errors(Map<String, Sums> old, Map<String, Sums> recent) {
        double both = (deviations(old) + deviations(recent)) / Math.max(1, degrees(old) + degrees(recent));
        double before = Math.max(both, deviations(old) / Math.max(1, degrees(old)));
        double after = Math.max(both, deviations(recent) / Math.max(1, degrees(recent)));
        double weights = 0;
        double difference = 0;
        double variance = 0;
        long compared = 0;
        for (Map.Entry<String, Sums> entry : recent.entrySet()) {
            Sums now = entry.getValue();
            Sums then = old.getOrDefault(entry.getKey(), Sums.EMPTY);
            if (now.count() > 0 && then.count() > 0) {
                double weight = (double) now.count() * then.count() / (now.count() + then.count());
                weights += weight;
                difference += weight * (now.mean() - then.mean());
                variance += weight * weight * (before / then.count() + after / now.count());
                compared += Math.min(now.count(), then.count());
            }
        }
        return compared < LEAST || variance <= 0 ? 0 : Math.abs(difference) / Math.sqrt(variance);
    }

    private static double deviations(Map<String, Sums> sums) {
        return sums.values().stream().mapToDouble(Sums::deviations).sum();
    }

    private static double degrees(Map<String, Sums> sums) {
        return sums.values().stream()
                .mapToLong(cell -> Math.max(0, cell.count() - 1))
                .sum();
    }
}
