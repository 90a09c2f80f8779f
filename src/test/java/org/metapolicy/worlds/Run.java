package org.metapolicy.worlds;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.metapolicy.worlds.World.Outcome;

/**
 * What came of choosing one way in one world.
 *
 * @param reward mean of what the versions chosen are worth
 * @param served trials of each version in the first and the second half
 * @param harm overrides and flags in a decision, expected
 */
public record Run(double reward, long[][] served, double harm) {
    public static final int REFRESH = 50;

    private record Known(int at, int version, int context, Outcome outcome) {}

    /** @param chooser made of the number of versions and of its own chance */
    public static <N extends Nature> Run of(
            N world, long seed, BiFunction<? super N, SplittableRandom, Chooser> chooser) {
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom nature = root.split();
        Chooser own = chooser.apply(world, root.split());
        Deque<Known> waiting = new ArrayDeque<>();
        long[][] served = new long[2][world.versions()];
        double sum = 0;
        double harm = 0;
        for (int t = 0; t < world.trials(); t++) {
            SplittableRandom chance = nature.split();
            int context = chance.nextInt(world.contexts());
            int version = own.choose(context);
            served[2 * t / world.trials()][version]++;
            sum += world.mean(t, version, context);
            harm += world.harm(t, version);
            waiting.add(new Known(t + world.late(), version, context, world.outcome(t, version, context, chance)));
            while (!waiting.isEmpty() && waiting.peek().at() <= t) {
                Known known = waiting.poll();
                own.see(known.version(), known.context(), known.outcome());
            }
            if ((t + 1) % REFRESH == 0) {
                own.refresh();
            }
        }
        return new Run(sum / world.trials(), served, harm / world.trials());
    }
}
