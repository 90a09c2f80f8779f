package org.metapolicy.app.trust;

import org.metapolicy.evidence.TrustSnapshots;
import org.metapolicy.policy.Identifier;
import org.metapolicy.trust.calibration.Calibration;

/** How well a family's trust scores foretold whether the next window would keep its limits. */
public final class CalibrateTrust {
    private final TrustSnapshots snapshots;

    public CalibrateTrust(TrustSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    public Calibration run(String familyId) {
        Identifier.require("meta-policy id", familyId);
        return Calibration.of(snapshots.forecasts(familyId));
    }
}
