package org.metapolicy.evidence;

import java.time.Duration;

/** Another transaction holds a family's lock for longer than a refresh of all families waits for one. */
public final class FamilyBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param waited how long this one has waited */
    public FamilyBusy(String familyId, Duration waited) {
        super("another transaction has held the lock of meta-policy '" + familyId + "' for " + waited.toSeconds()
                + " s: SHOW TRANSACTIONS finds it; the next refresh goes on");
    }
}
