package org.metapolicy.app.trust;

import java.util.List;
import org.metapolicy.evidence.TrustSnapshot;
import org.metapolicy.evidence.TrustSnapshots;

/** The trust of a version over time, a row per snapshot. */
public final class TrustHistory {
    private final TrustSnapshots snapshots;

    public TrustHistory(TrustSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    public List<TrustSnapshot> run(String versionId) {
        return snapshots.history(versionId);
    }
}
