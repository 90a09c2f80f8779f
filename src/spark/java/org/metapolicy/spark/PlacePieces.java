package org.metapolicy.spark;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.evidence.exchange.FamilyPlace;
import org.metapolicy.evidence.exchange.VersionOrder;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * Gives each status and each outcome its place among those of its family, as its version alone tells it. Rows come sorted by the order of
 * statuses, those of several versions among each other.
 */
final class PlacePieces implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    static final StructType SCHEMA = Places.schema().add(Packed.CELLS, DataTypes.BinaryType);

    private static final int AT_CELLS = MatchOutcomes.SCHEMA.fieldIndex(Packed.CELLS);

    private final JobContext context;

    PlacePieces(JobContext context) {
        this.context = context;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Settings settings = context.handedOut().settings();
        boolean byDecision = "DECISION".equals(settings.choice(Setting.OUTCOME_ORDER));
        Packed packed = new Packed();
        return new Flow(rows) {
            private final Map<String, VersionOrder> orders = new HashMap<>();

            @Override
            void take(Row sorted) {
                byte[] cells = (byte[]) sorted.get(AT_CELLS);
                Row row = Packed.unpack(cells);
                if (Cells.kind(row) == Cells.Kind.KEPT) {
                    give(kept(cells));
                    return;
                }
                VersionOrder order = orders.computeIfAbsent(
                        Cells.text(row, Cells.VERSION), any -> new VersionOrder(settings, context.asOf()));
                Optional<Arrival> outcome = Cells.flag(row, "has_outcome")
                        ? Optional.of(Decisions.arrival(row, Cells.instant(row, "timestamp")))
                        : Optional.empty();
                if (Cells.flag(row, "status_counted")) {
                    outcome.ifPresentOrElse(
                            late -> give(placed(Cells.Kind.OUTCOME_PIECE, cells, FamilyPlace.ofLate(order.late(late)))),
                            () -> give(kept(Packed.as(Cells.Kind.KEPT, cells))));
                    return;
                }
                if (Decisions.override(row) instanceof String) {
                    // Nobody can tell its status; the outcomes are left out.
                    give(kept(Packed.as(Cells.Kind.KEPT, cells)));
                    return;
                }
                StatusPlace stands = status(row);
                Optional<VersionOrder.Place> status = order.status(stands, first(row));
                Optional<VersionOrder.Place> arrived = outcome.flatMap(order::outcome);
                arrived.ifPresent(
                        place -> give(placed(Cells.Kind.OUTCOME_PIECE, cells, FamilyPlace.ofOutcome(place, stands))));
                status.ifPresentOrElse(
                        place -> give(placed(Cells.Kind.STATUS_PIECE, cells, FamilyPlace.ofStatus(place, stands))),
                        () -> give(kept(packed.pack(waiting(row, byDecision)))));
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

    private static Row kept(byte[] cells) {
        return RowFactory.create(null, null, cells);
    }

    private static Row placed(Cells.Kind kind, byte[] cells, FamilyPlace place) {
        return RowFactory.create(Places.seconds(place), Places.rest(place), Packed.as(kind, cells));
    }
}
