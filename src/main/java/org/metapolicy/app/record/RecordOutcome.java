package org.metapolicy.app.record;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.metapolicy.evidence.EvidenceWriter;
import org.metapolicy.evidence.OutcomeProperties;

/** Records what came of an episode; repeating it changes nothing (specification, section 9). */
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
        Map<String, Object> properties = outcome.byKey();
        properties.putIfAbsent("id", episodeId + ":outcome");
        properties.putIfAbsent("recorded_at", clock.instant().atZone(ZoneOffset.UTC));
        return new Recorded((String) properties.get("id"), writer.outcome(episodeId, properties));
    }
}
