package org.metapolicy.counterfactual.running;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Families of a default and a candidate, who each decide in a share of the decisions and earn 1 or 0 on the unit scale, of which
 * some outcomes never come, or after their status counted.
 *
 * @param candidates the share of decisions that the candidate makes, in (0, 1)
 * @param effect how much oftener the candidate earns 1 than the default, which does in half
 * @param lackedGood of [default, candidate], the share of outcomes of 1 that never come
 * @param lackedBad likewise of 0
 * @param late of [default, candidate], after how many further decisions outcomes come that do; 0 for with their status
 * @param recorded whether the decisions' records tell what both would have done
 */
record LackingFamilies(
        double candidates, double effect, double[] lackedGood, double[] lackedBad, int[] late, boolean recorded) {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    static final int LOOKS_EVERY = 80;

    private record Awaited(int comes, String who, double outcome, Optional<MadeDecision> decision) {}

    static LackingFamilies never(double effect, double[] lackedGood, double[] lackedBad) {
        return new LackingFamilies(0.5, effect, lackedGood, lackedBad, new int[2], true);
    }

    LackingFamilies withoutRecords() {
        return new LackingFamilies(candidates, effect, lackedGood, lackedBad, late, false);
    }

    /** The share of families of which this is ever so at a look. */
    double ever(int families, int decisions, Predicate<Compared> so) {
        return IntStream.range(0, families)
                        .parallel()
                        .filter(family -> isEver(new SplittableRandom(32_452_843L * family + 3), decisions, so))
                        .count()
                / (double) families;
    }

    private boolean isEver(SplittableRandom random, int decisions, Predicate<Compared> so) {
        RunningDifferences running = RunningDifferences.after(0);
        Deque<Awaited> awaited = new ArrayDeque<>();
        for (int t = 1; t <= decisions; t++) {
            decide(running, random, t, awaited);
            come(running, t, awaited);
            if (t % LOOKS_EVERY == 0 && so.test(running.compare("candidate", "default", 0.9))) {
                return true;
            }
        }
        return false;
    }

    private void decide(RunningDifferences running, SplittableRandom random, int t, Deque<Awaited> awaited) {
        int thing = random.nextDouble() < candidates ? 1 : 0;
        boolean good = random.nextDouble() < 0.5 + thing * effect;
        boolean comes = random.nextDouble() >= (good ? lackedGood : lackedBad)[thing];
        String who = thing == 1 ? "candidate" : "default";
        Optional<MadeDecision> decision = recorded ? Optional.of(decision(t, thing)) : Optional.empty();
        running.status(who, null, false);
        if (comes && late[thing] == 0) {
            running.outcome(who, null, good ? 1 : 0, decision);
        } else {
            running.lacking(t, decision);
            if (comes) {
                awaited.add(new Awaited(t + late[thing], who, good ? 1 : 0, decision));
            }
        }
    }

    private static void come(RunningDifferences running, int t, Deque<Awaited> awaited) {
        while (!awaited.isEmpty() && awaited.peek().comes <= t) {
            Awaited one = awaited.poll();
            running.found(t, one.decision);
            running.outcome(one.who, null, one.outcome, one.decision);
        }
    }

    MadeDecision decision(int t, int thing) {
        return new MadeDecision(
                FIRST.plusSeconds(60L * t),
                "default",
                thing == 1 ? "new" : "old",
                thing == 1 ? candidates : 1 - candidates,
                new TreeMap<>(Map.of(
                        "default", new MadeDecision.Arm("old", 1 - candidates),
                        "candidate", new MadeDecision.Arm("new", candidates))));
    }
}
