package org.metapolicy.selection;

/** How the best answer is found among versions, and who is tried beside it (specification, sections 8.4 and 8.5). */
interface Rule {
    /** Whom the decisions go to that no share takes; null where nobody is eligible. */
    Assessed best();

    /**
     * Gives versions that need evidence their shares of what is left of the lottery.
     *
     * @param lottery without the share for candidates, or with it
     */
    void share(Lottery lottery);

    /** Why the best answer is that and no other, as words that follow its id or "is the default, and". */
    String why(Assessed best);

    /** Why a version that a share went to is tried. */
    String whyTried(VersionStanding version);
}
