package org.metapolicy.selection;

import java.util.List;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** Where the families' claims are found. */
public interface FamilyScopes {
    /** The claims of every family that is not DEPRECATED. */
    List<FamilyScope> of(Addressee addressee);

    /**
     * What a family says of whom it decides for, whatever its status.
     *
     * @param addressee who is named, which may be nobody
     * @throws NotFound if there is no such family
     * @throws Conflict if its scope is none
     */
    FamilyScope of(String metaPolicyId, Addressee addressee);
}
