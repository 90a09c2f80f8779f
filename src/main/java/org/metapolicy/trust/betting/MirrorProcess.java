package org.metapolicy.trust.betting;

import java.util.Arrays;

/**
 * Evidence for "the mean keeps its limit", which may be looked at after every value (specification, section 6.4): the bets of
 * {@link EProcess} on 1 - x against the limit 1 - m, from one start. While the mean is beyond the limit it ever reaches
 * {@link #THRESHOLD} with probability at most 1/20 (Ville), however often somebody looks.
 *
 * <p>It speaks of one limit: another one starts it anew. Once there, it stays.
 */
public final class MirrorProcess {
    /** The e-value at which a limit is shown to be kept. */
    public static final double THRESHOLD = 20;

    /** A larger limit is taken for this one, which is harder to keep: on a limit of 1 nothing can be bet. */
    public static final double LARGEST = 0.999;

    private final double[] wealth;
    private double limit;
    private boolean reached;

    public MirrorProcess() {
        this(State.fresh());
    }

    public MirrorProcess(State state) {
        if (state.wealth().length != EProcess.GRID.length) {
            throw new IllegalArgumentException(
                    "a mirror process has " + state.wealth().length + " bets: there must be " + EProcess.GRID.length);
        }
        wealth = state.wealth().clone();
        limit = state.limit();
        reached = state.reached();
    }

    /**
     * Takes a value.
     *
     * @param x in [0, 1], more being worse
     * @param m the limit in force, in (0, 1]
     */
    public void observe(double x, double m) {
        if (inside(m) != limit) {
            startOver();
            limit = inside(m);
        }
        if (reached) {
            return;
        }
        double odds = (1 - x) / (1 - limit);
        double sum = 0;
        for (int i = 0; i < wealth.length; i++) {
            wealth[i] *= 1 - EProcess.GRID[i] + EProcess.GRID[i] * odds;
            sum += wealth[i];
        }
        reached = sum >= THRESHOLD;
    }

    /** Forgets all, as for a limit that was set anew. */
    public void startOver() {
        System.arraycopy(EProcess.PRIOR, 0, wealth, 0, wealth.length);
        limit = 0;
        reached = false;
    }

    /** Whether the values so far show that this limit is kept. */
    public boolean shows(double m) {
        return reached && inside(m) == limit;
    }

    private static double inside(double m) {
        return Math.min(LARGEST, m);
    }

    /** The e-value; frozen once it is there. */
    public double value() {
        return Arrays.stream(wealth).sum();
    }

    public State state() {
        return new State(wealth.clone(), limit, reached);
    }

    /**
     * All of it, for storing.
     *
     * @param limit the limit that it is about; 0 before the first value
     */
    public record State(double[] wealth, double limit, boolean reached) {
        public static State fresh() {
            return new State(EProcess.PRIOR.clone(), 0, false);
        }
    }
}
