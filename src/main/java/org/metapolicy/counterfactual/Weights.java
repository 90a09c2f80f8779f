package org.metapolicy.counterfactual;

/** How much a log tells of a choice: its weights, the share of what was done over its propensity. */
final class Weights {
    private long n;
    private double sum;
    private double squares;
    private double largest;

    void take(double weight) {
        n++;
        sum += weight;
        squares += weight * weight;
        largest = Math.max(largest, weight);
    }

    long count() {
        return n;
    }

    /** Near 1 where propensities are right and everything that would be done was tried; NaN without any. */
    double mean() {
        return n == 0 ? Double.NaN : sum / n;
    }

    double largest() {
        return largest;
    }

    /** The size of an unweighted sample that would tell as much (Kish 1965, "Survey Sampling"). */
    double effective() {
        return squares == 0 ? 0 : sum * sum / squares;
    }
}
