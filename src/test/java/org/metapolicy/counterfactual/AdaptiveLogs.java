package org.metapolicy.counterfactual;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Logs of a service that learns: in each of four contexts it mostly does what has earned most there so far, and tries the
 * others in a fifth of the decisions. Judged is who would do one thing in each context, by value or against another.
 *
 * @param drifting whether what things earn changes, in waves of several lengths
 * @param late up to how many decisions later an outcome is known; 0 for at once
 * @param changing whether the third thing can be done in some stretches alone; it is never judged
 */
record AdaptiveLogs(boolean drifting, int late, boolean changing) {
    private static final int CONTEXTS = 4;
    private static final String[] THINGS = {"a", "b", "c"};
    private static final double EXPLORED = 0.2;
    private static final double LEAST = EXPLORED / THINGS.length;

    private record Pending(int context, int thing, double outcome, int knownAt) {}

    /** The share of logs in which the interval misses what is true so far after any decision. */
    double missed(int logs, int decisions, boolean difference) {
        return IntStream.range(0, logs)
                        .parallel()
                        .filter(log -> misses(new SplittableRandom(104_729L * log + 5), decisions, difference))
                        .count()
                / (double) logs;
    }

    private boolean misses(SplittableRandom random, int decisions, boolean difference) {
        double[][] means = new double[CONTEXTS][THINGS.length];
        for (double[] of : means) {
            for (int thing = 0; thing < THINGS.length; thing++) {
                of[thing] = random.nextDouble(0.1, 0.9);
            }
        }
        AlwaysValid always = new AlwaysValid(difference, LEAST);
        OutcomeModel earlier = new OutcomeModel();
        double[][] seen = new double[CONTEXTS][THINGS.length];
        double[][] sums = new double[CONTEXTS][THINGS.length];
        Deque<Pending> pending = new ArrayDeque<>();
        double truth = 0;
        for (int t = 0; t < decisions; t++) {
            learn(pending, t, seen, sums);
            int context = random.nextInt(CONTEXTS);
            int things = changing && t / 100 % 2 == 0 ? 2 : THINGS.length;
            int best = best(seen[context], sums[context], things);
            int thing = random.nextDouble() < EXPLORED ? random.nextInt(things) : best;
            double propensity = EXPLORED / things + (thing == best ? 1 - EXPLORED : 0);
            double outcome = random.nextDouble() < mean(means, context, thing, t) ? 1 : 0;
            // In the order of the decisions, whenever their outcomes come.
            truth += truth(means, t, difference);
            always.take(contrast(context, difference), THINGS[thing], propensity, outcome, earlier.in("c" + context));
            earlier.add("c" + context, THINGS[thing], outcome);
            pending.add(new Pending(context, thing, outcome, t + 1 + (late == 0 ? 0 : random.nextInt(late))));
            double running = truth / (t + 1);
            if (always.evidenceAbove(running) >= Answering.END || always.evidenceBelow(running) >= Answering.END) {
                return true;
            }
        }
        return false;
    }

    /** What is judged does "a" in the first two contexts and "b" in the others; the other one always does "b". */
    private static Contrast contrast(int context, boolean difference) {
        return new Contrast(Choice.of(THINGS[context < 2 ? 0 : 1]), difference ? Choice.of(THINGS[1]) : null);
    }

    private double truth(double[][] means, int t, boolean difference) {
        double sum = 0;
        for (int context = 0; context < CONTEXTS; context++) {
            sum += mean(means, context, context < 2 ? 0 : 1, t) - (difference ? mean(means, context, 1, t) : 0);
        }
        return sum / CONTEXTS;
    }

    private double mean(double[][] means, int context, int thing, int t) {
        double wave = drifting ? 0.4 * Math.sin(t / (20.0 * (1 + context + thing))) : 0;
        return Math.max(0, Math.min(1, means[context][thing] + wave));
    }

    private static void learn(Deque<Pending> pending, int now, double[][] seen, double[][] sums) {
        pending.removeIf(one -> {
            if (one.knownAt > now) {
                return false;
            }
            seen[one.context][one.thing]++;
            sums[one.context][one.thing] += one.outcome;
            return true;
        });
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
