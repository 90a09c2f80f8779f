package org.metapolicy.policy;

/**
 * The range that a family declares its rewards to lie in (specification, section 6.1): guardrails bet on it, and
 * deviations are told in halves of it.
 *
 * @param low the least reward that there is, from -1 to below {@code high}
 * @param high the largest, up to 1
 */
public record RewardRange(double low, double high) {
    /** What an outcome's measures lie in at most, and rewards where no family said otherwise. */
    public static final RewardRange WHOLE = new RewardRange(-1, 1);

    public static RewardRange of(Settings settings) {
        return new RewardRange(settings.number(Setting.REWARD_LOW), settings.number(Setting.REWARD_HIGH));
    }

    public double width() {
        return high - low;
    }

    public boolean holds(double value) {
        return value >= low && value <= high;
    }

    /** A deviation of rewards as it would be on [-1, 1]. */
    public double deviation(double ownUnit) {
        return ownUnit * (2 / width());
    }

    /** The value mapped to [0, 1] so that more is worse. */
    public double badness(double value) {
        return (high - value) / width();
    }

    /** The value of which this is the badness. */
    public double value(double badness) {
        return high - width() * badness;
    }
}
