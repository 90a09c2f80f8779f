package org.metapolicy.governance.stops;

import java.util.List;

/** The automatic stops of families. */
public interface Stops {
    /**
     * A family's, the last first.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    List<Stop> of(String familyId);
}
