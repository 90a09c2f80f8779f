package org.metapolicy.counterfactual.running;

/**
 * What a version's own decisions in one context came to, as three numbers from which ends that hold at every look are read.
 *
 * <p>With y = (x + 1)/2 in [0, 1] of each value x in [-1, 1], and ŷ the mean of what came before it, each
 *
 * <pre>exp(l Σ(y − m) − ψ(l) Σ(y − ŷ)²),  ψ(l) = −log(1 − l) − l,  0 &lt; l &lt; 1</pre>
 *
 * <p>is a supermartingale while m is the mean (Fan, Grama &amp; Liu 2015, lemma 4.1; Howard, Ramdas, McAuliffe &amp; Sekhon 2021, theorem
 * 4), and so is the mean of several, here of l = 2⁻¹, …, 2⁻⁸.
 *
 * @param place the how manieth of the version's contexts it was, from 1 on: the ends in all contexts hold together, since the one
 *     at place j may err with a share of 1/(j (j + 1)) of the error
 * @param n values
 * @param sum of y
 * @param squares Σ(y − ŷ)²
 */
record ContextEvidence(int place, long n, double sum, double squares) {
    private static final int STAKES = 8;
    private static final int STEPS = 50;

    static ContextEvidence at(int place) {
        return new ContextEvidence(place, 0, 0, 0);
    }

    boolean isWhole() {
        return place > 0 && n >= 0 && Double.isFinite(sum) && squares >= 0;
    }

    /** @param value in [-1, 1] */
    ContextEvidence and(double value) {
        double unit = (value + 1) / 2;
        double off = unit - (sum + 0.5) / (n + 1);
        return new ContextEvidence(place, n + 1, sum + unit, squares + off * off);
    }

    double mean() {
        return n == 0 ? Double.NaN : 2 * sum / n - 1;
    }

    /**
     * What the mean is not below.
     *
     * @param evidence how much must speak for it if there were but one context: 1/error
     * @return in [-1, 1]; -1 where so much does not speak for anything
     */
    double lower(double evidence) {
        return lower(evidence, sum);
    }

    /** The other end: 1 where nothing is known. */
    double upper(double evidence) {
        return -lower(evidence, n - sum);
    }

    private double lower(double evidence, double total) {
        double enough = Math.log(evidence * place * (place + 1));
        if (log(-1, total) < enough) {
            return -1;
        }
        double low = -1;
        double high = 1;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (log(middle, total) >= enough) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The logarithm of the evidence for a mean above d. */
    private double log(double d, double total) {
        double above = total - n * (d + 1) / 2;
        double[] logs = new double[STAKES];
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < STAKES; k++) {
            double stake = Math.scalb(1.0, -1 - k);
            logs[k] = stake * above + (Math.log1p(-stake) + stake) * squares;
            largest = Math.max(largest, logs[k]);
        }
        double together = 0;
        for (double log : logs) {
            together += Math.exp(log - largest);
        }
        return largest + Math.log(together / STAKES);
    }
}
