package org.metapolicy.evaluation;

import org.metapolicy.worlds.Chooser;
import org.metapolicy.worlds.Nature;
import org.metapolicy.worlds.World.Outcome;

/** The newest serves until its window exceeds a threshold, then the next older, for good; the default whatever it does. */
final class Rollout implements Chooser {
    private int serving;
    private SlidingWindow window = SlidingWindow.atTheLimits();

    Rollout(Nature world) {
        this.serving = world.versions() - 1;
    }

    @Override
    public int choose(int context) {
        return serving;
    }

    @Override
    public void see(int version, int context, Outcome outcome) {
        if (version != serving) {
            return;
        }
        window.add(outcome);
        if (serving > 0 && window.exceeded()) {
            serving--;
            window = SlidingWindow.atTheLimits();
        }
    }
}
