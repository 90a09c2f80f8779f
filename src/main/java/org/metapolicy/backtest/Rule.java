package org.metapolicy.backtest;

/** A way of choosing between versions that learns from their rewards alone. Versions and contexts go by their places, from 0. */
public interface Rule {
    /** One of these versions, of which there is at least one. */
    int choose(int context, int[] among);

    /**
     * What came of a decision of a version.
     *
     * @param reward in [-1, 1]
     */
    void see(int version, int context, double reward);
}
