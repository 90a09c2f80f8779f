package org.metapolicy.app.record;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.metapolicy.evidence.recording.EpisodeProperties;
import org.metapolicy.evidence.recording.EvidenceKey;
import org.metapolicy.evidence.recording.EvidenceWriter;
import org.metapolicy.evidence.recording.Report;

/** Records a decision of a version; telling the same again changes nothing (specification, section 9). */
public final class RecordEpisode {
    private final EvidenceWriter writer;
    private final Clock clock;

    public RecordEpisode(EvidenceWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * @param versionId the version that decided
     * @param episode its properties by key; an absent id is made, an absent timestamp is now
     */
    public Recorded run(String versionId, EpisodeProperties episode) {
        String id = episode.id().orElseGet(() -> UUID.randomUUID().toString());
        Report report = Report.at(id, episode.byKey(), EvidenceKey.TIMESTAMP, () -> clock.instant()
                .atZone(ZoneOffset.UTC));
        return new Recorded(id, writer.episode(versionId, report));
    }
}
