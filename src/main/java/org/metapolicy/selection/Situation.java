package org.metapolicy.selection;

import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.RiskTier;

/**
 * All that the regime depends on.
 *
 * @param highAffectApproved whether a person approved acting under high affective load for this family
 * @param potencyHigh the potency from which a rogue variable counts as high, in [0, 1]
 */
public record Situation(MetaContext signals, RiskTier riskTier, boolean highAffectApproved, double potencyHigh) {}
