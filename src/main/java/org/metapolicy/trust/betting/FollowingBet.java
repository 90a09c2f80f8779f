package org.metapolicy.trust.betting;

import org.metapolicy.policy.RewardRange;

/**
 * A bet that follows past values: while these keep the limit it bets next to nothing, and so loses nothing, and once they
 * do not it bets about what is best against them. Its size is known before the value, which is all that the proof asks of a
 * bet.
 *
 * <p>Source: aGRAPA of Waudby-Smith &amp; Ramdas 2024, "Estimating means of bounded random variables by betting", section
 * B.3, with a mean and a variance that forget.
 */
public final class FollowingBet {
    /** Over how many values each remembers: one for large changes and one for small. */
    public static final double[] MEMORY = {10, 40};

    /** The same for sums of sessions of more than one, of which fewer come in the same time. */
    public static final double[] SUM_MEMORY = {2, 8};

    /** The largest bet, as a share of the largest possible one. */
    public static final double MOST = 0.9;

    private final int index;
    private double mean;
    private double variance;

    /** @param index which of {@link #MEMORY} it has */
    public FollowingBet(int index, State state) {
        this.index = index;
        this.mean = state.mean();
        this.variance = state.variance();
    }

    /** Forgets: as if the values so far lay on the limit. */
    public void startOver(double m) {
        mean = m;
        variance = m * (1 - m) / 4;
    }

    /** The bet against the limit m as a share of the largest possible one, before the next value. */
    public double share(double m) {
        double beyond = mean - m;
        return beyond <= 0 ? 0 : Math.min(MOST, m * beyond / (variance + beyond * beyond));
    }

    /**
     * @param before how many values were looked at before this one
     * @param ofSum whether it is the sum of a session of more than one
     */
    public void look(double x, long before, boolean ofSum) {
        double memory = (ofSum ? SUM_MEMORY : MEMORY)[index];
        double rate = Math.max(1 / memory, 1 / (before + 2.0));
        double step = x - mean;
        mean += rate * step;
        variance = (1 - rate) * (variance + rate * step * step);
    }

    /** Tells what it remembers, of a measure, on another range. */
    public void rescale(RewardRange from, RewardRange to) {
        double ratio = from.width() / to.width();
        mean = to.badness(from.value(mean));
        variance *= ratio * ratio;
    }

    public State state() {
        return new State(mean, variance);
    }

    /** What it remembers, for storing. */
    public record State(double mean, double variance) {
        public static final State NOTHING = new State(0, 0);
    }
}
