package org.metapolicy.trust.people;

import java.util.LinkedHashMap;
import java.util.Map;
import org.metapolicy.policy.Figure;

/**
 * A participant whom the evidence against a version's limits names (specification, section 6.9).
 *
 * @param participantId their id, which nothing that is said of the alarm tells
 * @param guardrail the one against whose limit most of the evidence is
 * @param n values that it was fed of them
 * @param estimate their mean, in the variable's own unit
 * @param limit the limit in force, in the same
 * @param logE natural logarithm of their evidence against all limits together, times the weight of their place
 * @param logThreshold the logarithm of what names so many
 * @param named participants for whom the version is suspended by evidence, with this one
 */
public record PersonAlarm(
        String participantId,
        String guardrail,
        long n,
        double estimate,
        double limit,
        double logE,
        double logThreshold,
        long named) {
    /** Why, as a sentence about the version. */
    public String reason() {
        return "for one participant its " + guardrail + " is " + Figure.text(estimate) + " over " + n
                + " values, the limit is " + Figure.text(limit)
                + ": the evidence of that participant against its limits is enough among all whom it met";
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
        map.put("named", named);
        return map;
    }
}
