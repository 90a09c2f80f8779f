package org.metapolicy.worlds;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.metapolicy.backtest.Rule;
import org.metapolicy.backtest.Thompson;
import org.metapolicy.backtest.Ucb;
import org.metapolicy.worlds.World.Outcome;

/** Chooses among all versions by a rule; what a person overrode is not its own. */
public final class Ruled implements Chooser {
    private final Rule rule;
    private final int[] all;

    public Ruled(Nature world, Rule rule) {
        this.rule = rule;
        this.all = IntStream.range(0, world.versions()).toArray();
    }

    public static Ruled thompson(Nature world, SplittableRandom random) {
        return new Ruled(world, new Thompson(world.versions(), 1, random));
    }

    public static Ruled thompsonByContext(Nature world, SplittableRandom random) {
        return new Ruled(world, new Thompson(world.versions(), world.contexts(), random));
    }

    public static Ruled ucb(Nature world) {
        return new Ruled(world, new Ucb(world.versions()));
    }

    @Override
    public int choose(int context) {
        return rule.choose(context, all);
    }

    @Override
    public void see(int version, int context, Outcome outcome) {
        if (!outcome.overridden()) {
            rule.see(version, context, outcome.reward());
        }
    }
}
