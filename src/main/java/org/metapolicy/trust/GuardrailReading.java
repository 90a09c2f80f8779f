package org.metapolicy.trust;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one guardrail says (specification, section 6.4).
 *
 * @param guardrail which
 * @param limit the limit in force, in the variable's own unit; NaN where none is set (not promoted on enough evidence)
 * @param n values that it was fed since the watch began: episodes, or closed sessions under SESSION
 * @param estimate their mean since the watch began, in the variable's own unit; NaN before the first
 * @param logE natural logarithm of the e-value; frozen from the alarm on
 * @param logThreshold the logarithm at which it alarms
 * @param verdict KEPT, BREACHED or INCONCLUSIVE
 * @param reason why, in words
 * @param estimateWindows the mean over the trust windows, in the variable's own unit; NaN where none gave any
 */
public record GuardrailReading(
        Guardrail guardrail,
        double limit,
        long n,
        double estimate,
        double logE,
        double logThreshold,
        Verdict verdict,
        String reason,
        double estimateWindows) {

    /** Inconclusive is an answer: neither success nor failure. */
    public enum Verdict {
        KEPT,
        BREACHED,
        INCONCLUSIVE
    }

    /**
     * The reading as procedures, pages and the trail give it, by key: name, limit, n, estimate, log_e, log_threshold,
     * verdict, reason, estimate_windows. What is not known is null: neither JSON nor a reader knows NaN.
     */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", guardrail.key());
        map.put("limit", orNull(limit));
        map.put("n", n);
        map.put("estimate", orNull(estimate));
        map.put("log_e", orNull(logE));
        map.put("log_threshold", orNull(logThreshold));
        map.put("verdict", verdict.name());
        map.put("reason", reason);
        map.put("estimate_windows", orNull(estimateWindows));
        return map;
    }

    private static Double orNull(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
