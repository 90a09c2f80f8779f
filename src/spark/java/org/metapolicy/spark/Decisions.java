package org.metapolicy.spark;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.WrittenEpisode;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.ObservationReading;
import org.metapolicy.trust.OutcomeFigures;

/**
 * What a row's columns mean to counting.
 *
 * @param settings the family's
 * @param potencies the potency of each segment that is known, by its id
 */
record Decisions(Settings settings, Map<String, Double> potencies) {
    private static final EpisodeFacts NOBODYS = new EpisodeFacts(false, null, null, null, null, Instant.EPOCH);

    WrittenEpisode episode(Row row) {
        return new WrittenEpisode(
                Cells.text(row, Cells.EPISODE),
                Cells.text(row, Cells.VERSION),
                Optional.empty(),
                override(row),
                Optional.ofNullable(Cells.instant(row, "timestamp")),
                Optional.ofNullable(Cells.text(row, "cluster")),
                numbers(row),
                Optional.ofNullable(Cells.text(row, "context_hash")),
                high(row),
                settings.choice(Setting.GUARDRAIL_UNIT).equals("SESSION")
                        ? Optional.ofNullable(Cells.text(row, "session"))
                        : Optional.empty(),
                Optional.ofNullable(Cells.text(row, "participant")));
    }

    static Object override(Row row) {
        return readable(Cells.value(row, "override"));
    }

    private static Object readable(Integer flag) {
        return flag == null ? null : flag == ReadLines.UNREADABLE ? "neither true nor false" : (Object) (flag == 1);
    }

    private static List<Double> numbers(Row row) {
        return row.isNullAt(Cells.index("context")) ? List.of() : row.getList(Cells.index("context"));
    }

    private Boolean high(Row row) {
        if (row.isNullAt(Cells.index("segments"))) {
            return null;
        }
        List<String> ids = row.getList(Cells.index("segments"));
        double limit = settings.number(Setting.POTENCY_HIGH);
        return ids.stream().anyMatch(id -> potencies.getOrDefault(id, Double.NaN) >= limit);
    }

    static OutcomeFigures figures(Row row) {
        return OutcomeFigures.of(key -> key.equals("safety_flag")
                ? readable(Cells.value(row, "flag"))
                : Cells.isOne(key) ? Cells.value(row, key) : null);
    }

    /** Whether an outcome would count, were it its episode's first. */
    boolean counts(Row outcome, Object override) {
        return (override == null || override instanceof Boolean)
                && ObservationReading.of(NOBODYS, figures(outcome), settings) instanceof ObservationReading.Valid;
    }

    /** When an outcome arrived, given its episode's own time or null. */
    static Arrival arrival(Row outcome, Instant timestamp) {
        Instant at = Cells.instant(outcome, "recorded");
        return new Arrival(
                at != null ? at : timestamp != null ? timestamp : Instant.MIN,
                Cells.text(outcome, "outcome"),
                Cells.text(outcome, "outcome"),
                Cells.text(outcome, Cells.EPISODE));
    }
}
