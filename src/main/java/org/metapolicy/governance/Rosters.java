package org.metapolicy.governance;

import java.util.Optional;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** Whom families run on, in the calling transaction. */
public interface Rosters {
    /** Whom a family runs on; what was linked before there were names, or by hand, is left out. */
    RunsOn of(String familyId);

    /**
     * Makes a family run on these alone; the name of one that stays is the same afterwards.
     *
     * @throws NotFound if there is no participant, or no group, of an id
     */
    RunsOn write(String familyId, Roster roster);

    /**
     * Takes a participant out, with the salt of the link; whoever stays and had no name gets one.
     *
     * @return whom it runs on then; empty where it did not run on this one, or runs on anybody
     */
    Optional<RunsOn> drop(String familyId, String participantId);
}
