package org.metapolicy.spark;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.evidence.exchange.VersionOrder;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * Gives each status and each outcome its place among those of its version. Rows come sorted by the order of statuses, those of
 * several versions among each other.
 */
final class PlacePieces implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /** In which order pieces count; null of what is kept. Those of one instant and phase are the rest's to tell apart. */
    static final List<String> PLACE =
            List.of("place_s", "place_n", "place_after", "place_outcome", "place_episode", "place_seq");

    static final StructType SCHEMA = new StructType()
            .add(PLACE.get(0), DataTypes.LongType)
            .add(PLACE.get(1), DataTypes.IntegerType)
            .add(PLACE.get(2), DataTypes.BooleanType)
            .add(PLACE.get(3), DataTypes.BinaryType)
            .add(PLACE.get(4), DataTypes.BinaryType)
            .add(PLACE.get(5), DataTypes.LongType)
            .add(Packed.CELLS, DataTypes.BinaryType);

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
                            late -> give(placed(Cells.Kind.OUTCOME_PIECE, cells, order.late(late))),
                            () -> give(kept(Packed.as(Cells.Kind.KEPT, cells))));
                    return;
                }
                if (Decisions.override(row) instanceof String) {
                    // Nobody can tell its status; the outcomes are left out.
                    give(kept(Packed.as(Cells.Kind.KEPT, cells)));
                    return;
                }
                Optional<VersionOrder.Place> status = order.status(status(row), first(row));
                Optional<VersionOrder.Place> arrived = outcome.flatMap(order::outcome);
                arrived.ifPresent(place -> give(placed(Cells.Kind.OUTCOME_PIECE, cells, place)));
                status.ifPresentOrElse(
                        place -> give(placed(Cells.Kind.STATUS_PIECE, cells, place)),
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
        return RowFactory.create(null, null, null, null, null, null, cells);
    }

    /** A text's UTF-16 units, the higher byte first. */
    private static byte[] units(String text) {
        byte[] units = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            units[2 * i] = (byte) (text.charAt(i) >>> Byte.SIZE);
            units[2 * i + 1] = (byte) text.charAt(i);
        }
        return units;
    }

    private static Row placed(Cells.Kind kind, byte[] cells, VersionOrder.Place place) {
        return RowFactory.create(
                // Of one phase after the other all stand at one time.
                place.phase() == 0 ? place.at().getEpochSecond() : Long.MAX_VALUE,
                place.at().getNano(),
                place.afterAll(),
                // Java compares texts by their UTF-16 units, and Spark by the bytes of UTF-8.
                units(place.outcomeId()),
                units(place.episodeId()),
                place.seq(),
                Packed.as(kind, cells));
    }
}
