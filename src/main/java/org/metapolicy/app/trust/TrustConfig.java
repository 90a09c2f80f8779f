package org.metapolicy.app.trust;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.SettingChanges;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Factor;

/**
 * Settings that a READ call puts over a family's own, for that call alone.
 */
public record TrustConfig(SettingChanges changes) {
    public static final TrustConfig NONE = new TrustConfig(SettingChanges.NONE);

    /** What shapes the trust of evidence that has been counted; everything else shapes the counting itself. */
    private static final Set<Setting> AFTER_COUNTING = Stream.concat(
                    Stream.of(Setting.NORMALIZATION, Setting.FULL_EVIDENCE, Setting.AMPLIFICATION_SHARE),
                    Setting.weights().stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final String WEIGHTS = "weights";

    /** The settings that weight the factors, by the factors' names. */
    private static final Map<String, String> FACTORS = Stream.of(Factor.values())
            .collect(Collectors.toMap(
                    Factor::key, factor -> factor.weight().key(), (one, other) -> one, LinkedHashMap::new));

    /**
     * Reads settings by key; {@code weights} may stand for those of the factors, as a map by factor.
     *
     * @throws InvalidInput if a key is no setting, a value does not fit it, or {@code weights} is no map of factors
     */
    public static TrustConfig of(Input config) {
        Input weights = config.map(WEIGHTS).only("factor", List.copyOf(FACTORS.keySet()));
        return new TrustConfig(
                SettingChanges.of(config.without(WEIGHTS)).and(SettingChanges.of(weights.renamed(FACTORS::get))));
    }

    public Settings over(Settings own) {
        return changes.isEmpty() ? own : own.with(changes);
    }

    /** Whether the counted evidence must be counted again to see what it would be. */
    public boolean recounts() {
        return !AFTER_COUNTING.containsAll(changes.settings());
    }
}
