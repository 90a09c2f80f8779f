package org.metapolicy.trust.betting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.metapolicy.policy.RewardRange;

/**
 * One guardrail's part of the evidence against "the means keep their limits" (specification, section 6.2): what the weights
 * that it received have become by betting on its values.
 *
 * <p>For x in [0, 1] and the limit m: bets &lambda; = g/m, with g fixed from {@link #GRID} or following past values ({@link
 * FollowingBet}), of which each takes its share of a weight and becomes S = (S + weight) (1 + &lambda; (x - m)). While the
 * mean keeps the limit no factor is larger than 1 on average, so that the weights received are at least what it is worth in
 * expectation, at any time.
 *
 * <p>The shares may be any that sum to at most 1; {@code docs/statistics.md} says why these.
 */
public final class EProcess {
    /** Fixed bets as shares of the largest possible one: small ones for small excesses, which large bets never find. */
    public static final double[] GRID = {0.01, 0.04, 0.1, 0.25, 0.45, 0.8};

    /** What each fixed bet has of what fixed bets have; sums to 1. */
    public static final double[] PRIOR = {0.04, 0.08, 0.18, 0.25, 0.25, 0.2};

    /** The same for the sums of sessions of more than one, which vary less: larger bets are nearer the best. */
    public static final double[] SUM_PRIOR = {0.01, 0.02, 0.05, 0.12, 0.25, 0.55};

    /** What bets that follow have of a weight, in equal parts; the rest is for the fixed ones. */
    public static final double FOLLOWING = 0.25;

    private static final int BETS = GRID.length + FollowingBet.MEMORY.length;

    private final double[] wealth;
    private final List<FollowingBet> following;
    private final MirrorProcess mirror;
    private double pending;
    private long n;
    private double sum;
    private long values;

    public EProcess() {
        this(new State(
                new double[BETS],
                IntStream.range(0, FollowingBet.MEMORY.length)
                        .mapToObj(i -> FollowingBet.State.NOTHING)
                        .toList(),
                0,
                0,
                0,
                0,
                MirrorProcess.State.fresh()));
    }

    /** @param state without a mirror for one that never shows that a limit is kept */
    public EProcess(State state) {
        if (state.wealth().length != BETS || state.following().size() != FollowingBet.MEMORY.length) {
            throw new IllegalArgumentException("an e-process has " + state.wealth().length + " bets, of which "
                    + state.following().size() + " follow: there must be " + BETS + " and "
                    + FollowingBet.MEMORY.length);
        }
        this.wealth = state.wealth().clone();
        this.following = new ArrayList<>();
        for (int i = 0; i < FollowingBet.MEMORY.length; i++) {
            following.add(new FollowingBet(i, state.following().get(i)));
        }
        this.pending = state.pending();
        this.n = state.n();
        this.sum = state.sum();
        this.values = state.values();
        this.mirror = state.mirror() == null ? null : new MirrorProcess(state.mirror());
    }

    /** One that bets alone, and never shows that a limit is kept. */
    public static EProcess betting() {
        State fresh = new EProcess().state();
        return new EProcess(new State(fresh.wealth(), fresh.following(), 0, 0, 0, 0, null));
    }

    /** Receives a weight to bet with, which waits for the next value. */
    public void receive(double weight) {
        pending += weight;
    }

    /** Takes a value that stands for itself; see the other. */
    public void observe(double x, double m) {
        look(x, m, x, 1);
        bet(x, m, false);
    }

    /**
     * Looks at a value.
     *
     * @param x what bets are on, in [0, 1], more being worse
     * @param m the limit in force, in (0, 1]
     * @param total the sum of the values behind it, for the mean
     * @param many how many these are
     */
    public void look(double x, double m, double total, long many) {
        n++;
        sum += total;
        values += many;
        if (mirror != null) {
            mirror.observe(x, m);
        }
    }

    /**
     * Bets on the value that was looked at last.
     *
     * @param ofSum whether it is the sum of a session of more than one
     */
    public void bet(double x, double m, boolean ofSum) {
        double[] prior = ofSum ? SUM_PRIOR : PRIOR;
        if (n == 1) {
            following.forEach(bet -> bet.startOver(m));
        }
        double odds = x / m;
        for (int i = 0; i < GRID.length; i++) {
            double own = wealth[i] + (1 - FOLLOWING) * prior[i] * pending;
            wealth[i] = own * (1 - GRID[i] + GRID[i] * odds);
        }
        for (int i = 0; i < following.size(); i++) {
            double share = following.get(i).share(m);
            double own = wealth[GRID.length + i] + FOLLOWING / following.size() * pending;
            wealth[GRID.length + i] = own * (1 - share + share * odds);
            following.get(i).look(x, n - 1, ofSum);
        }
        pending = 0;
    }

    /** Tells what is remembered of a measure on another range than the one it was told on. */
    public void rescale(RewardRange from, RewardRange to) {
        if (!from.equals(to)) {
            sum = values * to.badness(from.high()) + sum * from.width() / to.width();
            following.forEach(bet -> bet.rescale(from, to));
        }
    }

    /** Gives up the evidence so far, as for a limit that was set anew, and what waits; that only lowers it. */
    public void startOver() {
        Arrays.fill(wealth, 0);
        pending = 0;
        n = 0;
        sum = 0;
        values = 0;
        if (mirror != null) {
            mirror.startOver();
        }
    }

    /** What it is worth: in expectation at most the weights that it received, while the limit is kept. */
    public double worth() {
        double all = pending;
        for (double bet : wealth) {
            all += bet;
        }
        return all;
    }

    /** Whether the values since the watch began show that this limit is kept. */
    public boolean shows(double m) {
        return mirror != null && mirror.shows(m);
    }

    public long n() {
        return n;
    }

    /** Mean of the values on [0, 1]; NaN before the first. */
    public double mean() {
        return sum / values;
    }

    public State state() {
        return new State(
                wealth.clone(),
                following.stream().map(FollowingBet::state).toList(),
                pending,
                n,
                sum,
                values,
                mirror == null ? null : mirror.state());
    }

    /**
     * All of it, for storing.
     *
     * @param wealth of the fixed bets, then of those that follow
     * @param mirror null of one that bets alone
     */
    public record State(
            double[] wealth,
            List<FollowingBet.State> following,
            double pending,
            long n,
            double sum,
            long values,
            MirrorProcess.State mirror) {}
}
