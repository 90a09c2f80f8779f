package org.metapolicy.trust;

/**
 * What one guardrail says (specification, section 6.4).
 *
 * @param guardrail which
 * @param limit the limit in force, in the variable's own unit; NaN where none is set (not promoted on enough evidence)
 * @param n values that it was fed since the watch began: episodes, or closed sessions under SESSION
 * @param estimate their mean, in the variable's own unit; NaN before the first
 * @param logE natural logarithm of the e-value; frozen from the alarm on
 * @param logThreshold the logarithm at which it alarms
 * @param verdict KEPT, BREACHED or INCONCLUSIVE
 * @param reason why, in words
 */
public record GuardrailReading(
        Guardrail guardrail,
        double limit,
        long n,
        double estimate,
        double logE,
        double logThreshold,
        Verdict verdict,
        String reason) {

    /** Inconclusive is an answer: neither success nor failure. */
    public enum Verdict {
        KEPT,
        BREACHED,
        INCONCLUSIVE
    }
}
