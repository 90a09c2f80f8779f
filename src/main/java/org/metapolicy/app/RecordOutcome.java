package org.metapolicy.app;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.metapolicy.evidence.EvidenceKey;
import org.metapolicy.evidence.EvidenceLog;

/** Records what came of an episode; repeating it changes nothing (DESIGN section 9). */
public final class RecordOutcome {
    private final EvidenceLog log;
    private final Clock clock;

    public RecordOutcome(EvidenceLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * @param episodeId the episode
     * @param outcome its properties by key; an absent id is made from the episode's, so that a call without one can be
     *     repeated too; an absent recorded_at is now
     */
    public Recorded run(String episodeId, Map<String, Object> outcome) {
        Map<String, Object> properties = EvidenceKey.outcome(outcome);
        properties.putIfAbsent("id", episodeId + ":outcome");
        properties.putIfAbsent("recorded_at", clock.instant().atZone(ZoneOffset.UTC));
        return new Recorded((String) properties.get("id"), log.outcome(episodeId, properties));
    }
}
