package org.metapolicy.governance.adoption;

import java.time.Instant;

/** Families that stand in the graph without a trail, as other programs made them. */
public interface StandingFamilies {
    /**
     * Locks a family with its versions and reads all that is to be judged of it.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    StandingFamily lock(String familyId);

    /**
     * Makes of a locked family, and of every version of it, what they become; what hangs at them stays, but for the links that
     * say who is live, a candidate, the default or the fallback. The trail is told by others.
     */
    void takeOver(AdoptedFamily family, Instant now);
}
