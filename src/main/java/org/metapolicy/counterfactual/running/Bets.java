package org.metapolicy.counterfactual.running;

/**
 * Evidence that a mean is above a figure, valid at every look, of scores whose bound may change on the way. With b_i the bound of
 * the i-th score, known before its context, and y_i = (x_i + b_i)/(b_i + 1), which is never negative, it is
 *
 * <pre>K(d) = mean over stakes l of product over i of (1 + l y_i) / (1 + l (1 - (1 - d) W / n)),  W = sum of 1/(b_i + 1)</pre>
 *
 * <p>the process of {@code BettingProcess} on y: the mean of y given what came before is 1 - (1 - m_i)/(b_i + 1), so that d
 * bounds the mean of the m_i, each weighing 1/(b_i + 1). Under one bound that is their plain mean. The state is a sum for each
 * stake, a count and W.
 */
final class Bets {
    private final int least;
    private final double[] sums;
    private double weight;
    private long n;

    /**
     * @param least log2 of the smallest stake; each further one is twice the one before
     * @param sums one for each stake, and the rest as it was stored; zeros for one that begins
     */
    Bets(int least, double[] sums, double weight, long n) {
        this.least = least;
        this.sums = sums;
        this.weight = weight;
        this.n = n;
    }

    /** @param bound at least 0: no score is below its negative; it depends on nothing that the score depends on */
    void take(double score, double bound) {
        take(score, bound, 1);
    }

    /** The same score so many times. */
    void take(double score, double bound, long times) {
        // A score at the bound itself may be a rounding below it.
        double above = Math.max(0, (score + bound) / (bound + 1));
        for (int i = 0; i < sums.length; i++) {
            sums[i] += times * Math.log1p(Math.scalb(1.0, least + i) * above);
        }
        weight += times / (bound + 1);
        n += times;
    }

    /** The logarithm of K(d), d in [-1, 1]; 0 before the first score. */
    double log(double d) {
        if (n == 0) {
            return 0;
        }
        double mean = 1 - (1 - d) * weight / n;
        double[] logs = new double[sums.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < sums.length; i++) {
            logs[i] = sums[i] - n * Math.log1p(Math.scalb(1.0, least + i) * mean);
            largest = Math.max(largest, logs[i]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum / sums.length);
    }

    double[] sums() {
        return sums.clone();
    }

    double weight() {
        return weight;
    }

    long n() {
        return n;
    }
}
