package org.metapolicy.evidence;

import java.util.List;
import org.metapolicy.trust.calibration.Forecast;

/** What snapshots tell, for reading alone. */
public interface TrustSnapshots {
    /**
     * The snapshots of a version, oldest first.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such version
     */
    List<TrustSnapshot> history(String versionId);

    /**
     * Every snapshot of a family's versions whose next window has closed, or that an automatic stop rests on (one that was not
     * kept), in the order in which that happened.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    List<Forecast> forecasts(String familyId);
}
