package org.metapolicy.evaluation;

import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.Variable;
import org.metapolicy.worlds.World.Outcome;

/**
 * One outcome of a watched version.
 *
 * @param context from 0
 * @param coherence change of coherence
 * @param session null where none is known
 * @param t which one it is, from 0
 */
record Watched(Outcome outcome, int context, double coherence, String session, int t) {
    /** What a version does at a time and in a context. */
    record Rates(double overrides, double flags, double reward) {
        double harm() {
            return overrides + flags;
        }
    }

    /** Reward deviation .4, change of coherence .05 (deviation .1). */
    static Watched draw(Rates rates, int context, String session, int t, SplittableRandom random) {
        boolean overridden = random.nextDouble() < rates.overrides();
        boolean flag = random.nextDouble() < rates.flags();
        double reward = unit(rates.reward() + 0.4 * gauss(random));
        return new Watched(
                new Outcome(overridden, flag, reward), context, unit(0.05 + 0.1 * gauss(random)), session, t);
    }

    /** As trust counts it. */
    Observation observed() {
        return new Observation(
                new EpisodeFacts(outcome.overridden(), "c" + context, null, session, Instant.ofEpochSecond(t)),
                true,
                Map.of(Variable.REWARD, outcome.reward(), Variable.DELTA_COHERENCE, coherence),
                outcome.flag());
    }

    static double unit(double value) {
        return Math.max(-1, Math.min(1, value));
    }

    /** Box and Muller 1958. */
    static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
