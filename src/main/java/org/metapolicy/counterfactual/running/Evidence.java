package org.metapolicy.counterfactual.running;

import java.util.Arrays;

/**
 * How much speaks for a mean above a figure in [-1, 1], at every look: nine tenths of it bet on scores as they are, a tenth on
 * scores that are never below -1, so that they bear larger stakes.
 */
final class Evidence {
    /** Numbers that are stored: the sums of either part, then the weight of either. */
    static final int NUMBERS = 12 + 16 + 2;

    private static final double BOUNDED_ONLY = 0.1;
    private static final int STEPS = 60;

    private final Bets free;
    private final Bets bounded;

    Evidence() {
        this(new double[NUMBERS], 0);
    }

    /** As {@link #numbers} and {@link #n} gave it. */
    Evidence(double[] numbers, long n) {
        this.free = new Bets(-6, Arrays.copyOfRange(numbers, 0, 12), numbers[28], n);
        this.bounded = new Bets(-11, Arrays.copyOfRange(numbers, 12, 28), numbers[29], n);
    }

    /**
     * @param score at least the negative bound
     * @param bound at least 0; it depends on nothing that the score depends on
     * @param boundedScore of the same mean, at least -1
     */
    void take(double score, double bound, double boundedScore) {
        free.take(score, bound);
        bounded.take(boundedScore, 1);
    }

    /**
     * Takes scores of which the bounded ones alone are known: the others count as the least there is, whatever their bound.
     *
     * @param boundedScore of each, at least -1
     * @param times how many
     */
    void takeLacking(double boundedScore, double bound, long times) {
        free.take(-bound, bound, times);
        bounded.take(boundedScore, 1, times);
    }

    Evidence copy() {
        return new Evidence(numbers(), n());
    }

    /** The logarithm of how much speaks for a mean above d. */
    double log(double d) {
        double one = Math.log(1 - BOUNDED_ONLY) + free.log(d);
        double other = Math.log(BOUNDED_ONLY) + bounded.log(d);
        double larger = Math.max(one, other);
        return larger + Math.log(Math.exp(one - larger) + Math.exp(other - larger));
    }

    /** The largest d in [-1, 1] below which the evidence is as much as this; -1 where there is none. */
    double lower(double evidence) {
        double enough = Math.log(evidence);
        if (log(-1) < enough) {
            return -1;
        }
        double low = -1;
        double high = 1;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (log(middle) >= enough) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    double[] numbers() {
        double[] numbers = new double[NUMBERS];
        System.arraycopy(free.sums(), 0, numbers, 0, 12);
        System.arraycopy(bounded.sums(), 0, numbers, 12, 16);
        numbers[28] = free.weight();
        numbers[29] = bounded.weight();
        return numbers;
    }

    long n() {
        return free.n();
    }
}
