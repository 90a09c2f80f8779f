package org.metapolicy.counterfactual;

/**
 * Evidence that the weights of a choice are more than 1 in the mean, which they cannot be where propensities are right:
 *
 * <pre>E[share(done) / propensity(done)] = sum over what had a chance of share  &lt;=  1</pre>
 *
 * <p>whatever the decisions before were, so that the wealth of bettors on weights above 1 ({@link BettingProcess} at 1) is a
 * supermartingale that starts at 1, and reaches e in at most one of e logs with right propensities (Ville 1939; Waudby-Smith &amp;
 * Ramdas 2024, "Estimating means of bounded random variables by betting"). A propensity that is told too small, as by rounding, makes
 * all that rests on weights count too much on both sides. One that is told too large does not: scores by weights alone then say too
 * little, and the doubly robust ones lean on the model.
 *
 * <p>It is asked of every decision, with an outcome or without, as what lacks an outcome may be chosen by what was done. A decision
 * that is not covered weighs 0.
 */
final class Overweight {
    private final BettingProcess bets = new BettingProcess(0, -12, 0);

    /** @param weight at least 0 */
    void take(double weight) {
        bets.take(weight);
    }

    /** 20 is met by at most 5 % of logs with right propensities. */
    double evidence() {
        return Math.exp(bets.log(1));
    }
}
