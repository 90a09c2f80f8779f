package org.metapolicy.app.record;

import org.metapolicy.evidence.recording.EvidenceWriter;
import org.metapolicy.evidence.recording.OverrideReport;

/** Records that a person overruled a decision, with or without an outcome; telling the same again changes nothing. */
public final class RecordOverride {
    private final EvidenceWriter writer;

    public RecordOverride(EvidenceWriter writer) {
        this.writer = writer;
    }

    /** @param episodeId the decision, whose status no refresh has counted yet */
    public Recorded run(String episodeId, OverrideReport override) {
        return new Recorded(episodeId, writer.override(episodeId, override));
    }
}
