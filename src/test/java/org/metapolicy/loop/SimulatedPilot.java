package org.metapolicy.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A seeded participant: for every trial its signals, and what each version would have brought. The same noise falls on all
 * of them, so that what they would have earned can be compared trial by trial.
 *
 * @param trials how many there are
 * @param change the trial at which "old" turns bad
 */
record SimulatedPilot(int trials, int change, List<Situation> situations) {
    /** Deviation of a reward around its mean. */
    static final double NOISE = 0.25;

    /** What a trial shows: open, in need of care, at rest, or under a load that nobody may act on. */
    enum Kind {
        OPEN,
        CAREFUL,
        AT_REST,
        LOADED
    }

    record Situation(Kind kind, double noise, double patience) {
        boolean served() {
            return kind == Kind.OPEN || kind == Kind.CAREFUL;
        }
    }

    static SimulatedPilot of(int trials, int change, long seed) {
        Random random = new Random(seed);
        List<Situation> situations = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            double kind = random.nextDouble();
            situations.add(new Situation(
                    kind < 0.70 ? Kind.OPEN : kind < 0.85 ? Kind.CAREFUL : kind < 0.93 ? Kind.AT_REST : Kind.LOADED,
                    NOISE * random.nextGaussian(),
                    random.nextDouble()));
        }
        return new SimulatedPilot(trials, change, situations);
    }

    /** The expected reward of a version at a trial. */
    double mean(String version, int trial) {
        return switch (version) {
            case "base" -> 0.05;
            case "old" -> trial < change ? 0.25 : -0.30;
            case "better" -> 0.35;
            case "worse" -> -0.20;
            default -> throw new IllegalArgumentException(version);
        };
    }

    /** Whether the person overrides: bad advice mostly, good advice rarely. */
    boolean overridden(String version, int trial) {
        return situations.get(trial).patience() < overrides(version, trial);
    }

    /** How often. */
    double overrides(String version, int trial) {
        return mean(version, trial) < 0 ? 0.7 : 0.05;
    }

    /** What comes of the trial if this version decides; who overrides does as the baseline does. */
    double reward(String version, int trial) {
        if (!situations.get(trial).served()) {
            return 0;
        }
        double mean = overridden(version, trial) ? mean("base", trial) : mean(version, trial);
        return Math.max(-1, Math.min(1, mean + situations.get(trial).noise()));
    }

    double deltaCoherence(String version, int trial) {
        double mean = mean(version, trial);
        return mean < 0 ? -0.02 : mean > 0.2 ? 0.06 : 0.01;
    }

    /** The trial as it stands in the graph. */
    Map<String, Object> node(int trial) {
        Kind kind = situations.get(trial).kind();
        Map<String, Object> node = new HashMap<>();
        node.put("id", "t" + trial);
        node.put("minute", trial * 10);
        node.put("participant", "p" + trial % 10);
        node.put("coherence", kind == Kind.AT_REST ? 0.85 : 0.6);
        node.put("entropy", kind == Kind.AT_REST ? 0.02 : 0.3);
        node.put("awareness", kind == Kind.CAREFUL ? null : "FULL");
        node.put("segment", kind == Kind.LOADED ? "loaded" : "plain");
        return node;
    }

    double total(String version, int from, int to) {
        double total = 0;
        for (int trial = from; trial < to; trial++) {
            total += reward(version, trial);
        }
        return total;
    }
}
