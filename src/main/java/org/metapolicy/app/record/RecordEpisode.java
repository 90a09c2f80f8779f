package org.metapolicy.app.record;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.metapolicy.evidence.EpisodeProperties;
import org.metapolicy.evidence.EvidenceWriter;

/** Records a decision of a version; repeating it with the same id changes nothing (specification, section 9). */
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
        Map<String, Object> properties = episode.byKey();
        properties.putIfAbsent("id", UUID.randomUUID().toString());
        properties.putIfAbsent("timestamp", clock.instant().atZone(ZoneOffset.UTC));
        properties.putIfAbsent("human_override", false);
        return new Recorded((String) properties.get("id"), writer.episode(versionId, properties));
    }
}
