package org.metapolicy.trust.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** As many equations as versions and as many as contexts have the same solution. */
class PooledSystemTest {
    @Test
    void bothWaysGiveTheSame() {
        long seed = System.nanoTime();
        System.out.println("PooledSystemTest: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            int versions = 1 + random.nextInt(90);
            int contexts = 1 + random.nextInt(12);
            double prior = Math.pow(10, random.nextInt(7) - 1);
            double[][] weights = new double[versions][contexts];
            double[] ofVersions = new double[versions];
            double[] ofContexts = new double[contexts];
            double[] right = new double[versions];
            for (int v = 0; v < versions; v++) {
                right[v] = random.nextDouble() - 0.5;
                for (int c = 0; c < contexts; c++) {
                    // Nobody met the last one in every third round.
                    boolean met = random.nextInt(3) > 0 && (c < contexts - 1 || round % 3 > 0);
                    weights[v][c] = met ? Math.pow(10, 5 * random.nextDouble() - 1) : 0;
                    ofVersions[v] += weights[v][c];
                    ofContexts[c] += weights[v][c];
                }
            }
            PooledSystem one = new PooledSystem.ByVersion(weights, ofVersions, ofContexts, prior);
            PooledSystem other = new PooledSystem.ByContext(weights, ofVersions, ofContexts, prior);
            double[] expected = one.solve(right);
            double scale = 1 + Arrays.stream(expected).map(Math::abs).max().orElse(0);
            assertThat(other.solve(right)).as("round %d", round).containsExactly(expected, within(1e-8 * scale));
            assertThat(other.logDeterminant())
                    .as("round %d", round)
                    .isCloseTo(one.logDeterminant(), within(1e-8 * versions));
        }
    }

    @Test
    void ofManyVersionsAsManyEquationsAreSolvedAsThereAreContexts() {
        assertThat(system(PooledSystem.FEW, 2)).isInstanceOf(PooledSystem.ByVersion.class);
        assertThat(system(PooledSystem.FEW + 1, 2)).isInstanceOf(PooledSystem.ByContext.class);
        assertThat(system(PooledSystem.FEW + 1, PooledSystem.FEW + 2)).isInstanceOf(PooledSystem.ByVersion.class);
    }

    private static PooledSystem system(int versions, int contexts) {
        return PooledSystem.of(new double[versions][contexts], new double[versions], new double[contexts], 1);
    }
}
