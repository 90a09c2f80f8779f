package org.metapolicy.trust.context;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.trust.context.ContextSums.Sums;

/** The last outcomes by context as a running state stores them: a list of ten numbers for each cluster of each bucket. */
public final class StoredHistory {
    private static final int NUMBERS = 10;

    private StoredHistory() {}

    /** A history as it is stored. */
    public static List<Map<String, double[]>> of(ContextHistory history) {
        return history.buckets().stream().map(StoredHistory::bucket).toList();
    }

    /** @throws IllegalArgumentException if it is not what {@link #of} gave */
    public static ContextHistory toHistory(List<Map<String, double[]>> buckets) {
        return new ContextHistory(buckets.stream().map(StoredHistory::toBucket).toList());
    }

    private static Map<String, double[]> bucket(Map<String, ContextSums> bucket) {
        Map<String, double[]> stored = new TreeMap<>();
        bucket.forEach((cluster, sums) -> stored.put(cluster, numbers(sums)));
        return stored;
    }

    /** Sums as ten numbers. */
    public static double[] numbers(ContextSums sums) {
        return new double[] {
            sums.statuses(),
            sums.overrides(),
            sums.outcomes(),
            sums.flags(),
            sums.reward().count(),
            sums.reward().sum(),
            sums.reward().squares(),
            sums.coherence().count(),
            sums.coherence().sum(),
            sums.coherence().squares()
        };
    }

    private static Map<String, ContextSums> toBucket(Map<String, double[]> stored) {
        Map<String, ContextSums> bucket = new TreeMap<>();
        stored.forEach((cluster, numbers) -> bucket.put(cluster, sums(numbers)));
        return bucket;
    }

    /** @throws IllegalArgumentException if they are not ten finite numbers */
    public static ContextSums sums(double[] numbers) {
        if (numbers.length != NUMBERS || !Arrays.stream(numbers).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "a context has " + numbers.length + " sums: there must be " + NUMBERS + " finite numbers");
        }
        return new ContextSums(
                (long) numbers[0],
                (long) numbers[1],
                (long) numbers[2],
                (long) numbers[3],
                new Sums((long) numbers[4], numbers[5], numbers[6]),
                new Sums((long) numbers[7], numbers[8], numbers[9]));
    }
}
