package org.metapolicy.evaluation;

import java.util.SplittableRandom;
import org.metapolicy.worlds.Nature;
import org.metapolicy.worlds.World;

/** One world in the first half, another in the second. */
record Turning(World before, World after) implements Nature {
    private World at(int trial) {
        return 2 * trial < before.trials() ? before : after;
    }

    @Override
    public int versions() {
        return before.versions();
    }

    @Override
    public int contexts() {
        return before.contexts();
    }

    @Override
    public int trials() {
        return before.trials();
    }

    @Override
    public int late() {
        return before.late();
    }

    @Override
    public double mean(int trial, int version, int context) {
        return at(trial).mean(trial, version, context);
    }

    @Override
    public double harm(int trial, int version) {
        return at(trial).harm(trial, version);
    }

    @Override
    public World.Outcome outcome(int trial, int version, int context, SplittableRandom chance) {
        return at(trial).outcome(trial, version, context, chance);
    }
}
