package org.metapolicy.trust.context;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How many episodes of each context cluster some windows hold, summed over a draw of them; for one thread. A window of many
 * clusters is added as a row with a place for each, which the processor does several at a time; one of few by their places.
 */
public final class ClusterCounts {
    /** A window with at least this share of all clusters is added as a row. */
    private static final int OF_ALL = 4;

    private static final int LOG_TABLE = 4096;
    private static final double[] LOG = IntStream.range(0, LOG_TABLE)
            .mapToDouble(i -> Math.log(Math.max(1, i)))
            .toArray();

    private final int[][] places;
    private final long[][] counts;
    private final long[] sums;
    private final int other;

    /**
     * @param windows the count of each cluster, window by window
     * @param other the name of the cluster that tells no context from another
     */
    public ClusterCounts(List<Map<String, Long>> windows, String other) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        windows.forEach(window -> window.keySet().forEach(name -> ids.putIfAbsent(name, ids.size())));
        this.places = new int[windows.size()][];
        this.counts = new long[windows.size()][];
        for (int w = 0; w < places.length; w++) {
            Map<String, Long> window = windows.get(w);
            int[] of = window.keySet().stream().mapToInt(ids::get).toArray();
            long[] in = window.values().stream().mapToLong(Long::longValue).toArray();
            boolean row = OF_ALL * of.length >= ids.size();
            places[w] = row ? null : of;
            counts[w] = row ? row(of, in, ids.size()) : in;
        }
        this.sums = new long[ids.size()];
        this.other = ids.getOrDefault(other, -1);
    }

    private static long[] row(int[] of, long[] in, int size) {
        long[] row = new long[size];
        for (int i = 0; i < of.length; i++) {
            row[of[i]] = in[i];
        }
        return row;
    }

    /** How many clusters there are in any window. */
    public int size() {
        return sums.length;
    }

    /** Begins another draw. */
    public void clear() {
        Arrays.fill(sums, 0);
    }

    /** Adds a window, once more where it was added before. */
    public void add(int window) {
        long[] in = counts[window];
        int[] of = places[window];
        if (of == null) {
            for (int i = 0; i < in.length; i++) {
                sums[i] += in[i];
            }
        } else {
            for (int i = 0; i < in.length; i++) {
                sums[of[i]] += in[i];
            }
        }
    }

    /** The episodes of all clusters. */
    public long total() {
        long total = 0;
        for (long sum : sums) {
            total += sum;
        }
        return total;
    }

    /** Those of the cluster that tells no context from another. */
    public long ofOther() {
        return other < 0 ? 0 : sums[other];
    }

    /** Shannon's entropy of the clusters in nats: log N less the mean of log n by episode; there must be one. */
    public double entropy() {
        double logs = 0;
        for (long sum : sums) {
            logs += sum * log(sum);
        }
        long total = total();
        return log(total) - logs / total;
    }

    /** 0 where nothing is counted, as a sum of {@code n log n} takes it. */
    private static double log(long count) {
        return count < LOG_TABLE ? LOG[(int) count] : Math.log(count);
    }
}
