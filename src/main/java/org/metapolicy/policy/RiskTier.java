package org.metapolicy.policy;

/** How much a family may try: only EXPERIMENTAL ones reach candidates, RESTRICTED ones start with four eyes. */
public enum RiskTier {
    EXPERIMENTAL,
    SAFE,
    RESTRICTED
}
