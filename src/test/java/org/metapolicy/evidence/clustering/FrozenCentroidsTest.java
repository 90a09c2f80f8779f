package org.metapolicy.evidence.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of centroids, whatever somebody made of them. */
class FrozenCentroidsTest {
    @Test
    void theyComeInTheirOrder() {
        assertThat(FrozenCentroids.read("[[1.0, 2.5], [0, -3]]").orElseThrow())
                .containsExactly(new double[] {1, 2.5}, new double[] {0, -3});
        assertThat(FrozenCentroids.read("[]"))
                .hasValueSatisfying(none -> assertThat(none).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[null]",
                "[[1.0], null]",
                "[1.0]",
                "{}",
                "nonsense",
                "[[\"a\"]]",
                "[[\"NaN\"]]",
                "[[1e999]]",
                "[[1.0]"
            })
    void whatIsNoListOfListsOfNumbersIsNone(String edited) {
        assertThat(FrozenCentroids.read(edited)).isEmpty();
    }
}
