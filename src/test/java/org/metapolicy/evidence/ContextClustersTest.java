package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextClustersTest {
    private static final List<double[]> CENTROIDS = List.of(new double[] {0, 0}, new double[] {1, 1});

    private final Set<String> met = new LinkedHashSet<>();

    @Test
    void theGivenClusterComesBeforeTheNearestCentroidAndThatBeforeTheHash() {
        ContextClusters clusters = new ContextClusters(CENTROIDS, List.of(), 64, false);

        assertThat(assign(clusters, "given", List.of(0.9, 0.9), "hash")).contains("given");
        assertThat(assign(clusters, null, List.of(0.9, 0.8), "hash")).contains("centroid-1");
        assertThat(assign(clusters, null, List.of(0.1, 0.2), "hash")).contains("centroid-0");
        assertThat(assign(clusters, null, List.of(), "hash")).contains("hash");
        assertThat(assign(clusters, null, List.of(), null)).isEmpty();
        assertThat(clusters.known()).containsExactly("given", "centroid-1", "centroid-0", "hash");
    }

    @Test
    void aVectorOfAnotherDimensionHasNoNearestCentroid() {
        assertThat(assign(new ContextClusters(CENTROIDS, List.of(), 64, false), null, List.of(1.0, 1.0, 1.0), null))
                .isEmpty();
    }

    @Test
    void withNoMoreRoomANewNameIsOtherAndANewHashIsNoCluster() {
        ContextClusters clusters = new ContextClusters(List.of(), List.of(), 64, false);
        IntStream.rangeClosed(1, 64).forEach(i -> assertThat(assign(clusters, null, List.of(), "h" + i))
                .contains("h" + i));

        assertThat(assign(clusters, null, List.of(), "h65")).isEmpty();
        assertThat(assign(clusters, null, List.of(), "h1")).contains("h1");
        assertThat(assign(clusters, "late", List.of(), "h1")).contains(ContextClusters.OTHER);
        assertThat(clusters.known()).hasSize(65).endsWith(ContextClusters.OTHER);
        assertThat(met).isEqualTo(clusters.known());
    }

    @Test
    void frozenCentroidsTakePlacesOfTheirOwn() {
        ContextClusters clusters = new ContextClusters(CENTROIDS, List.of(), 3, false);

        assertThat(assign(clusters, "a", List.of(), null)).contains("a");
        assertThat(assign(clusters, "b", List.of(), null)).contains(ContextClusters.OTHER);
        assertThat(assign(clusters, null, List.of(0.0, 0.0), null)).contains("centroid-0");
        assertThat(assign(clusters, "centroid-1", List.of(), null)).contains("centroid-1");
        assertThat(clusters.contexts().ofFamily()).isEqualTo(4);
        assertThat(clusters.contexts().isFull(3)).isTrue();
    }

    @Test
    void aNameIsOtherByItsLengthAndOtherTakesNoPlace() {
        ContextClusters clusters = new ContextClusters(List.of(), List.of(), 2, false);
        String longest = "x".repeat(ContextClusters.LONGEST);

        assertThat(assign(clusters, ContextClusters.OTHER, List.of(), null)).contains(ContextClusters.OTHER);
        assertThat(assign(clusters, longest, List.of(), null)).contains(longest);
        assertThat(assign(clusters, longest + "x", List.of(), null)).contains(ContextClusters.OTHER);
        assertThat(assign(clusters, null, List.of(), longest + "x")).isEmpty();
        assertThat(clusters.contexts().isFull(2)).as("room for one more").isFalse();
        assertThat(assign(clusters, "b", List.of(), null)).contains("b");
        assertThat(assign(clusters, "c", List.of(), null)).contains(ContextClusters.OTHER);
        assertThat(clusters.contexts().isFull(2)).isTrue();
    }

    @Test
    void whatAVersionMetDecidesAndNotWhatTheFamilyKnows() {
        ContextClusters clusters = new ContextClusters(List.of(), List.of(), 2, false);
        IntStream.range(0, 100).forEach(i -> assign(clusters, "trial-" + i, List.of(), null));

        assertThat(clusters.known()).containsExactly("trial-0", "trial-1", ContextClusters.OTHER);
        assertThat(clusters.assign(episode("easy", List.of(), null), Set.of())).contains("easy");
        assertThat(clusters.known()).hasSize(3);
    }

    @Test
    void whatWasKnownBeforeThereWasABoundIsKnownOn() {
        List<String> before = IntStream.range(0, 100).mapToObj(i -> "c" + i).toList();
        ContextClusters clusters = new ContextClusters(List.of(), before, 64, true);

        assertThat(clusters.known()).containsExactlyElementsOf(before);
        assertThat(assign(clusters, "c99", List.of(), null)).contains("c99");
        assertThat(assign(clusters, null, List.of(), "c98"))
                .as("hashes that were found to be identities")
                .isEmpty();
        assertThat(assign(clusters, "new", List.of(), null)).contains("new");
        assertThat(clusters.known()).hasSize(101).endsWith(ContextClusters.OTHER);
    }

    private Optional<String> assign(ContextClusters clusters, String given, List<Double> context, String hash) {
        Optional<String> cluster = clusters.assign(episode(given, context, hash), met);
        cluster.ifPresent(met::add);
        return cluster;
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
                Optional.empty(),
                Optional.empty());
    }
}
