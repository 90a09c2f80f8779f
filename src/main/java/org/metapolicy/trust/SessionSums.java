package org.metapolicy.trust;

import java.util.Map;

/**
 * What the sums over sessions of one variable amount to: enough for the standard error of its mean where the values of one
 * session hang together (the sandwich estimator of a ratio of sums; Cochran 1977, "Sampling Techniques", section 9A.2).
 *
 * @param sessions how many gave any value
 * @param values how many values they gave, n summed over sessions
 * @param sum T, their sum, summed over sessions
 * @param squares n&sup2; summed over sessions
 * @param products n T
 * @param sumSquares T&sup2;
 */
record SessionSums(long sessions, double values, double sum, double squares, double products, double sumSquares) {
    static final SessionSums NONE = new SessionSums(0, 0, 0, 0, 0, 0);

    /** These and one session more; itself where that gave nothing. */
    SessionSums plus(GuardrailValues.Sum session) {
        double n = session.count();
        double t = session.sum();
        return n == 0
                ? this
                : new SessionSums(
                        sessions + 1, values + n, sum + t, squares + n * n, products + n * t, sumSquares + t * t);
    }

    /**
     * The standard error of a mean of n values that come in sessions like these: at least that of single values, and where
     * fewer than 2 sessions are known that of one value, as if all were one session.
     *
     * @param variance that of single values
     */
    double errorOfMean(long n, double variance) {
        if (sessions < 2) {
            return Math.sqrt(variance);
        }
        double mean = sum / values;
        double residuals = Math.max(0, sumSquares - 2 * mean * products + mean * mean * squares);
        double ofOneValue = residuals * sessions / (sessions - 1) / values;
        return Math.sqrt(Math.max(variance, ofOneValue) / n);
    }

    /** Adds a session's sums of what is watched relative to a promotion, unless it began before one. */
    static void add(Map<Variable, SessionSums> sums, SessionPart part) {
        for (Guardrail guardrail : Guardrail.values()) {
            if (guardrail.freezes() && !part.beforePromotion() && !part.isMean()) {
                GuardrailValues.Sum one = part.values().of(guardrail.variable());
                sums.merge(guardrail.variable(), NONE.plus(one), (before, same) -> before.plus(one));
            }
        }
    }
}
