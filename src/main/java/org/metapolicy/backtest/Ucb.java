package org.metapolicy.backtest;

/** UCB1 (Auer, Cesa-Bianchi &amp; Fischer 2002) on rewards mapped to [0, 1]. */
public final class Ucb implements Rule {
    private final double[] counts;
    private final double[] sums;

    public Ucb(int versions) {
        this.counts = new double[versions];
        this.sums = new double[versions];
    }

    @Override
    public int choose(int context, int[] among) {
        double all = 0;
        for (double count : counts) {
            all += count;
        }
        int best = among[0];
        double most = Double.NEGATIVE_INFINITY;
        for (int v : among) {
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
    public void see(int version, int context, double reward) {
        counts[version]++;
        sums[version] += (1 + reward) / 2;
    }
}
