package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.clustering.ContextClustering;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

class ContextClusteringTest {
    @Test
    void threeClumpsHaveTheirMeansAsCentroids() {
        List<double[]> vectors = new ArrayList<>();
        for (double[] centre : new double[][] {{0, 0}, {10, 0}, {0, 10}}) {
            vectors.add(new double[] {centre[0] - 1, centre[1]});
            vectors.add(new double[] {centre[0] + 1, centre[1]});
        }

        List<double[]> centroids = new ContextClustering(3, 7).fit(vectors);

        assertThat(centroids).hasSize(3);
        assertThat(centroids.get(0)).containsExactly(0, 0);
        assertThat(centroids.get(1)).containsExactly(0, 10);
        assertThat(centroids.get(2)).containsExactly(10, 0);
    }

    @Test
    void theOrderOfTheVectorsDoesNotMatter() {
        long seed = 20261124;
        Random random = new Random(seed);
        List<double[]> vectors = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            vectors.add(new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()});
        }
        List<double[]> first = new ContextClustering(5, 3).fit(vectors);
        Collections.shuffle(vectors, random);

        assertThat(new ContextClustering(5, 3).fit(vectors))
                .as("seed %d", seed)
                .usingElementComparator(java.util.Arrays::compare)
                .containsExactlyElementsOf(first);
    }

    @Test
    void whatCannotBeClusteredIsSaid() {
        assertThatThrownBy(() -> new ContextClustering(1, 1))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("k is 1: it must be an integer from 2 to 64");
        assertThatThrownBy(() -> new ContextClustering(2, 1).fit(List.of(new double[] {1}, new double[] {1, 2})))
                .hasMessage("the family's context vectors have 2 different dimensions: they must have one");
        assertThatThrownBy(() -> new ContextClustering(2, 1).fit(List.of(new double[] {1}, new double[] {1})))
                .hasMessage("the family has 1 distinct context vectors: 2 clusters need at least as many");
    }
}
