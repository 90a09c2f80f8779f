package org.metapolicy.selection;

import java.util.Optional;

/** Where selection finds a family. */
public interface Families {
    /** The family with this id, as the calling transaction sees it, with what may be expected of its versions there. */
    Optional<Candidates> find(String metaPolicyId, Place place);

    /** The family with this id, whatever the context. */
    default Optional<Candidates> find(String metaPolicyId) {
        return find(metaPolicyId, Place.UNKNOWN);
    }
}
