package org.metapolicy.trust;

import java.util.LinkedHashMap;
import java.util.Map;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.trust.betting.EProcess;

/**
 * What one guardrail says (specification, section 6.4).
 *
 * @param guardrail which
 * @param limit the limit in force, in the variable's own unit; NaN where none is set (not promoted on enough evidence)
 * @param n values that it was fed since the watch began: episodes, or closed sessions under SESSION
 * @param estimate their mean since the watch began, in the variable's own unit; NaN before the first
 * @param logE natural logarithm of its part of the evidence, with what is not spent yet; frozen from the alarm on
 * @param logThreshold the logarithm at which the evidence of all together alarms
 * @param verdict KEPT, BREACHED, LEADING or INCONCLUSIVE
 * @param reason why, in words
 * @param estimateWindows the mean over the trust windows, in the variable's own unit; NaN where none gave any
 * @param leads whether most of the evidence is against its limit
 * @param logAll natural logarithm of the evidence against all limits together, what is not spent included
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
        double estimateWindows,
        boolean leads,
        double logAll) {

    /**
     * Inconclusive is an answer: neither success nor failure. At an alarm a guardrail is BREACHED where its own part of the
     * evidence suffices; where none does, the one with the largest part is LEADING.
     */
    public enum Verdict {
        KEPT,
        BREACHED,
        LEADING,
        INCONCLUSIVE
    }

    /**
     * A limit.
     *
     * @param value in the variable's own unit; NaN where there is none
     * @param badness what is bet against, in (0, 1]
     * @param none why there is none
     */
    record Limit(double value, double badness, String none) {}

    /**
     * What a capital says of a guardrail.
     *
     * @param inWindows the mean over the trust windows, in the variable's own unit; NaN where none gave any
     * @param beyond what is added to the reason
     */
    static GuardrailReading of(
            Guardrail guardrail,
            WatchCapital capital,
            Limit limit,
            RewardRange rewards,
            double inWindows,
            String beyond) {
        EProcess process = capital.of(guardrail);
        double estimate = guardrail.variable().ownUnit(process.mean(), rewards);
        boolean leads = capital.leader().filter(guardrail::equals).isPresent();
        Verdict verdict = Verdict.INCONCLUSIVE;
        String reason;
        if (capital.alarmed() && capital.worth(guardrail) >= WatchCapital.ALARM) {
            verdict = Verdict.BREACHED;
            reason = "the evidence against its limit reached the alarm";
        } else if (capital.alarmed() && leads) {
            verdict = Verdict.LEADING;
            reason = "the evidence against all limits together reached the alarm, and most of it is against this one";
        } else if (Double.isNaN(limit.value())) {
            reason = limit.none();
        } else if (process.n() == 0) {
            reason = "not watched: nothing was given since the watch began";
        } else if (!guardrail.keeps(estimate, limit.value())) {
            reason = "the estimate is beyond the limit, and the evidence does not reach the alarm";
        } else if (process.shows(limit.badness())) {
            verdict = Verdict.KEPT;
            reason = "the evidence since the watch began shows that the limit is kept";
        } else {
            reason = "the estimate keeps the limit, and " + process.n() + " values do not show it yet";
        }
        return new GuardrailReading(
                guardrail,
                limit.value(),
                process.n(),
                estimate,
                Math.log(capital.worth(guardrail)),
                Math.log(WatchCapital.ALARM),
                verdict,
                reason + beyond,
                inWindows,
                leads,
                Math.log(capital.worth()));
    }

    /**
     * The reading as procedures, pages and the trail give it, by key: name, limit, n, estimate, log_e, log_threshold,
     * verdict, reason, estimate_windows, leads, log_e_all. What is not known is null: neither JSON nor a reader knows NaN.
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
        map.put("leads", leads);
        map.put("log_e_all", orNull(logAll));
        return map;
    }

    /** Whether it is one of those that an alarm is laid to. */
    boolean isAlarm() {
        return verdict == Verdict.BREACHED || verdict == Verdict.LEADING;
    }

    private static Double orNull(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
