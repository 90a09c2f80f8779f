package org.metapolicy.app.trust;

import java.util.OptionalDouble;
import org.metapolicy.evidence.CountedEvidence;

/** The trust score of a version as the last refresh left it: one look-up, for use inside any query. */
public final class TrustLookup {
    private final CountedEvidence counted;

    public TrustLookup(CountedEvidence counted) {
        this.counted = counted;
    }

    /** The score, absent before the first refresh that counted something. */
    public OptionalDouble run(String versionId) {
        return counted.trustScore(versionId);
    }
}
