package org.metapolicy.counterfactual.running;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.metapolicy.counterfactual.running.MadeDecision.Arm;

/**
 * Families that learn: in each of four contexts they mostly do what has earned most there so far, and try the others in a fifth
 * of the decisions. The candidate would do "a" in the first two contexts and "b" in the others, the default always "b".
 *
 * @param drifting whether what things earn changes, in waves of several lengths
 * @param late up to how many decisions later an outcome is known, and counted; 0 for at once
 * @param changing whether the third thing can be done in some stretches alone
 */
record LearningFamilies(boolean drifting, int late, boolean changing) {
    private static final int CONTEXTS = 4;
    private static final String[] THINGS = {"a", "b", "c"};
    private static final double EXPLORED = 0.2;
    private static final String CANDIDATE = "candidate";

    private record Pending(
            int knownAt, int number, int context, int thing, double outcome, double truth, MadeDecision decision) {}

    /** The share of families of which the interval misses what is true so far after any outcome. */
    double missed(int families, int decisions) {
        return IntStream.range(0, families)
                        .parallel()
                        .filter(one -> misses(new SplittableRandom(104_729L * one + 5), decisions))
                        .count()
                / (double) families;
    }

    private boolean misses(SplittableRandom random, int decisions) {
        double[][] means = new double[CONTEXTS][THINGS.length];
        for (double[] of : means) {
            for (int thing = 0; thing < THINGS.length; thing++) {
                of[thing] = random.nextDouble(0.1, 0.9);
            }
        }
        RunningDifferences running = RunningDifferences.after(0);
        double[][] seen = new double[CONTEXTS][THINGS.length];
        double[][] sums = new double[CONTEXTS][THINGS.length];
        PriorityQueue<Pending> pending = new PriorityQueue<>((one, other) -> one.knownAt != other.knownAt
                ? Integer.compare(one.knownAt, other.knownAt)
                : Integer.compare(one.number, other.number));
        double truth = 0;
        double weights = 0;
        double plain = 0;
        int counted = 0;
        for (int t = 0; t < decisions + late; t++) {
            while (!pending.isEmpty() && pending.peek().knownAt <= t) {
                Pending known = pending.remove();
                seen[known.context][known.thing]++;
                sums[known.context][known.thing] += known.outcome;
                double bound = running.difference(CANDIDATE, "b")
                        .map(Difference::bound)
                        .orElse(1.0);
                truth += known.truth / (bound + 1);
                weights += 1 / (bound + 1);
                running.outcome("any", "k" + known.context, known.outcome, Optional.of(known.decision));
                Difference difference = running.difference(CANDIDATE, "b").orElseThrow();
                plain += known.truth;
                double larger = Math.max(truth / weights, plain / ++counted);
                double smaller = Math.min(truth / weights, plain / counted);
                if (difference.above().log(larger) >= Math.log(40)
                        || difference.below().log(-smaller) >= Math.log(40)) {
                    return true;
                }
            }
            if (t < decisions) {
                pending.add(decide(random, means, seen, sums, t));
            }
        }
        return false;
    }

    private Pending decide(SplittableRandom random, double[][] means, double[][] seen, double[][] sums, int t) {
        int context = random.nextInt(CONTEXTS);
        int things = changing && t / 100 % 2 == 0 ? 2 : THINGS.length;
        int best = best(seen[context], sums[context], things);
        int thing = random.nextDouble() < EXPLORED ? random.nextInt(things) : best;
        double outcome = random.nextDouble() < mean(means, context, thing, t) ? 1 : 0;
        TreeMap<String, Arm> arms =
                new TreeMap<>(Map.of(CANDIDATE, arm(context < 2 ? 0 : 1, best, things), "b", arm(1, best, things)));
        return new Pending(
                t + 1 + (late == 0 ? 0 : random.nextInt(late)),
                t,
                context,
                thing,
                outcome,
                truth(means, t),
                new MadeDecision(
                        Instant.ofEpochSecond(t),
                        "b",
                        THINGS[thing],
                        arm(thing, best, things).propensity(),
                        arms));
    }

    private static Arm arm(int thing, int best, int things) {
        return new Arm(THINGS[thing], EXPLORED / things + (thing == best ? 1 - EXPLORED : 0));
    }

    private double truth(double[][] means, int t) {
        double sum = 0;
        for (int context = 0; context < 2; context++) {
            sum += mean(means, context, 0, t) - mean(means, context, 1, t);
        }
        return sum / CONTEXTS;
    }

    private double mean(double[][] means, int context, int thing, int t) {
        double wave = drifting ? 0.4 * Math.sin(t / (20.0 * (1 + context + thing))) : 0;
        return Math.max(0, Math.min(1, means[context][thing] + wave));
    }

    private static int best(double[] seen, double[] sums, int things) {
        int best = 0;
        for (int thing = 1; thing < things; thing++) {
            if ((sums[thing] + 1) / (seen[thing] + 2) > (sums[best] + 1) / (seen[best] + 2)) {
                best = thing;
            }
        }
        return best;
    }
}
