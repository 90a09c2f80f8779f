package org.metapolicy.governance.comparable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

/** What the last refresh tabulated of a family's contexts. */
public interface TabulatedContexts {
    /** The contexts that the last refresh tabulated for the family, in order; empty before the first. */
    List<String> contexts(String familyId);

    /** What that refresh tabulated of a version, by context, at one reading; a context that it has nothing of is left out. */
    Map<String, Shown> shown(String versionId);

    /**
     * What is tabulated of a version in one context.
     *
     * @param trust empty where it showed nothing there
     * @param prospect what may be expected of it there; empty where the table does not have it
     */
    record Shown(Optional<InContext> trust, Optional<Prospect> prospect) {
        public static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());

        /** What the other says where this says nothing. */
        public Shown or(Shown other) {
            return new Shown(trust.or(other::trust), prospect.or(other::prospect));
        }
    }
}
