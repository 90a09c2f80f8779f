package org.metapolicy.selection;

import java.util.List;

/** Where the families' claims are found. */
public interface FamilyScopes {
    /** The claims of every family that is not DEPRECATED. */
    List<FamilyScope> of(Addressee addressee);
}
