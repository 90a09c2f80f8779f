package org.metapolicy.policy;

/** Whom a family decides for. */
public enum Scope {
    INDIVIDUAL,
    GROUP,
    BOTH
}
