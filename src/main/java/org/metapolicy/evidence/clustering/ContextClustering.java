package org.metapolicy.evidence.clustering;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.MersenneTwister;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/**
 * Fits the centroids of a family's context clusters by k-means++ (Arthur &amp; Vassilvitskii 2007; specification, section
 * 4.4).
 *
 * @param k clusters, from 2 to 64
 * @param seed the same seed over the same vectors gives the same centroids, in whatever order the vectors come
 */
public record ContextClustering(int k, long seed) {
    private static final int MAX_K = 64;
    private static final long SEED = 1;
    private static final String K_KEY = "k";
    private static final String SEED_KEY = "seed";
    private static final int ITERATIONS = 200;

    /** @throws InvalidInput if k is out of its range */
    public ContextClustering {
        if (k < 2 || k > MAX_K) {
            throw new InvalidInput("k is " + k + ": it must be an integer from 2 to " + MAX_K);
        }
    }

    /**
     * Reads k (needed) and seed (1 where there is none).
     *
     * @param others keys that somebody else reads
     * @throws InvalidInput on another key or a value that does not fit
     */
    public static ContextClustering of(Input options, String... others) {
        options.only(
                Stream.concat(Stream.of(K_KEY, SEED_KEY), Stream.of(others)).toList());
        return new ContextClustering(
                options.require(K_KEY, ValueKind.integer(2, MAX_K)).intValue(),
                options.read(SEED_KEY, ValueKind.INTEGER).orElse(SEED));
    }

    /**
     * The centroids, in lexicographic order.
     *
     * @param vectors context vectors, all of one dimension
     * @throws InvalidInput if their dimensions differ, or fewer than k of them are distinct
     */
    public List<double[]> fit(List<double[]> vectors) {
        long dimensions =
                vectors.stream().mapToInt(vector -> vector.length).distinct().count();
        if (dimensions > 1) {
            throw new InvalidInput(
                    "the family's context vectors have " + dimensions + " different dimensions: they must have one");
        }
        List<double[]> ordered = vectors.stream().sorted(Arrays::compare).toList();
        long distinct = ordered.stream().map(Arrays::toString).distinct().count();
        if (distinct < k) {
            throw new InvalidInput("the family has " + distinct + " distinct context vectors: " + k
                    + " clusters need at least as many");
        }
        int exponent = ordered.stream()
                .flatMapToDouble(Arrays::stream)
                .mapToInt(Math::getExponent)
                .max()
                .orElse(0);
        KMeansPlusPlusClusterer<DoublePoint> clusterer =
                new KMeansPlusPlusClusterer<>(k, ITERATIONS, new EuclideanDistance(), new MersenneTwister(seed));
        return clusterer
                .cluster(ordered.stream()
                        .map(vector -> new DoublePoint(scaled(vector, -exponent)))
                        .toList())
                .stream()
                .map(CentroidCluster::getCenter)
                .map(center -> scaled(center.getPoint(), exponent))
                .sorted(Arrays::compare)
                .toList();
    }

    /**
     * A vector times a power of two, which rounds nothing and changes no comparison of distances: with the largest number near 1, sums and
     * squares of finite numbers are finite, whatever their size.
     */
    private static double[] scaled(double[] vector, int exponent) {
        return Arrays.stream(vector)
                // Rounding may push a mean of the largest numbers past them.
                .map(number -> Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, Math.scalb(number, exponent))))
                .toArray();
    }
}
