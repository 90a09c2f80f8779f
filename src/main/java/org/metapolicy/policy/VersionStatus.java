package org.metapolicy.policy;

/** Where a policy version stands (specification, section 7.1); which moves are allowed is governance's matter. */
public enum VersionStatus {
    CANDIDATE,
    LIVE,
    PAUSED,
    ROLLED_BACK,
    DEPRECATED
}
