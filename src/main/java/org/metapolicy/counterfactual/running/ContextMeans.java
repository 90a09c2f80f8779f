package org.metapolicy.counterfactual.running;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.trust.EpisodeFacts;

/**
 * The mean of a figure in [0, 1] by context cluster, of all versions together, shrunk towards the mean of all by the weight of
 * {@link #PRIOR} outcomes. 64 clusters, and one for all further ones; the situations without one are one cluster.
 */
final class ContextMeans {
    private static final double PRIOR = 20;
    private static final int CLUSTERS_MAX = 64;
    private static final String NONE = "";
    private static final String FURTHER = "\n";

    /** How many, and their sum. */
    record Sum(long n, double sum) {
        static final Sum ZERO = new Sum(0, 0);

        boolean isWhole() {
            return n >= 0;
        }

        Sum and(double value) {
            return new Sum(n + 1, sum + value);
        }
    }

    private final SortedMap<String, Sum> clusters;
    private Sum all = Sum.ZERO;

    ContextMeans() {
        this(new TreeMap<>(), Sum.ZERO);
    }

    ContextMeans(SortedMap<String, Sum> clusters, Sum all) {
        this.clusters = clusters;
        this.all = all;
    }

    /** The name under which a context is counted. */
    String name(String cluster) {
        String name = cluster == null ? NONE : cluster;
        return clusters.containsKey(name) || clusters.size() < CLUSTERS_MAX ? name : FURTHER;
    }

    /**
     * Whether a name stands for the same context of every version: that of what a version, or the family, has no room for may be other
     * contexts of each.
     */
    static boolean isSameForAll(String name) {
        return !name.equals(FURTHER) && !name.equals(EpisodeFacts.OTHER_CLUSTER);
    }

    double of(String name) {
        double mean = (all.sum + 0.5) / (all.n + 1);
        Sum here = clusters.getOrDefault(name, Sum.ZERO);
        return (here.sum + PRIOR * mean) / (here.n + PRIOR);
    }

    void add(String name, double value) {
        clusters.merge(name, new Sum(1, value), (before, one) -> before.and(value));
        all = all.and(value);
    }

    SortedMap<String, Sum> clusters() {
        return Collections.unmodifiableSortedMap(clusters);
    }

    Sum all() {
        return all;
    }
}
