package org.metapolicy.trust.context;

import java.util.LinkedHashMap;
import java.util.Map;
import org.metapolicy.policy.Figure;

/**
 * A context in which the evidence against a version's limits reached its alarm (specification, section 6.8).
 *
 * @param cluster the context's name
 * @param guardrail the one against whose limit most of the evidence is
 * @param n values that it was fed there since the watch of the context began
 * @param estimate their mean, in the variable's own unit
 * @param limit the limit in force, in the same
 * @param logE natural logarithm of the evidence in the context against all limits together
 * @param logThreshold the logarithm at which it gives alarm
 */
public record ContextAlarm(
        String cluster, String guardrail, long n, double estimate, double limit, double logE, double logThreshold) {
    /** Why, as a sentence about the version. */
    public String reason() {
        return "in context '" + cluster + "' its " + guardrail + " is " + Figure.text(estimate) + " over " + n
                + " values, the limit is " + Figure.text(limit)
                + ": the evidence of that context against its limits reached the alarm";
    }

    /** The figures by key, as an event keeps them. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("guardrail", guardrail);
        map.put("n", n);
        map.put("estimate", estimate);
        map.put("limit", limit);
        map.put("log_e", logE);
        map.put("log_threshold", logThreshold);
        map.values().removeIf(value -> value instanceof Double number && !Double.isFinite(number));
        return map;
    }
}
