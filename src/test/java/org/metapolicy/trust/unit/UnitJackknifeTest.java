package org.metapolicy.trust.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnitJackknifeTest {
    private static final double[] SIZES = {100, 100, 25, 40};
    private static final double[] MEANS = {0.2, 0.5, 0.4, 0.9};

    /**
     * By python3 with scipy: n, m as above, N = sum(n), h = N/n, w = the mean of all, l = the mean without one,
     * e = 4*w - sum((1-n/N)*l), v = sum((h*w-(h-1)*l-e)**2/(h-1))/4, d = N*N/sum(n*n)-1, t.ppf(.975, d)*sqrt(v).
     */
    @Test
    void theHalfWidthOfAMeanIsTheReferences() {
        assertThat(halfWidth(SIZES, MEANS)).isCloseTo(0.5483656533653839, within(1e-8));
    }

    @Test
    void aUnitWithoutEpisodesChangesNothing() {
        assertThat(halfWidth(new double[] {100, 0, 100, 25, 40}, new double[] {0.2, 7, 0.5, 0.4, 0.9}))
                .isEqualTo(halfWidth(SIZES, MEANS));
    }

    @Test
    void fewerThanTwoUnitsSayNothing() {
        assertThat(halfWidth(new double[] {200}, new double[] {0.3})).isInfinite();
        assertThat(halfWidth(new double[] {200, 25}, new double[] {0.3, 0.3})).isInfinite();
        assertThat(halfWidth(new double[] {0}, new double[] {0})).isInfinite();
        assertThat(halfWidth(new double[] {100, 100}, new double[] {0.3, 0.3})).isCloseTo(0, within(1e-12));
    }

    @Test
    void unitsAreOneOf1024AndGroupsOneOfEight() {
        Set<Integer> units = new HashSet<>();
        Set<Integer> groups = new HashSet<>();
        IntStream.range(0, 500).map(i -> EvidenceUnit.of("p" + i)).forEach(unit -> {
            assertThat(unit).isBetween(0, 1023);
            units.add(unit);
            groups.add(EvidenceUnit.group(unit));
        });
        assertThat(units).hasSizeGreaterThan(350);
        assertThat(groups).hasSize(EvidenceUnit.MOST).allMatch(EvidenceUnit::isGroup);
        assertThat(groups).allMatch(group -> EvidenceUnit.group(group) == group);
        assertThat(EvidenceUnit.group(EvidenceUnit.UNKNOWN)).isEqualTo(EvidenceUnit.UNKNOWN);
    }

    private static double halfWidth(double[] sizes, double[] means) {
        return UnitJackknife.halfWidth(sizes, mean(sizes, means, -1), u -> mean(sizes, means, u), 0.025);
    }

    private static double mean(double[] sizes, double[] means, int without) {
        double[] n = IntStream.range(0, sizes.length)
                .mapToDouble(i -> i == without ? 0 : sizes[i])
                .toArray();
        return IntStream.range(0, n.length).mapToDouble(i -> n[i] * means[i]).sum()
                / Arrays.stream(n).sum();
    }
}
