package org.metapolicy.trust;

import java.util.Optional;
import org.metapolicy.policy.Setting;

/**
 * The eight limits that are watched after every outcome (specification, section 6.1): an upper limit of a rate, or the
 * floor of a mean.
 */
public enum Guardrail {
    OVERRIDES("overrides", Setting.OVERRIDE_RATE_MAX, true),
    SAFETY_FLAGS("safety_flags", Setting.SAFETY_FLAG_RATE_MAX, true),
    REWARD("reward", Setting.REWARD_FLOOR, false),
    COHERENCE("coherence", Setting.DELTA_COHERENCE_FLOOR, false),
    ACCURACY("accuracy", Setting.DELTA_ACCURACY_FLOOR, false),
    CALIBRATION("calibration", Setting.DELTA_CALIBRATION_FLOOR, false),
    /** Mean reward against its mean when promoted. */
    DEGRADATION("degradation", null, false),
    /** Override rate against its rate when promoted. */
    OVERRIDE_SURGE("override_surge", null, true);

    private final String key;
    private final Setting limit;
    private final boolean upper;

    Guardrail(String key, Setting limit, boolean upper) {
        this.key = key;
        this.limit = limit;
        this.upper = upper;
    }

    /** The name in maps and messages. */
    public String key() {
        return key;
    }

    /** The setting that holds the limit; empty for those that freeze at promotion. */
    public Optional<Setting> setting() {
        return Optional.ofNullable(limit);
    }

    /** Whether the limit bounds a rate from above; otherwise it is the floor of a mean in [-1, 1]. */
    public boolean upper() {
        return upper;
    }

    /** The value mapped to [0, 1] so that more is worse. */
    double badness(double value) {
        return upper ? value : (1 - value) / 2;
    }

    /** Whether an estimate keeps the limit. */
    public boolean keeps(double estimate, double bound) {
        return upper ? estimate <= bound : estimate >= bound;
    }
}
