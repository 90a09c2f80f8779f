package org.metapolicy.backtest;

/** The specification's sketch of a rule: of those with a trust score of .3 or more the highest, else the default. */
public final class ScoreRule {
    private static final double ENOUGH_TRUST = 0.3;

    private ScoreRule() {}

    /**
     * The place of the version.
     *
     * @param trust by version; NaN where it is not known
     * @param standard the place of the default
     */
    public static int choose(double[] trust, int[] among, int standard) {
        int best = -1;
        for (int v : among) {
            if (trust[v] >= ENOUGH_TRUST && (best < 0 || trust[v] > trust[best])) {
                best = v;
            }
        }
        return best < 0 ? standard : best;
    }
}
