package org.metapolicy.selection;

/** What the meta-context allows, from nothing to the most (specification, section 8.2). */
public enum Regime {
    /** Nobody acts. */
    NONE,
    /** Only the fallback and versions that are safe beyond doubt. */
    CONSERVATIVE,
    /** Every trusted version, and a share for live ones with little evidence. */
    STANDARD,
    /** As STANDARD, and a share for candidates. */
    EXPLORATORY
}
