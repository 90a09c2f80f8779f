package org.metapolicy.app.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metapolicy.evidence.recording.EpisodeProperties;
import org.metapolicy.evidence.recording.EvidenceWriter;
import org.metapolicy.evidence.recording.OutcomeProperties;
import org.metapolicy.policy.MetapolicyException;

/** Records decisions with what came of them, many at once: all of them, or none (specification, section 9). */
public final class RecordAll {
    private final EvidenceWriter writer;
    private final RecordEpisode episodes;
    private final RecordOutcome outcomes;

    public RecordAll(EvidenceWriter writer, RecordEpisode episodes, RecordOutcome outcomes) {
        this.writer = writer;
        this.episodes = episodes;
        this.outcomes = outcomes;
    }

    /**
     * A decision with what came of it.
     *
     * @param where how messages name it, such as "rows[3]"
     * @param outcome empty where it is not known yet
     */
    public record Row(String where, String versionId, EpisodeProperties episode, Optional<OutcomeProperties> outcome) {}

    /**
     * What came of recording them.
     *
     * @param episodes how many episodes were told
     * @param outcomes how many outcomes were told
     * @param created how many of both were written now
     * @param repeated how many of both stood there already
     */
    public record RecordedAll(long episodes, long outcomes, long created, long repeated) {}

    /** @throws MetapolicyException as recording the row alone does, with the row's name before its message */
    public RecordedAll run(List<Row> rows) {
        List<String> ids = new ArrayList<>(rows.size());
        rows.forEach(row -> row.episode().id().ifPresent(ids::add));
        writer.expect(ids);
        long told = 0;
        long created = 0;
        for (Row row : rows) {
            try {
                Recorded episode = episodes.run(row.versionId(), row.episode());
                created += episode.created() ? 1 : 0;
                if (row.outcome().isPresent()) {
                    told++;
                    created += outcomes.run(episode.id(), row.outcome().get()).created() ? 1 : 0;
                }
            } catch (MetapolicyException refused) {
                throw refused.in(row.where());
            }
        }
        return new RecordedAll(rows.size(), told, created, rows.size() + told - created);
    }
}
