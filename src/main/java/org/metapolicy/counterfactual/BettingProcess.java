package org.metapolicy.counterfactual;

/**
 * Evidence that the mean of what was seen is above a figure, valid at every look: a mixture of bettors, each with a fixed
 * stake l on scores x of at least -b,
 *
 * <pre>K(d) = sum over l of prior(l) * product over i of (1 + l (x_i + b)) / (1 + l (d + b))</pre>
 *
 * <p>which is the bet 1 + c (x - d)/(b + d) with c = l (b + d)/(1 + l (b + d)) of Waudby-Smith &amp; Ramdas 2024 ("Estimating
 * means of bounded random variables by betting"), written so that a stake depends on no d. Whatever depends on the past, the
 * mean of x_i given what came before, m_i, may: the product of (1 + l (x_i + b))/(1 + l (m_i + b)) is a martingale that starts
 * at 1, and by Jensen's inequality K(d) is at most the mixture of those wherever d is at least the running mean of m_1 … m_n.
 * So by Ville's inequality K(d) ever reaches 1/a at a d that is not below the running mean with probability at most a, for all
 * looks and all d together. The state is one sum for each stake.
 */
final class BettingProcess {
    private final double offset;
    private final double[] stakes;
    private final double[] sums;
    private long n;

    /**
     * @param offset b, at least 0: no score is below -b
     * @param least log2 of the smallest stake, in units of 1/max(b, 1)
     * @param most log2 of the largest; in between each is twice the one before
     */
    BettingProcess(double offset, int least, int most) {
        this.offset = offset;
        this.stakes = new double[most - least + 1];
        this.sums = new double[stakes.length];
        for (int i = 0; i < stakes.length; i++) {
            stakes[i] = Math.scalb(1.0, least + i) / Math.max(offset, 1);
        }
    }

    void take(double score) {
        n++;
        // A score at the bound itself may be a rounding below it.
        double above = Math.max(0, score + offset);
        for (int i = 0; i < stakes.length; i++) {
            sums[i] += Math.log1p(stakes[i] * above);
        }
    }

    /** The logarithm of K(d), d at least -b. */
    double log(double d) {
        double largest = Double.NEGATIVE_INFINITY;
        double[] logs = new double[stakes.length];
        for (int i = 0; i < stakes.length; i++) {
            logs[i] = sums[i] - n * Math.log1p(stakes[i] * (d + offset));
            largest = Math.max(largest, logs[i]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum / stakes.length);
    }
}
