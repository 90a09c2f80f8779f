package org.metapolicy.app.trust;

import java.util.Optional;
import java.util.OptionalDouble;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.TrustSnapshots;
import org.metapolicy.trust.calibration.Calibration;
import org.metapolicy.trust.calibration.IsotonicMap;

/** What is known of a version's trust, as the probability that its next window keeps all limits. */
public final class CalibratedTrust {
    private final CountedEvidence counted;
    private final TrustSnapshots snapshots;

    public CalibratedTrust(CountedEvidence counted, TrustSnapshots snapshots) {
        this.counted = counted;
        this.snapshots = snapshots;
    }

    /** The probability; absent where too little is known of the version's trust, or its family too few forecasts. */
    public OptionalDouble run(String versionId) {
        OptionalDouble trust = counted.knownTrust(versionId);
        if (trust.isEmpty()) {
            return trust;
        }
        Optional<IsotonicMap> map =
                Calibration.map(snapshots.forecasts(counted.familyOf(versionId).id()));
        return map.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(map.get().probability(trust.getAsDouble()));
    }
}
