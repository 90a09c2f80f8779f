package org.metapolicy.app;

import java.util.OptionalDouble;
import org.metapolicy.evidence.EvidenceArchive;

/** The trust score of a version as the last refresh left it: one look-up, for use inside any query. */
public final class TrustLookup {
    private final EvidenceArchive archive;

    public TrustLookup(EvidenceArchive archive) {
        this.archive = archive;
    }

    /** The score, absent before the first refresh that counted something. */
    public OptionalDouble run(String versionId) {
        return archive.trustScore(versionId);
    }
}
