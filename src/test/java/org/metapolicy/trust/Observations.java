package org.metapolicy.trust;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.metapolicy.trust.unit.EvidenceUnit;

/** Observations for tests: single ones by what matters, and random ones from a seed. */
final class Observations {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Observations() {}

    static Observation of(
            EpisodeFacts episode,
            boolean withOutcome,
            Double reward,
            Double deltaCoherence,
            Double deltaAccuracy,
            Double deltaCalibration,
            boolean safetyFlag) {
        Map<Variable, Double> measures = new EnumMap<>(Variable.class);
        measures.put(Variable.REWARD, reward);
        measures.put(Variable.DELTA_COHERENCE, deltaCoherence);
        measures.put(Variable.DELTA_ACCURACY, deltaAccuracy);
        measures.put(Variable.DELTA_CALIBRATION, deltaCalibration);
        measures.values().removeIf(Objects::isNull);
        return new Observation(episode, withOutcome, measures, safetyFlag);
    }

    static EpisodeFacts episode(boolean overridden) {
        return new EpisodeFacts(overridden, "a", false, null, START);
    }

    static Observation reward(double reward) {
        return of(episode(false), true, reward, null, null, null, false);
    }

    static Observation override() {
        return of(episode(true), true, 0.0, null, null, null, false);
    }

    static Observation flagged() {
        return of(episode(false), true, 0.0, null, null, null, true);
    }

    /** Any observation, ten seconds after the one before it, in sessions of about twenty. */
    static Observation random(SplittableRandom random, int index) {
        boolean overridden = random.nextInt(4) == 0;
        EpisodeFacts episode = new EpisodeFacts(
                overridden,
                random.nextInt(10) == 0 ? null : "c" + random.nextInt(6),
                random.nextInt(3) == 0,
                random.nextInt(10) == 0 ? null : "s" + index / 20,
                unit(index),
                START.plusSeconds(10L * index - random.nextInt(200)));
        if (overridden && random.nextInt(3) == 0) {
            return Observation.timedOutOverride(episode);
        }
        return of(
                episode,
                true,
                random.nextDouble(-1, 1),
                maybe(random),
                maybe(random),
                maybe(random),
                random.nextInt(30) == 0);
    }

    /** Now of a few people one after the other, now of many at once, now and then of nobody known. */
    private static Integer unit(int index) {
        if (index % 7 == 0) {
            return null;
        }
        return EvidenceUnit.of(index / 400 % 2 == 0 ? "after-" + index / 40 : "at-once-" + index % 23);
    }

    private static Double maybe(SplittableRandom random) {
        return random.nextInt(3) == 0 ? null : random.nextDouble(-1, 1);
    }
}
