package org.metapolicy.counterfactual.running;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decisions at which two versions would not have done the same, whose status counted and of which no outcome did so far, by what was
 * done. Each is as many as it is whatever the order in which statuses and outcomes came, and their number is bounded.
 */
final class Lacking {
    /** Weights 1/p are kept rounded down to a power of this. */
    private static final double STEP = 1.1;

    /** The largest of these powers that is kept: 1/p is at most 50. */
    private static final int LARGEST = 41;

    private final SortedMap<Integer, Long> own;
    private final SortedMap<Integer, Long> standard;
    private long other;

    Lacking() {
        this(new State(new TreeMap<>(), new TreeMap<>(), 0));
    }

    Lacking(State state) {
        this.own = new TreeMap<>(state.own);
        this.standard = new TreeMap<>(state.standard);
        this.other = state.other;
    }

    /**
     * What is stored.
     *
     * @param own by the power that 1/p has, how many did what the version would have done
     * @param standard likewise what the default would have done
     * @param other how many did anything else, or are not covered
     */
    record State(TreeMap<Integer, Long> own, TreeMap<Integer, Long> standard, long other) {
        boolean isWhole() {
            return isWhole(own) && isWhole(standard) && other >= 0;
        }

        private static boolean isWhole(TreeMap<Integer, Long> counts) {
            return counts != null
                    && counts.entrySet().stream()
                            .allMatch(one -> one.getKey() >= 0
                                    && one.getKey() <= LARGEST
                                    && one.getValue() != null
                                    && one.getValue() > 0);
        }
    }

    /** Takes one whose status counts without an outcome. */
    void take(MadeDecision.Arm does, MadeDecision.Arm defaultDoes, MadeDecision decision) {
        add(does, defaultDoes, decision, 1);
    }

    /** Takes it back where its outcome comes after all. */
    void takeBack(MadeDecision.Arm does, MadeDecision.Arm defaultDoes, MadeDecision decision) {
        add(does, defaultDoes, decision, -1);
    }

    private void add(MadeDecision.Arm does, MadeDecision.Arm defaultDoes, MadeDecision decision, int more) {
        boolean known = does != null && defaultDoes != null;
        if (known && does.does().equals(defaultDoes.does())) {
            // Whatever came of it, there is no difference.
            return;
        }
        boolean covered = known && Math.min(does.propensity(), defaultDoes.propensity()) >= Difference.COVERED;
        if (covered && decision.done().equals(does.does())) {
            add(own, decision, more);
        } else if (covered && decision.done().equals(defaultDoes.does())) {
            add(standard, decision, more);
        } else {
            other = Math.max(0, other + more);
        }
    }

    private static void add(SortedMap<Integer, Long> counts, MadeDecision decision, int more) {
        int power = 0;
        double weight = 1;
        while (power < LARGEST && weight * STEP <= 1 / decision.propensity()) {
            weight *= STEP;
            power++;
        }
        long count = counts.getOrDefault(power, 0L) + more;
        if (count > 0) {
            counts.put(power, count);
        } else {
            counts.remove(power);
        }
    }

    long n() {
        return sum(own) + sum(standard) + other;
    }

    private static long sum(SortedMap<Integer, Long> counts) {
        return counts.values().stream().mapToLong(count -> count).sum();
    }

    /** How much speaks for a mean, were all these at the end at which what the version did is least. */
    Evidence withoutOwn(Evidence evidence, double bound) {
        return with(evidence, bound, standard);
    }

    /** Likewise at the end at which what the default did is least. */
    Evidence withoutStandard(Evidence evidence, double bound) {
        return with(evidence, bound, own);
    }

    private Evidence with(Evidence evidence, double bound, SortedMap<Integer, Long> gaining) {
        Evidence with = evidence.copy();
        gaining.forEach((power, count) -> with.takeLacking(Math.pow(STEP, power) - 1, bound, count));
        with.takeLacking(-1, bound, n() - sum(gaining));
        return with;
    }

    State state() {
        return n() == 0 ? null : new State(new TreeMap<>(own), new TreeMap<>(standard), other);
    }
}
