package org.metapolicy.policy;

/** Where a policy version stands (DESIGN sections 3 and 7); which moves are allowed is governance's matter. */
public enum VersionStatus {
    CANDIDATE,
    LIVE,
    PAUSED,
    ROLLED_BACK,
    DEPRECATED
}
