package org.metapolicy.evidence;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which context cluster an episode falls into, and which clusters a family knows (specification, section 4.4).
 *
 * <p>Assigning may make a cluster known, so the answers depend on the order of arrival; counting stores each answer.
 */
public final class ContextClusters {
    /** The most distinct context hashes that may stand for clusters; with one more, hashes are identities. */
    public static final int MAX_HASHES = 64;

    private final List<double[]> centroids;
    private final Set<String> known;
    private final Set<String> hashes;

    /**
     * @param centroids the frozen centroids, all of one dimension; empty where none were fitted
     * @param known the clusters known so far
     * @param hashes the distinct context hashes met so far, at most one more than {@link #MAX_HASHES}
     */
    public ContextClusters(List<double[]> centroids, Collection<String> known, Collection<String> hashes) {
        this.centroids = centroids;
        this.known = new LinkedHashSet<>(known);
        this.hashes = new LinkedHashSet<>(hashes);
    }

    /** The name under which the centroid with this index is known. */
    public static String nameOfCentroid(int index) {
        return "centroid-" + index;
    }

    /** The episode's cluster, made known; empty where nothing covers it. */
    public Optional<String> assign(WrittenEpisode episode) {
        Optional<String> cluster = episode.givenCluster()
                .or(() -> nearestCentroid(episode.context()))
                .or(() -> episode.contextHash().filter(this::standsForCluster));
        cluster.ifPresent(known::add);
        return cluster;
    }

    /** The clusters that the family knows, in the order in which they became known. */
    public Set<String> known() {
        return known;
    }

    /** The distinct context hashes met, at most one more than {@link #MAX_HASHES}. */
    public Set<String> hashes() {
        return hashes;
    }

    private boolean standsForCluster(String hash) {
        if (hashes.size() <= MAX_HASHES) {
            hashes.add(hash);
        }
        return hashes.size() <= MAX_HASHES;
    }

    private Optional<String> nearestCentroid(List<Double> context) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < centroids.size(); i++) {
            double distance = squaredDistance(centroids.get(i), context);
            if (distance < least) {
                nearest = i;
                least = distance;
            }
        }
        return nearest < 0 ? Optional.empty() : Optional.of(nameOfCentroid(nearest));
    }

    /** NaN, which is nearer than nothing, where the dimensions differ: such a vector has no nearest centroid. */
    private static double squaredDistance(double[] centroid, List<Double> context) {
        if (centroid.length != context.size()) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < centroid.length; i++) {
            double difference = centroid[i] - context.get(i);
            sum += difference * difference;
        }
        return sum;
    }
}
