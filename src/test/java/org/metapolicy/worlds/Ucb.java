package org.metapolicy.worlds;

import org.metapolicy.worlds.World.Outcome;

/** UCB1 (Auer et al. 2002) on rewards mapped to [0, 1]. */
public final class Ucb implements Chooser {
    private final double[] counts;
    private final double[] sums;

    public Ucb(Nature world) {
        this.counts = new double[world.versions()];
        this.sums = new double[world.versions()];
    }

    @Override
    public int choose(int context) {
        double all = 0;
        for (double count : counts) {
            all += count;
        }
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < counts.length; v++) {
            double bound = counts[v] == 0
                    ? Double.POSITIVE_INFINITY
                    : sums[v] / counts[v] + Math.sqrt(2 * Math.log(all) / counts[v]);
            if (bound > most) {
                most = bound;
                best = v;
            }
        }
        return best;
    }

    @Override
    public void see(int version, int context, Outcome outcome) {
        if (!outcome.overridden()) {
            counts[version]++;
            sums[version] += (1 + outcome.reward()) / 2;
        }
    }
}
