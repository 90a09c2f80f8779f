package org.metapolicy.spark;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.evidence.exchange.VersionOrder;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * Gives each status and each outcome its place among those of its version. Rows come sorted by version and by the order of
 * statuses.
 */
final class PlacePieces implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final JobContext context;

    PlacePieces(JobContext context) {
        this.context = context;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Settings settings = context.handedOut().settings();
        boolean byDecision = "DECISION".equals(settings.choice(Setting.OUTCOME_ORDER));
        return new Flow(rows) {
            private String version;
            private VersionOrder order;

            @Override
            void take(Row row) {
                if (Cells.kind(row) == Cells.Kind.KEPT) {
                    give(row);
                    return;
                }
                if (!Cells.text(row, Cells.VERSION).equals(version)) {
                    version = Cells.text(row, Cells.VERSION);
                    order = new VersionOrder(settings, context.asOf());
                }
                Optional<Arrival> outcome = Cells.flag(row, "has_outcome")
                        ? Optional.of(Decisions.arrival(row, Cells.instant(row, "timestamp")))
                        : Optional.empty();
                if (Cells.flag(row, "status_counted")) {
                    outcome.ifPresentOrElse(
                            late -> give(placed(Cells.Kind.OUTCOME_PIECE, row, order.late(late))),
                            () -> give(new Line(Cells.Kind.KEPT, row).row()));
                    return;
                }
                if (Decisions.override(row) instanceof String) {
                    // Nobody can tell its status; the outcomes are left out.
                    give(new Line(Cells.Kind.KEPT, row).row());
                    return;
                }
                Optional<VersionOrder.Place> status = order.status(status(row), first(row));
                Optional<VersionOrder.Place> arrived = outcome.flatMap(order::outcome);
                arrived.ifPresent(place -> give(placed(Cells.Kind.OUTCOME_PIECE, row, place)));
                status.ifPresentOrElse(
                        place -> give(placed(Cells.Kind.STATUS_PIECE, row, place)),
                        () -> give(waiting(row, byDecision)));
            }

            @Override
            void end() {
                // Everything was given as it came.
            }
        };
    }

    /** An episode whose status waits; by arrival its outcome counts all the same. */
    static Row waiting(Row row, boolean byDecision) {
        Line line = new Line(Cells.Kind.KEPT, row);
        return Cells.flag(row, "has_outcome") && !byDecision
                ? line.set("outcome_counted", true)
                        .set("has_outcome", false)
                        .without(MatchOutcomes.OF_OUTCOME)
                        .row()
                : line.row();
    }

    private static StatusPlace status(Row row) {
        return new StatusPlace(
                Cells.text(row, Cells.VERSION),
                Cells.instant(row, "at"),
                Cells.instant(row, "timestamp") != null,
                Cells.text(row, Cells.EPISODE),
                Cells.text(row, Cells.EPISODE),
                Boolean.TRUE.equals(Decisions.override(row)),
                Cells.flag(row, "outcome_counted"));
    }

    private static Optional<Arrival> first(Row row) {
        Instant at = Cells.instant(row, "first");
        String id = Cells.text(row, "first_outcome");
        return at == null ? Optional.empty() : Optional.of(new Arrival(at, id, id, Cells.text(row, Cells.EPISODE)));
    }

    private static Row placed(Cells.Kind kind, Row row, VersionOrder.Place place) {
        return new Line(kind, row)
                .set("place_phase", place.phase())
                .instant("place", place.at())
                .set("place_after", place.afterAll())
                // Java compares texts by their UTF-16 units, and Spark by the bytes of UTF-8.
                .set("place_outcome", place.outcomeId().getBytes(StandardCharsets.UTF_16BE))
                .set("place_episode", place.episodeId().getBytes(StandardCharsets.UTF_16BE))
                .set("place_seq", place.seq())
                .row();
    }
}
