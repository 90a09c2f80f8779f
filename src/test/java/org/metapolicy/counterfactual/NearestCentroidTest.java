package org.metapolicy.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestCentroidTest {
    private static final NearestCentroid TWO = new NearestCentroid(List.of(new double[] {0, 0}, new double[] {10, 0}));

    @Test
    void theNearestIsNamedByItsPlaceAndTheFirstOfTwoThatAreEquallyNear() {
        assertThat(TWO.nearest(List.of(4.9, 3.0))).contains("centroid-0");
        assertThat(TWO.nearest(List.of(5.0, 3.0))).contains("centroid-0");
        assertThat(TWO.nearest(List.of(5.1, 3.0))).contains("centroid-1");
        assertThat(TWO.nearest(List.of(5.1))).as("of another dimension").isEmpty();
    }

    /** The squares of such distances are infinite, so that none would be less than another. */
    @Test
    void numbersOfAnySizeHaveANearest() {
        NearestCentroid far = new NearestCentroid(List.of(
                new double[] {-1e308, 0}, new double[] {1e308, 0}, new double[] {3, 1, 4}, new double[] {1e307, 0}));
        assertThat(far.nearest(List.of(1.5e308, 0.0))).contains("centroid-1");
        assertThat(far.nearest(List.of(-Double.MAX_VALUE, Double.MAX_VALUE))).contains("centroid-0");
        assertThat(far.nearest(List.of(1.0, 0.0))).contains("centroid-3");
        assertThat(new NearestCentroid(List.of(new double[] {1e308}, new double[] {1}, new double[] {2}))
                        .nearest(List.of(1e160)))
                .as("what is told apart on neither scale falls to the first")
                .contains("centroid-1");
    }
}
