package org.metapolicy.evaluation;

import java.util.SplittableRandom;
import org.metapolicy.worlds.Chooser;
import org.metapolicy.worlds.Nature;
import org.metapolicy.worlds.World.Outcome;

/** The best mean so far, and one decision of ten at random (Sutton and Barto 2018, section 2.2). */
final class Greedy implements Chooser {
    private static final double EPSILON = 0.1;

    private final SplittableRandom random;
    private final double[] counts;
    private final double[] sums;

    Greedy(Nature world, SplittableRandom random) {
        this.random = random;
        this.counts = new double[world.versions()];
        this.sums = new double[world.versions()];
    }

    @Override
    public int choose(int context) {
        if (random.nextDouble() < EPSILON) {
            return random.nextInt(counts.length);
        }
        int best = 0;
        for (int v = 1; v < counts.length; v++) {
            best = mean(v) > mean(best) ? v : best;
        }
        return best;
    }

    @Override
    public void see(int version, int context, Outcome outcome) {
        if (!outcome.overridden()) {
            counts[version]++;
            sums[version] += outcome.reward();
        }
    }

    private double mean(int version) {
        return counts[version] == 0 ? 0 : sums[version] / counts[version];
    }
}
