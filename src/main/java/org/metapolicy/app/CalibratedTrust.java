package org.metapolicy.app;

import java.util.OptionalDouble;
import org.metapolicy.evidence.EvidenceArchive;
import org.metapolicy.evidence.TrustRecords;
import org.metapolicy.trust.Calibration;

/** A version's trust score as the probability that its next window keeps all limits. */
public final class CalibratedTrust {
    private final EvidenceArchive archive;
    private final TrustRecords records;

    public CalibratedTrust(EvidenceArchive archive, TrustRecords records) {
        this.archive = archive;
        this.records = records;
    }

    /** The probability; absent where the version has no trust yet, or its family too few forecasts. */
    public OptionalDouble run(String versionId) {
        OptionalDouble trust = archive.trustScore(versionId);
        if (trust.isEmpty()) {
            return trust;
        }
        Calibration calibration =
                Calibration.of(records.forecasts(archive.familyOf(versionId).id()));
        return calibration.map().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(calibration.map().get().probability(trust.getAsDouble()));
    }
}
