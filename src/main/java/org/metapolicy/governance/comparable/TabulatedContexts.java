package org.metapolicy.governance.comparable;

import java.util.List;
import java.util.Optional;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

/** What the last refresh tabulated of a family's contexts. */
public interface TabulatedContexts {
    /** The contexts that the last refresh tabulated for the family, in order; empty before the first. */
    List<String> contexts(String familyId);

    /** What that refresh tabulated of the version's trust in a context; empty where it showed nothing there. */
    Optional<InContext> trustIn(String versionId, String context);

    /** What may be expected of it there, likewise; empty where the table does not have it. */
    Optional<Prospect> prospectIn(String versionId, String context);
}
