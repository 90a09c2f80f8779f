package org.metapolicy.counterfactual.running;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Families whose versions come and go: each of four does one of three things in each of four contexts, is registered at some
 * decision and retired at a later one. The default is the first version until it is retired, then whichever had earned most. Among
 * those that are there, the one that has earned most is served, and another in a fifth of the decisions; what things earn drifts,
 * and outcomes come late.
 *
 * @param late up to how many decisions later an outcome is known, and counted
 */
record ChangingVersions(int late) {
    private static final int CONTEXTS = 4;
    private static final int VERSIONS = 4;
    private static final int WATCHED = 1;
    private static final String[] THINGS = {"a", "b", "c"};
    private static final double EXPLORED = 0.2;

    private record Pending(
            int knownAt,
            int number,
            int version,
            String cluster,
            double outcome,
            double truth,
            MadeDecision decision) {}

    /** The share of families of which the watched version's interval misses what is true so far, of either default. */
    double missed(int families, int decisions) {
        return IntStream.range(0, families)
                        .parallel()
                        .filter(one -> family(one, decisions).misses())
                        .count()
                / (double) families;
    }

    /** One family's run. */
    Family family(int one, int decisions) {
        return new Family(new SplittableRandom(104_729L * one + 7), decisions);
    }

    /** What happens in one of them. */
    final class Family {
        private final SplittableRandom random;
        private final int decisions;
        private final double[][] means = new double[CONTEXTS][THINGS.length];
        private final int[][] does = new int[VERSIONS][CONTEXTS];
        private final int[] from = new int[VERSIONS];
        private final int[] until = new int[VERSIONS];
        private final double[] seen = new double[VERSIONS];
        private final double[] sums = new double[VERSIONS];
        private final RunningDifferences running = RunningDifferences.after(0);
        private int standard;
        private String about = "";
        private double truth;
        private double weights;
        private double plain;
        private long counted;
        private int defaults;

        Family(SplittableRandom random, int decisions) {
            this.random = random;
            this.decisions = decisions;
            for (int context = 0; context < CONTEXTS; context++) {
                for (int thing = 0; thing < THINGS.length; thing++) {
                    means[context][thing] = random.nextDouble(0.1, 0.9);
                }
                for (int version = 0; version < VERSIONS; version++) {
                    does[version][context] = random.nextInt(THINGS.length);
                }
            }
            for (int version = 0; version < VERSIONS; version++) {
                from[version] = random.nextInt(decisions / 4);
                until[version] = decisions * 3 / 4 + random.nextInt(decisions / 4);
            }
            // The first is the default from the beginning, until somewhere in the middle; the last one stays to the
            // end.
            from[0] = 0;
            until[0] = decisions * 3 / 8 + random.nextInt(decisions / 4);
            from[VERSIONS - 1] = 0;
            until[VERSIONS - 1] = decisions;
        }

        /** How many defaults the watched version was held against. */
        int defaults() {
            return defaults;
        }

        boolean misses() {
            PriorityQueue<Pending> pending = new PriorityQueue<>((one, other) -> one.knownAt != other.knownAt
                    ? Integer.compare(one.knownAt, other.knownAt)
                    : Integer.compare(one.number, other.number));
            for (int t = 0; t < decisions + late; t++) {
                while (!pending.isEmpty() && pending.peek().knownAt <= t) {
                    if (misses(pending.remove())) {
                        return true;
                    }
                }
                if (t < decisions) {
                    pending.add(decide(t));
                }
            }
            return false;
        }

        private boolean misses(Pending known) {
            seen[known.version]++;
            sums[known.version] += known.outcome;
            String held = known.decision.standard();
            Difference before = running.difference("v" + WATCHED, held).orElseGet(Difference::new);
            double bound = before.bound();
            long n = before.n();
            running.outcome("v" + known.version, known.cluster, known.outcome, Optional.of(known.decision));
            Optional<Difference> after = running.difference("v" + WATCHED, held);
            if (after.isEmpty() || after.get().n() == n) {
                // It was not there, or the decision is older than what the differences are about.
                return false;
            }
            if (!about.equals(held)) {
                about = held;
                truth = 0;
                weights = 0;
                plain = 0;
                counted = 0;
                defaults++;
            }
            truth += known.truth / (bound + 1);
            weights += 1 / (bound + 1);
            plain += known.truth;
            counted++;
            double larger = Math.max(truth / weights, plain / counted);
            double smaller = Math.min(truth / weights, plain / counted);
            return after.get().above().log(larger) >= Math.log(40)
                    || after.get().below().log(-smaller) >= Math.log(40);
        }

        private Pending decide(int t) {
            int[] there = IntStream.range(0, VERSIONS)
                    .filter(version -> from[version] <= t && t < until[version])
                    .toArray();
            int best = best(there);
            if (t >= until[standard]) {
                standard = best;
            }
            int context = random.nextInt(CONTEXTS);
            int served = random.nextDouble() < EXPLORED ? there[random.nextInt(there.length)] : best;
            List<Map<String, Object>> considered = new ArrayList<>();
            Map<String, String> interventions = new HashMap<>();
            double likely = 0;
            for (int version : there) {
                double chance = EXPLORED / there.length + (version == best ? 1 - EXPLORED : 0);
                likely = version == served ? chance : likely;
                considered.add(new TreeMap<>(
                        Map.of("version_id", "v" + version, "propensity", chance, "is_default", version == standard)));
                interventions.put("v" + version, THINGS[does[version][context]]);
            }
            double outcome = random.nextDouble() < mean(context, does[served][context], t) ? 1 : 0;
            return new Pending(
                    t + 1 + (late == 0 ? 0 : random.nextInt(late)),
                    t,
                    served,
                    "k" + context,
                    outcome,
                    truth(t),
                    MadeDecision.read(
                                    Instant.ofEpochSecond(t),
                                    considered,
                                    interventions,
                                    "v" + served,
                                    THINGS[does[served][context]],
                                    likely)
                            .orElseThrow());
        }

        private double truth(int t) {
            double sum = 0;
            for (int context = 0; context < CONTEXTS; context++) {
                sum += mean(context, does[WATCHED][context], t) - mean(context, does[standard][context], t);
            }
            return sum / CONTEXTS;
        }

        private double mean(int context, int thing, int t) {
            double wave = 0.4 * Math.sin(t / (20.0 * (1 + context + thing)));
            return Math.max(0, Math.min(1, means[context][thing] + wave));
        }

        private int best(int[] there) {
            int best = there[0];
            for (int version : there) {
                if ((sums[version] + 1) / (seen[version] + 2) > (sums[best] + 1) / (seen[best] + 2)) {
                    best = version;
                }
            }
            return best;
        }
    }
}
