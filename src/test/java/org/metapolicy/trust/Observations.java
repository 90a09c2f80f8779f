package org.metapolicy.trust;

import java.time.Instant;
import java.util.SplittableRandom;

/** Observations for tests: single ones by what matters, and random ones from a seed. */
final class Observations {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Observations() {}

    static EpisodeFacts episode(boolean overridden) {
        return new EpisodeFacts(overridden, "a", false, null, START);
    }

    static Observation reward(double reward) {
        return new Observation(episode(false), true, reward, null, null, null, false);
    }

    static Observation override() {
        return new Observation(episode(true), true, 0.0, null, null, null, false);
    }

    static Observation flagged() {
        return new Observation(episode(false), true, 0.0, null, null, null, true);
    }

    /** Any observation, ten seconds after the one before it, in sessions of about twenty. */
    static Observation random(SplittableRandom random, int index) {
        boolean overridden = random.nextInt(4) == 0;
        EpisodeFacts episode = new EpisodeFacts(
                overridden,
                random.nextInt(10) == 0 ? null : "c" + random.nextInt(6),
                random.nextInt(3) == 0,
                random.nextInt(10) == 0 ? null : "s" + index / 20,
                START.plusSeconds(10L * index - random.nextInt(200)));
        if (overridden && random.nextInt(3) == 0) {
            return Observation.timedOutOverride(episode);
        }
        return new Observation(
                episode,
                true,
                random.nextDouble(-1, 1),
                maybe(random),
                maybe(random),
                maybe(random),
                random.nextInt(30) == 0);
    }

    private static Double maybe(SplittableRandom random) {
        return random.nextInt(3) == 0 ? null : random.nextDouble(-1, 1);
    }
}
