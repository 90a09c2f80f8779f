package org.metapolicy.trust.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClusterCountsTest {
    private static final String OTHER = "other";

    /** By python3 -c "from math import log; print(-sum(c / 8 * log(c / 8) for c in [3, 1, 4]))" */
    @Test
    void entropyIsThatOfTheShares() {
        ClusterCounts counts = new ClusterCounts(List.of(Map.of("a", 3L), Map.of("b", 1L, OTHER, 2L)), OTHER);
        counts.add(0);
        counts.add(1);
        counts.add(1);
        assertThat(counts.total()).isEqualTo(9);
        assertThat(counts.ofOther()).isEqualTo(4);
        counts.clear();
        assertThat(counts.total()).isZero();
        ClusterCounts three = new ClusterCounts(List.of(Map.of("a", 3L, "b", 1L), Map.of("c", 4L)), OTHER);
        three.add(0);
        three.add(1);
        assertThat(three.entropy()).isCloseTo(0.9743147528693494, within(1e-12));
        assertThat(three.ofOther()).isZero();
        assertThat(three.size()).isEqualTo(3);
    }

    @Test
    void windowsOfManyAndOfFewClustersAddUp() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            List<Map<String, Long>> windows = new ArrayList<>();
            int clusters = 1 + random.nextInt(70);
            for (int w = 0; w < 1 + random.nextInt(8); w++) {
                Map<String, Long> window = new TreeMap<>();
                for (int c = 0; c < random.nextInt(1 + clusters); c++) {
                    String name = random.nextInt(10) == 0 ? OTHER : "k" + random.nextInt(clusters);
                    window.merge(name, 1L + random.nextInt(9), Long::sum);
                }
                windows.add(window);
            }
            ClusterCounts counts = new ClusterCounts(windows, OTHER);
            Map<String, Long> expected = new TreeMap<>();
            for (int draw = 0; draw < 10; draw++) {
                int window = random.nextInt(windows.size());
                counts.add(window);
                windows.get(window).forEach((name, n) -> expected.merge(name, n, Long::sum));
            }
            long total = expected.values().stream().mapToLong(n -> n).sum();
            assertThat(counts.total()).as("seed %d", seed).isEqualTo(total);
            assertThat(counts.ofOther()).as("seed %d", seed).isEqualTo(expected.getOrDefault(OTHER, 0L));
            if (total > 0) {
                double entropy = -expected.values().stream()
                        .mapToDouble(n -> (double) n / total * Math.log((double) n / total))
                        .sum();
                assertThat(counts.entropy()).as("seed %d", seed).isCloseTo(entropy, within(1e-9));
            }
        }
    }
}
