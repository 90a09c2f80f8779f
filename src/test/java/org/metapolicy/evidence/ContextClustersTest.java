package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextClustersTest {
    private static final List<double[]> CENTROIDS = List.of(new double[] {0, 0}, new double[] {1, 1});

    @Test
    void theGivenClusterComesBeforeTheNearestCentroidAndThatBeforeTheHash() {
        ContextClusters clusters = new ContextClusters(CENTROIDS, List.of(), List.of());

        assertThat(clusters.assign(episode("given", List.of(0.9, 0.9), "hash"))).contains("given");
        assertThat(clusters.assign(episode(null, List.of(0.9, 0.8), "hash"))).contains("centroid-1");
        assertThat(clusters.assign(episode(null, List.of(0.1, 0.2), "hash"))).contains("centroid-0");
        assertThat(clusters.assign(episode(null, List.of(), "hash"))).contains("hash");
        assertThat(clusters.assign(episode(null, List.of(), null))).isEmpty();
        assertThat(clusters.known()).containsExactly("given", "centroid-1", "centroid-0", "hash");
    }

    @Test
    void aVectorOfAnotherDimensionHasNoNearestCentroid() {
        ContextClusters clusters = new ContextClusters(CENTROIDS, List.of(), List.of());

        assertThat(clusters.assign(episode(null, List.of(1.0, 1.0, 1.0), null))).isEmpty();
    }

    @Test
    void withMoreThan64DistinctHashesAHashIsAnIdentityAndNoCluster() {
        ContextClusters clusters = new ContextClusters(List.of(), List.of(), List.of());
        IntStream.rangeClosed(1, 64).forEach(i -> assertThat(clusters.assign(episode(null, List.of(), "h" + i)))
                .contains("h" + i));

        assertThat(clusters.assign(episode(null, List.of(), "h65"))).isEmpty();
        assertThat(clusters.assign(episode(null, List.of(), "h1"))).isEmpty();
        assertThat(clusters.hashes()).hasSize(65);
        assertThat(clusters.known()).hasSize(64);
    }

    private static WrittenEpisode episode(String given, List<Double> context, String hash) {
        return new WrittenEpisode(
                "e",
                "v",
                Optional.empty(),
                null,
                Optional.empty(),
                Optional.ofNullable(given),
                context,
                Optional.ofNullable(hash),
                false,
                Optional.empty());
    }
}
