package org.metapolicy.evaluation;

import java.util.ArrayDeque;
import java.util.Deque;
import org.metapolicy.worlds.World.Outcome;

/** The last 50 outcomes against fixed thresholds, as release tools look at them. */
final class SlidingWindow {
    private static final int SIZE = 50;

    private final double overrides;
    private final double flags;
    private final double reward;
    private final Deque<Outcome> last = new ArrayDeque<>();

    /** @param reward the mean reward below which it is exceeded */
    SlidingWindow(double overrides, double flags, double reward) {
        this.overrides = overrides;
        this.flags = flags;
        this.reward = reward;
    }

    /** At the limits that a family has unless it says otherwise. */
    static SlidingWindow atTheLimits() {
        return new SlidingWindow(0.40, 0.05, -0.05);
    }

    void add(Outcome outcome) {
        last.add(outcome);
        if (last.size() > SIZE) {
            last.poll();
        }
    }

    boolean exceeded() {
        if (last.size() < SIZE) {
            return false;
        }
        double overridden = 0;
        double flagged = 0;
        double sum = 0;
        for (Outcome outcome : last) {
            overridden += outcome.overridden() ? 1 : 0;
            flagged += outcome.flag() ? 1 : 0;
            sum += outcome.overridden() ? 0 : outcome.reward();
        }
        return overridden / SIZE > overrides
                || flagged / SIZE > flags
                || overridden < SIZE && sum / (SIZE - overridden) < reward;
    }
}
