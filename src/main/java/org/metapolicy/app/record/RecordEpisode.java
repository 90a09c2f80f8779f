package org.metapolicy.app.record;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.metapolicy.app.decide.CheckDecision;
import org.metapolicy.evidence.recording.EpisodeProperties;
import org.metapolicy.evidence.recording.EvidenceKey;
import org.metapolicy.evidence.recording.EvidenceWriter;
import org.metapolicy.evidence.recording.Report;
import org.metapolicy.selection.Adjustments;

/** Records a decision of a version; telling the same again changes nothing (specification, section 9). */
public final class RecordEpisode {
    private final EvidenceWriter writer;
    private final RecordDecided decided;
    private final Clock clock;

    /**
     * @param check holds decisions that episodes bring against the graph
     * @param adjustments keeps them
     */
    public RecordEpisode(EvidenceWriter writer, CheckDecision check, Adjustments adjustments, Clock clock) {
        this.writer = writer;
        this.decided = new RecordDecided(writer, check, adjustments);
        this.clock = clock;
    }

    /**
     * @param versionId the version that decided; null where the episode brings a decision in which nobody acts
     * @param episode its properties by key; an absent id is made, an absent timestamp is now
     */
    public Recorded run(String versionId, EpisodeProperties episode) {
        if (episode.decisionId().isPresent()) {
            return decided.run(versionId, episode.decisionId().get(), episode);
        }
        String id = episode.id().orElseGet(() -> UUID.randomUUID().toString());
        Report report = Report.at(id, episode.byKey(), EvidenceKey.TIMESTAMP, () -> clock.instant()
                .atZone(ZoneOffset.UTC));
        return new Recorded(id, writer.episode(versionId, report));
    }
}
