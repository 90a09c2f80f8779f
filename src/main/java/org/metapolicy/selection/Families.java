package org.metapolicy.selection;

import java.util.Optional;

/** Where selection finds a family. */
public interface Families {
    /** The family with this id, as the calling transaction sees it. */
    Optional<Candidates> find(String metaPolicyId);
}
