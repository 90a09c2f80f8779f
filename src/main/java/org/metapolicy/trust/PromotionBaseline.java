package org.metapolicy.trust;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
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

    /** The limits that these trust windows give. */
    static PromotionBaseline of(WindowStatistics windows, Settings settings) {
        Map<Guardrail, Double> limits = new EnumMap<>(Guardrail.class);
        for (Guardrail guardrail : Guardrail.values()) {
            double limit = guardrail.freezes() ? guardrail.limitAtPromotion(windows, settings) : Double.NaN;
            if (!Double.isNaN(limit)) {
                limits.put(guardrail, limit);
            }
        }
        return new PromotionBaseline(limits);
    }

    /** The limit that froze; NaN where none did. */
    public double limit(Guardrail guardrail) {
        return limits.getOrDefault(guardrail, Double.NaN);
    }
}
