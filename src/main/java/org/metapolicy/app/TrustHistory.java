package org.metapolicy.app;

import java.util.List;
import java.util.Map;
import org.metapolicy.evidence.TrustRecords;

/** The trust of a version over time, a row per snapshot. */
public final class TrustHistory {
    private final TrustRecords records;

    public TrustHistory(TrustRecords records) {
        this.records = records;
    }

    public List<Map<String, Object>> run(String versionId) {
        return records.history(versionId);
    }
}
