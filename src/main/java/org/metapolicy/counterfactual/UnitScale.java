package org.metapolicy.counterfactual;

import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * Where rewards lie. Estimates are made on the unit scale, g = (reward - low) / (high - low), and told in units of reward.
 *
 * @param low the least reward there can be
 * @param high the largest, above low
 */
record UnitScale(double low, double high) {
    /** @throws InvalidInput if low is not below high */
    UnitScale {
        if (!(low < high)) {
            throw new InvalidInput(
                    "reward_low is " + low + " and reward_high is " + high + ": reward_low must be below reward_high");
        }
    }

    boolean holds(double reward) {
        return reward >= low && reward <= high;
    }

    /** On the unit scale, in [0, 1]. */
    double unit(double reward) {
        return (reward - low) / width();
    }

    /** A mean of the unit scale in units of reward. */
    double reward(double unit) {
        return low + width() * unit;
    }

    double width() {
        return high - low;
    }
}
