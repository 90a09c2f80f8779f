package org.metapolicy.app.trust;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * Settings that a READ call puts over a family's own, for that call alone.
 *
 * @param changes by key of {@link Setting}
 */
public record TrustConfig(Map<String, Object> changes) {
    /** What shapes the trust of evidence that has been counted; everything else shapes the counting itself. */
    private static final Set<String> AFTER_COUNTING = Set.of(
            Setting.NORMALIZATION.key(),
            Setting.FULL_EVIDENCE.key(),
            Setting.AMPLIFICATION_SHARE.key(),
            Setting.WEIGHT_GROWTH.key(),
            Setting.WEIGHT_BREADTH.key(),
            Setting.WEIGHT_AMPLIFICATION.key(),
            Setting.WEIGHT_SAFETY.key(),
            Setting.WEIGHT_ROBUSTNESS.key(),
            Setting.WEIGHT_COHERENCE.key());

    /**
     * @param config settings by key; {@code weights} may stand for the six of them, as a map by factor
     * @throws InvalidInput if {@code weights} is not a map of the factors; other keys are checked when they are applied
     */
    public static TrustConfig of(Map<String, Object> config) {
        Map<String, Object> changes = new LinkedHashMap<>(config);
        Object weights = changes.remove("weights");
        if (weights instanceof Map<?, ?> map) {
            map.forEach((factor, weight) -> changes.put(weightKey(factor), weight));
        } else if (weights != null) {
            throw new InvalidInput("weights is " + weights + ": it must be a map of the six factors to their weights");
        }
        return new TrustConfig(changes);
    }

    public Settings over(Settings own) {
        return changes.isEmpty() ? own : own.with(changes);
    }

    /** Whether the counted evidence must be counted again to see what it would be. */
    public boolean recounts() {
        return !AFTER_COUNTING.containsAll(changes.keySet());
    }

    private static String weightKey(Object factor) {
        String key = "weight_" + factor;
        if (Setting.byKey(key) == null) {
            throw new InvalidInput("unknown factor '" + factor
                    + "' in weights: known are growth, breadth, amplification, safety, robustness, coherence");
        }
        return key;
    }
}
