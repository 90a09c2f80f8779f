package org.metapolicy.counterfactual;

/** What a log says of a version. */
public enum Verdict {
    /** Certified at 5 % at every look: the difference is above 0. */
    BETTER,
    /** Certified: it is above minus the margin that is borne. */
    NOT_WORSE,
    /** Certified: it is below 0. */
    WORSE,
    /** None of these is certified. */
    INCONCLUSIVE,
    /** A value, compared with nothing. */
    ESTIMATED,
    /** The log cannot tell; the reason names the figure that says so. */
    REFUSED
}
