package org.metapolicy.trust;

import java.util.Arrays;
import org.metapolicy.policy.RewardRange;

/**
 * Evidence against "the mean keeps its limit", which may be looked at after every value (specification, section 6.2).
 *
 * <p>For x in [0, 1] and the limit m: bets &lambda; = g/m with g from {@link #GRID}, and a mixture over start times, the
 * j-th of weight w_j = j^(-1/4) - (j + 1)^(-1/4): S = (S + w) (1 + &lambda; (x - m)), averaged over the bets by {@link
 * #PRIOR}. The average plus the weight not yet spent is a nonnegative supermartingale from 1 while the limit is kept, so
 * by Ville's inequality it ever reaches 1/a with probability at most a. The alarm latches and freezes the wealth, which
 * therefore cannot overflow; an underflow to 0 loses evidence and never makes any.
 *
 * <p>The weights of bets and starts may be any that sum to at most 1; {@code docs/statistics.md} says why these. Sources:
 * Waudby-Smith &amp; Ramdas 2024 (betting), Shin, Ramdas &amp; Rinaldo 2024 (e-detectors).
 */
final class EProcess {
    /** The most that the probability of ever a false alarm may be, of a watch with a guardrail in each slot. */
    static final double ALPHA = 0.05;

    /**
     * Shares of that error, each as large, used or not. A constant, since it sets the alarm of every watch that runs: one
     * more guardrail than slots needs a decision, more slots (a higher alarm for all) or a higher error.
     */
    static final int SLOTS = 8;

    /** The e-value of a guardrail at which it alarms. */
    static final double THRESHOLD = SLOTS / ALPHA;

    /** Bets as shares of the largest possible one: small ones for small excesses, which large bets never find. */
    static final double[] GRID = {0.01, 0.04, 0.1, 0.25, 0.45, 0.8};

    /** What each bet starts with; sums to 1. */
    static final double[] PRIOR = {0.04, 0.08, 0.18, 0.25, 0.25, 0.2};

    /** The same for the sums of sessions of more than one, which vary less: larger bets are nearer the best. */
    static final double[] SUM_PRIOR = {0.01, 0.02, 0.05, 0.12, 0.25, 0.55};

    private final double[] wealth;
    private final MirrorProcess mirror;
    private double pending;
    private long starts;
    private long n;
    private double sum;
    private long values;
    private boolean alarmed;

    EProcess() {
        this(new State(new double[GRID.length], 0, 0, 0, 0, 0, false, MirrorProcess.State.fresh()));
    }

    EProcess(State state) {
        if (state.wealth().length != GRID.length) {
            throw new IllegalArgumentException(
                    "an e-process has " + state.wealth().length + " bets: there must be " + GRID.length);
        }
        this.wealth = state.wealth().clone();
        this.pending = state.pending();
        this.starts = state.starts();
        this.n = state.n();
        this.sum = state.sum();
        this.values = state.values();
        this.alarmed = state.alarmed();
        this.mirror = new MirrorProcess(state.mirror());
    }

    /** Opens a start: its weight waits for the next value. */
    void openStart() {
        double before = unspent();
        starts++;
        pending += before - unspent();
    }

    /** Takes a value that stands for itself; see the other. */
    void observe(double x, double m) {
        observe(x, m, x, 1, PRIOR);
    }

    /**
     * Takes a value.
     *
     * @param x what the bets are on, in [0, 1], more being worse
     * @param m the limit in force, in (0, 1)
     * @param total the sum of the values behind it, for the mean
     * @param many how many these are
     * @param prior what bets from a start that opened since the last value begin with
     */
    void observe(double x, double m, double total, long many, double[] prior) {
        n++;
        sum += total;
        values += many;
        mirror.observe(x, m);
        if (alarmed) {
            return;
        }
        double odds = x / m;
        for (int i = 0; i < wealth.length; i++) {
            wealth[i] = (wealth[i] + prior[i] * pending) * (1 - GRID[i] + GRID[i] * odds);
        }
        pending = 0;
        alarmed = value() >= THRESHOLD;
    }

    /** Tells the mean of the values so far, of a measure, on another range than the one they were told on. */
    void rescale(RewardRange from, RewardRange to) {
        if (!from.equals(to)) {
            sum = values * to.badness(from.high()) + sum * from.width() / to.width();
        }
    }

    /**
     * Gives up the evidence so far, as for a limit that was set anew, and goes on with the weight not yet spent. Giving
     * up wealth keeps the process a supermartingale from 1, so the watch's error holds across any number of new limits.
     */
    void startOver() {
        if (!alarmed) {
            Arrays.fill(wealth, 0);
            n = 0;
            sum = 0;
            values = 0;
            mirror.startOver();
            openStart();
        }
    }

    /** Natural logarithm of the e-value; frozen from the alarm on. */
    double logE() {
        return Math.log(value());
    }

    boolean alarmed() {
        return alarmed;
    }

    /** Whether the values since the watch began show that this limit is kept. */
    boolean shows(double m) {
        return mirror.shows(m);
    }

    long n() {
        return n;
    }

    /** Mean of the values on [0, 1]; NaN before the first. */
    double mean() {
        return sum / values;
    }

    State state() {
        return new State(wealth.clone(), pending, starts, n, sum, values, alarmed, mirror.state());
    }

    private double value() {
        double total = pending + unspent();
        for (double w : wealth) {
            total += w;
        }
        return total;
    }

    private double unspent() {
        return 1 / Math.sqrt(Math.sqrt(starts + 1.0));
    }

    /** All of it, for storing. */
    record State(
            double[] wealth,
            double pending,
            long starts,
            long n,
            double sum,
            long values,
            boolean alarmed,
            MirrorProcess.State mirror) {}
}
