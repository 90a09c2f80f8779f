package org.metapolicy.selection;

import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * All that the regime depends on.
 *
 * @param highAffectApproved whether a person approved acting under high affective load for this family
 * @param settings of the family, with the thresholds of the regimes
 */
public record Situation(MetaContext signals, RiskTier riskTier, boolean highAffectApproved, Settings settings) {
    double limit(Setting setting) {
        return settings.number(setting);
    }
}
