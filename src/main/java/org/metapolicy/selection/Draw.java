package org.metapolicy.selection;

/** How an answer came about. */
public enum Draw {
    /** No chance was involved, or the draw fell outside every share: the best answer. */
    BEST,
    /** The share for live versions with little evidence. */
    PROBATION,
    /** The share for candidates. */
    EXPLORE,
    /** The share by which versions go by the probability that they are the best. */
    LEARN,
    /** A share fell on a version that is not likely enough to be as safe as the default, which serves in its place. */
    GUARDED
}
