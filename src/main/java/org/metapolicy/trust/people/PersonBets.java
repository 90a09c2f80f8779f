package org.metapolicy.trust.people;

import org.metapolicy.trust.betting.EProcess;

/**
 * What fixed bets on one guardrail's values of one participant have become (specification, section 6.9): each of {@link #GRID}
 * as a share of the largest possible bet, each from 1, the factor of a value x in [0, 1] against the limit m being 1 + g (x/m - 1).
 * While the mean keeps the limit no factor is larger than 1 on average (Waudby-Smith &amp; Ramdas 2024).
 *
 * @param small of the smallest bet
 * @param large of the largest
 * @param n values
 * @param sum of the values as badness
 */
public record PersonBets(double small, double middle, double large, long n, double sum) {
    /** Those of {@link EProcess#GRID} that find large excesses: few people give many values. */
    static final double[] GRID = {0.25, 0.45, 0.8};

    static final PersonBets FRESH = new PersonBets(1, 1, 1, 0, 0);

    /** These after a value x in [0, 1] against the limit m in (0, 1]. */
    PersonBets plus(double x, double m) {
        double odds = x / m - 1;
        return new PersonBets(
                small * (1 + GRID[0] * odds),
                middle * (1 + GRID[1] * odds),
                large * (1 + GRID[2] * odds),
                n + 1,
                sum + x);
    }

    /** Their mean: in expectation at most 1 while the limit is kept. */
    double worth() {
        return (small + middle + large) / GRID.length;
    }

    /** Mean of the values as badness; NaN before the first. */
    double mean() {
        return sum / n;
    }
}
