package org.metapolicy.policy;

/** Whether a family decides (ACTIVE), serves its fallback alone (PAUSED) or answers no more (DEPRECATED). */
public enum FamilyStatus {
    ACTIVE,
    PAUSED,
    DEPRECATED
}
