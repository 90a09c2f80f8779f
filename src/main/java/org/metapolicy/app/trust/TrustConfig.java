package org.metapolicy.app.trust;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.SettingChanges;
import org.metapolicy.policy.Settings;

/**
 * Settings that a READ call puts over a family's own, for that call alone.
 */
public record TrustConfig(SettingChanges changes) {
    public static final TrustConfig NONE = new TrustConfig(SettingChanges.NONE);

    /** What shapes the trust of evidence that has been counted; everything else shapes the counting itself. */
    private static final Set<Setting> AFTER_COUNTING = Set.of(
            Setting.NORMALIZATION,
            Setting.FULL_EVIDENCE,
            Setting.AMPLIFICATION_SHARE,
            Setting.WEIGHT_GROWTH,
            Setting.WEIGHT_BREADTH,
            Setting.WEIGHT_AMPLIFICATION,
            Setting.WEIGHT_SAFETY,
            Setting.WEIGHT_ROBUSTNESS,
            Setting.WEIGHT_COHERENCE);

    private static final String WEIGHTS = "weights";
    private static final String WEIGHT = "weight_";

    /** The factors, by the settings that weight them. */
    private static final List<String> FACTORS = Stream.of(Setting.values())
            .map(Setting::key)
            .filter(key -> key.startsWith(WEIGHT))
            .map(key -> key.substring(WEIGHT.length()))
            .toList();

    /**
     * Reads settings by key; {@code weights} may stand for the six of them, as a map by factor.
     *
     * @throws InvalidInput if a key is no setting, a value does not fit it, or {@code weights} is no map of factors
     */
    public static TrustConfig of(Input config) {
        Input weights = config.map(WEIGHTS).only("factor", FACTORS);
        return new TrustConfig(SettingChanges.of(config.without(WEIGHTS))
                .and(SettingChanges.of(weights.renamed(factor -> WEIGHT + factor))));
    }

    public Settings over(Settings own) {
        return changes.isEmpty() ? own : own.with(changes);
    }

    /** Whether the counted evidence must be counted again to see what it would be. */
    public boolean recounts() {
        return !AFTER_COUNTING.containsAll(changes.settings());
    }
}
