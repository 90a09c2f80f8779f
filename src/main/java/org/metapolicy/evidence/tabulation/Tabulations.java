package org.metapolicy.evidence.tabulation;

import java.util.Optional;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

/** What selection goes by, as it stands in the graph. */
public interface Tabulations {
    /**
     * A family's.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    StoredTable of(String familyId);

    /**
     * A version's trust in a context, as the last refresh tabulated it: one look-up.
     *
     * @return empty where the version was not in that table, or showed nothing in that context
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such version
     */
    Optional<InContext> trust(String versionId, String contextCluster);

    /**
     * What may be expected of it, likewise.
     *
     * @param contextCluster null for whatever the context
     * @return empty where that table does not have it
     */
    Optional<Prospect> prospect(String versionId, String contextCluster);
}
