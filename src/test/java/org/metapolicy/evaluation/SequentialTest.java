package org.metapolicy.evaluation;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.metapolicy.worlds.Chooser;
import org.metapolicy.worlds.Nature;
import org.metapolicy.worlds.World.Outcome;

/** Even shares until one version is left whose reward no other may reach. */
final class SequentialTest implements Chooser {
    private static final int LEAST = 20;

    private final SplittableRandom random;
    private final AsymptoticSequence[] rewards;
    private int[] left;

    SequentialTest(Nature world, SplittableRandom random) {
        this.random = random;
        this.left = IntStream.range(0, world.versions()).toArray();
        this.rewards = new AsymptoticSequence[world.versions()];
        for (int v = 0; v < rewards.length; v++) {
            rewards[v] = new AsymptoticSequence(0.05 / rewards.length);
        }
    }

    @Override
    public int choose(int context) {
        return left[random.nextInt(left.length)];
    }

    @Override
    public void see(int version, int context, Outcome outcome) {
        if (outcome.overridden()) {
            return;
        }
        rewards[version].add(outcome.reward());
        double highest = IntStream.of(left)
                .filter(v -> rewards[v].n() >= LEAST)
                .mapToDouble(v -> rewards[v].lower())
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
        left = IntStream.of(left)
                .filter(v -> rewards[v].n() < LEAST || rewards[v].upper() >= highest)
                .toArray();
    }
}
