package org.metapolicy.selection;

/** How an answer came about. */
public enum Draw {
    /** No chance was involved, or the draw fell outside every share: the best answer. */
    BEST,
    /** The share for live versions with little evidence. */
    PROBATION,
    /** The share for candidates. */
    EXPLORE
}
