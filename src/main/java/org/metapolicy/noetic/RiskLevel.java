package org.metapolicy.noetic;

import org.metapolicy.policy.RiskTier;

/** How much harm an intervention may do, from the least; {@code risk_level} of an intervention type. */
public enum RiskLevel {
    LOW,
    MEDIUM,
    HIGH;

    /** The level with this name in any case; HIGH for anything else: what is not known is not gentle. */
    public static RiskLevel of(Object text) {
        for (RiskLevel level : values()) {
            if (text instanceof String name && level.name().equalsIgnoreCase(name.strip())) {
                return level;
            }
        }
        return HIGH;
    }

    /** The most that a family of this tier may do: LOW if RESTRICTED, MEDIUM if SAFE, anything if EXPERIMENTAL. */
    public static RiskLevel most(RiskTier tier) {
        return switch (tier) {
            case RESTRICTED -> LOW;
            case SAFE -> MEDIUM;
            case EXPERIMENTAL -> HIGH;
        };
    }
}
