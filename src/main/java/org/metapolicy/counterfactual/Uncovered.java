package org.metapolicy.counterfactual;

/** Why a decision tells nothing of what another choice would have earned. */
public enum Uncovered {
    UNKNOWN_CHOICE("nothing says what would have been done"),
    UNREADABLE_CHOICE("what would have been done cannot be read"),
    UNKNOWN_INTERVENTION("nothing readable says what was done"),
    OVERRIDDEN("a person overrode it"),
    NO_PROPENSITY("there is no propensity"),
    UNREADABLE_PROPENSITY("its propensity is no number above 0 and up to 1, or not that of its decision"),
    NOT_TRIED("something that would have been done had no chance, or one below propensity_min"),
    SMALL_PROPENSITY("its propensity is below propensity_min");

    private final String words;

    Uncovered(String words) {
        this.words = words;
    }

    /** As a reason says it. */
    String words() {
        return words;
    }
}
