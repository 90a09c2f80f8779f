package org.metapolicy.trust;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metapolicy.policy.Figure;
import org.metapolicy.policy.Settings;

/**
 * The limits that froze when a version was promoted (specification, section 6.1).
 *
 * @param limits by guardrail, each in its variable's own unit; what did not freeze is absent
 */
public record PromotionBaseline(Map<Guardrail, Double> limits) {
    public PromotionBaseline {
        Map<Guardrail, Double> copy = new EnumMap<>(Guardrail.class);
        copy.putAll(limits);
        limits = Collections.unmodifiableMap(copy);
    }

    /**
     * The limits that these episodes give.
     *
     * @param errors the standard errors of a variable's mean, by the unit of its guardrails
     */
    static PromotionBaseline of(
            WindowStatistics windows, Function<Variable, Guardrail.StandardErrors> errors, Settings settings) {
        Map<Guardrail, Double> limits = new EnumMap<>(Guardrail.class);
        for (Guardrail guardrail : Guardrail.values()) {
            double limit = guardrail.freezes()
                    ? guardrail.limitAtPromotion(windows, errors.apply(guardrail.variable()), settings)
                    : Double.NaN;
            if (!Double.isNaN(limit)) {
                limits.put(guardrail, limit);
            }
        }
        return new PromotionBaseline(limits);
    }

    /** What froze, by the guardrail's name. */
    public Map<String, Double> byKey() {
        Map<String, Double> byKey = new TreeMap<>();
        limits.forEach((guardrail, limit) -> byKey.put(guardrail.key(), limit));
        return byKey;
    }

    /** What froze, as a phrase. */
    public String inWords() {
        return limits.isEmpty()
                ? "none"
                : byKey().entrySet().stream()
                        .map(limit -> limit.getKey() + " " + Figure.text(limit.getValue()))
                        .collect(Collectors.joining(", "));
    }

    /** The limit that froze; NaN where none did. */
    public double limit(Guardrail guardrail) {
        return limits.getOrDefault(guardrail, Double.NaN);
    }
}
