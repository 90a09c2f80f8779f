package org.metapolicy.procedure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.app.record.RecordAll.Row;
import org.metapolicy.evidence.recording.EpisodeProperties;
import org.metapolicy.evidence.recording.OutcomeProperties;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/** Reads the rows that {@code recordAll} takes. */
final class EvidenceRows {
    private static final ValueKind<Map<?, ?>> MAP = ValueKind.of(
            "a map of version_id, episode and outcome", value -> value instanceof Map<?, ?> map ? map : null);

    private EvidenceRows() {}

    /**
     * Reads all of them before any is written.
     *
     * @throws InvalidInput naming the row and the key
     */
    static List<Row> of(List<Object> rows) {
        if (rows == null) {
            throw new InvalidInput("rows is missing: it must be a list of maps of version_id, episode and outcome");
        }
        List<Row> read = new ArrayList<>(rows.size());
        for (Object row : rows) {
            String where = "rows[" + read.size() + "]";
            Input given = Input.of(where, MAP.require(where, row)).only("version_id", "episode", "outcome");
            EpisodeProperties episode = EpisodeProperties.of(given.map("episode"));
            read.add(new Row(
                    where,
                    versionId(given, episode),
                    episode,
                    given.has("outcome") ? Optional.of(OutcomeProperties.of(given.map("outcome"))) : Optional.empty()));
        }
        return read;
    }

    /** Null only where the episode brings a decision, which may be that nobody acts. */
    private static String versionId(Input row, EpisodeProperties episode) {
        return episode.decisionId().isPresent()
                ? row.read("version_id", ValueKind.TEXT).orElse(null)
                : row.require("version_id", ValueKind.TEXT);
    }
}
