package org.metapolicy.evidence.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

class ContextClusteringTest {
    /** Two clumps of four, around (0.25, 0) and (3.25, 0) times a scale that rounds nothing. */
    private static List<double[]> clumps(double scale) {
        List<double[]> vectors = new ArrayList<>();
        for (double clump : new double[] {0, 3}) {
            for (double x : new double[] {0, 0.25, 0.25, 0.5}) {
                vectors.add(new double[] {(clump + x) * scale, vectors.size() % 2 * 0.0});
            }
        }
        return vectors;
    }

    /** Squares of the largest are infinite, those of the smallest 0. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0x1p1022, 0x1p600, 0x1p-600})
    void numbersOfAnySizeAreClusteredAlike(double scale) {
        List<double[]> centroids = new ContextClustering(2, 1).fit(clumps(scale));
        assertThat(centroids).hasSize(2);
        assertThat(centroids.get(0)).containsExactly(0.25 * scale, 0);
        assertThat(centroids.get(1)).containsExactly(3.25 * scale, 0);
    }

    @Test
    void whatSomebodyElseReadsIsListedAmongTheKnown() {
        assertThatThrownBy(() -> ContextClustering.of(Input.of("options", Map.of("clusters", 2L)), "evidence"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("unknown option 'clusters': known are k, seed, evidence");
        assertThat(ContextClustering.of(Input.of("options", Map.of("k", 3L, "evidence", "any")), "evidence"))
                .isEqualTo(new ContextClustering(3, 1));
    }

    @Test
    void aMeanOfTheLargestNumbersIsFinite() {
        List<double[]> vectors = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            vectors.add(new double[] {Double.MAX_VALUE});
            vectors.add(new double[] {-Double.MAX_VALUE});
        }
        assertThat(new ContextClustering(2, 1).fit(vectors))
                .allSatisfy(centroid -> assertThat(centroid[0]).isFinite());
    }

    @Test
    void vectorsOfOneDimensionAreNeededAndEnoughThatDiffer() {
        assertThatThrownBy(() -> new ContextClustering(2, 1).fit(List.of(new double[] {1}, new double[] {1, 2})))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("the family's context vectors have 2 different dimensions: they must have one");
        assertThatThrownBy(() -> new ContextClustering(2, 1).fit(List.of(new double[] {1}, new double[] {1})))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("the family has 1 distinct context vectors: 2 clusters need at least as many");
    }
}
