package org.metapolicy.app.record;

import java.time.Clock;
import java.time.ZoneOffset;
import org.metapolicy.evidence.recording.EvidenceKey;
import org.metapolicy.evidence.recording.EvidenceWriter;
import org.metapolicy.evidence.recording.OutcomeProperties;
import org.metapolicy.evidence.recording.Report;

/**
 * Records what came of an episode, and what a person made of it; telling the same again changes nothing (specification,
 * section 9).
 */
public final class RecordOutcome {
    private final EvidenceWriter writer;
    private final Clock clock;

    public RecordOutcome(EvidenceWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * @param episodeId the episode
     * @param outcome its properties by key; an absent id is made from the episode's, so that a call without one can be
     *     repeated too; an absent recorded_at is now
     */
    public Recorded run(String episodeId, OutcomeProperties outcome) {
        String id = outcome.id().orElse(episodeId + ":outcome");
        Report report = Report.at(id, outcome.byKey(), EvidenceKey.RECORDED_AT, () -> clock.instant()
                .atZone(ZoneOffset.UTC));
        boolean created = writer.outcome(episodeId, report);
        outcome.override().ifPresent(override -> writer.override(episodeId, override));
        return new Recorded(id, created);
    }
}
