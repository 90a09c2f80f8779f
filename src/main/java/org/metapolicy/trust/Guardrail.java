package org.metapolicy.trust;

import java.util.Optional;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * The limits that are watched after every outcome (specification, section 6): of each the name, the variable that it is fed, and
 * where its limit comes from. Nothing else names single guardrails but {@link TrustJudgement}, for those without which it
 * does not judge.
 */
public enum Guardrail {
    OVERRIDES("overrides", Variable.OVERRIDES, Setting.OVERRIDE_RATE_MAX),
    SAFETY_FLAGS("safety_flags", Variable.SAFETY_FLAGS, Setting.SAFETY_FLAG_RATE_MAX),
    REWARD("reward", Variable.REWARD, Setting.REWARD_FLOOR),
    COHERENCE("coherence", Variable.DELTA_COHERENCE, Setting.DELTA_COHERENCE_FLOOR),
    ACCURACY("accuracy", Variable.DELTA_ACCURACY, Setting.DELTA_ACCURACY_FLOOR),
    CALIBRATION("calibration", Variable.DELTA_CALIBRATION, Setting.DELTA_CALIBRATION_FLOOR),
    /** Mean reward then, less one standard error and {@code degradation_margin}; no limit with fewer than 2 rewards. */
    DEGRADATION("degradation", Variable.REWARD, (windows, errors, settings) -> {
        Moments reward = windows.reward();
        return reward.count() < 2
                ? Double.NaN
                : reward.mean()
                        - errors.ofMean(reward.count(), reward.variance().orElseThrow())
                        - settings.number(Setting.DEGRADATION_MARGIN);
    }),
    /** Override rate then, plus one standard error and {@code override_surge_margin}. */
    OVERRIDE_SURGE("override_surge", Variable.OVERRIDES, (windows, errors, settings) -> {
        double rate = windows.overrideRate().orElse(0);
        double error = errors.ofMean(Math.max(1, windows.n()), rate * (1 - rate));
        return rate + error + settings.number(Setting.OVERRIDE_SURGE_MARGIN);
    });

    /** A limit that a promotion freezes. */
    private interface Frozen {
        /** @return the limit in the variable's own unit; NaN where these windows give none */
        double limit(WindowStatistics atPromotion, StandardErrors errors, Settings settings);
    }

    /** Standard errors of a mean, from what is known of how its values hang together. */
    interface StandardErrors {
        /** Of values that are independent. */
        StandardErrors OF_SINGLE_VALUES = (n, variance) -> Math.sqrt(variance / n);

        /** @param variance that of single values */
        double ofMean(long n, double variance);
    }

    private final String key;
    private final Variable variable;
    private final Setting setting;
    private final Frozen frozen;

    Guardrail(String key, Variable variable, Setting limit) {
        this.key = key;
        this.variable = variable;
        this.setting = limit;
        this.frozen = null;
    }

    Guardrail(String key, Variable variable, Frozen limit) {
        this.key = key;
        this.variable = variable;
        this.setting = null;
        this.frozen = limit;
    }

    /** The name in maps, messages and stored states. */
    public String key() {
        return key;
    }

    /** What it is fed. */
    public Variable variable() {
        return variable;
    }

    /** The setting that holds the limit; empty for those that freeze at promotion. */
    public Optional<Setting> setting() {
        return Optional.ofNullable(setting);
    }

    /** Whether its limit freezes at promotion. */
    boolean freezes() {
        return frozen != null;
    }

    /** The limit that a promotion on these windows freezes, of one that {@link #freezes}; NaN where they give none. */
    double limitAtPromotion(WindowStatistics windows, StandardErrors errors, Settings settings) {
        return frozen.limit(windows, errors, settings);
    }

    /**
     * The limit in force, in the variable's own unit; NaN where there is none.
     *
     * @param baseline what froze at promotion, or null
     */
    double limit(Settings settings, PromotionBaseline baseline) {
        if (setting != null) {
            return settings.number(setting);
        }
        return baseline == null ? Double.NaN : baseline.limit(this);
    }

    /** Whether an estimate keeps the limit. */
    public boolean keeps(double estimate, double bound) {
        return variable.upper() ? estimate <= bound : estimate >= bound;
    }
}
