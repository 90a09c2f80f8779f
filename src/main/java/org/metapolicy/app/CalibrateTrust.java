package org.metapolicy.app;

import org.metapolicy.evidence.TrustRecords;
import org.metapolicy.trust.Calibration;

/** How well a family's trust scores foretold whether the next window would keep its limits. */
public final class CalibrateTrust {
    private final TrustRecords records;

    public CalibrateTrust(TrustRecords records) {
        this.records = records;
    }

    public Calibration run(String familyId) {
        return Calibration.of(records.forecasts(familyId));
    }
}
