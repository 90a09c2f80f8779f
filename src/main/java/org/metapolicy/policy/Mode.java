package org.metapolicy.policy;

/** Whether a family's choice is only suggested (SHADOW) or served (ACTIVE). */
public enum Mode {
    SHADOW,
    ACTIVE
}
