package org.metapolicy.policy;

/** Whether a family decides (ACTIVE), serves its fallback alone (PAUSED), or does so for those alone who name it (DEPRECATED). */
public enum FamilyStatus {
    ACTIVE,
    PAUSED,
    DEPRECATED
}
