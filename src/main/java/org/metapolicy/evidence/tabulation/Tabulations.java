package org.metapolicy.evidence.tabulation;

/** What selection goes by, as it stands in the graph. */
public interface Tabulations {
    /**
     * A family's.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    StoredTable of(String familyId);
}
