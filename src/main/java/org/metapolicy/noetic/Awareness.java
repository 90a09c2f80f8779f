package org.metapolicy.noetic;

/** The awareness condition of a trial: fully aware, implicitly or partially unaware, or mixed. */
public enum Awareness {
    FULL,
    IU,
    PU,
    MIX
}
