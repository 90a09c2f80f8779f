package org.metapolicy.selection;

import java.util.Optional;

/** Where selection finds a family. */
public interface Families {
    /** The family with this id, as the calling transaction sees it, with what may be expected of its versions there. */
    Optional<Candidates> find(String metaPolicyId, Place place);

    /**
     * The same for the choice alone: where that goes by expected value ({@link Candidates#byValue}), the factors of what is known
     * of versions, which scores are made of, may be left out.
     */
    default Optional<Candidates> toChoose(String metaPolicyId, Place place) {
        return find(metaPolicyId, place);
    }

    /** The family with this id, whatever the context. */
    default Optional<Candidates> find(String metaPolicyId) {
        return find(metaPolicyId, Place.UNKNOWN);
    }
}
