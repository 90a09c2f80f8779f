package org.metapolicy.backtest;

import java.util.random.RandomGenerator;

/** The best mean so far, and one decision of ten at random (Sutton and Barto 2018, section 2.2). */
public final class Greedy implements Rule {
    private static final double EPSILON = 0.1;

    private final RandomGenerator random;
    private final double[] counts;
    private final double[] sums;

    public Greedy(int versions, RandomGenerator random) {
        this.random = random;
        this.counts = new double[versions];
        this.sums = new double[versions];
    }

    @Override
    public int choose(int context, int[] among) {
        if (random.nextDouble() < EPSILON) {
            return among[random.nextInt(among.length)];
        }
        int best = among[0];
        for (int v : among) {
            best = mean(v) > mean(best) ? v : best;
        }
        return best;
    }

    @Override
    public void see(int version, int context, double reward) {
        counts[version]++;
        sums[version] += reward;
    }

    private double mean(int version) {
        return counts[version] == 0 ? 0 : sums[version] / counts[version];
    }
}
