package org.metapolicy.spark;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.metapolicy.evidence.OpenStatus;
import org.metapolicy.evidence.WrittenOutcome;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.evidence.exchange.VersionCount;
import org.metapolicy.policy.Setting;

/** Counts each version's pieces in one pass. Rows come sorted by place, those of several versions among each other. */
final class CountPieces implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private static final int AT_CELLS = PlacePieces.SCHEMA.fieldIndex(Packed.CELLS);

    private final JobContext context;

    CountPieces(JobContext context) {
        this.context = context;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        HandedOut from = context.handedOut();
        return new Pass(rows, from, context.decisions(from));
    }

    private final class Pass extends Flow {
        private final HandedOut from;
        private final Decisions decisions;
        private final boolean byDecision;
        private final Map<String, VersionCount> counts = new TreeMap<>();

        Pass(Iterator<Row> rows, HandedOut from, Decisions decisions) {
            super(rows);
            this.from = from;
            this.decisions = decisions;
            this.byDecision = "DECISION".equals(from.settings().choice(Setting.OUTCOME_ORDER));
        }

        @Override
        void take(Row sorted) {
            Row row = Packed.unpack((byte[]) sorted.get(AT_CELLS));
            VersionCount count = of(Cells.text(row, Cells.VERSION));
            switch (Cells.kind(row)) {
                case OUTCOME_PIECE -> outcome(row, count);
                case STATUS_PIECE -> status(row, count);
                default -> keep(row, count);
            }
        }

        /** None of a version that is none of the family's. */
        private VersionCount of(String version) {
            return version == null || !from.states().containsKey(version)
                    ? null
                    : counts.computeIfAbsent(version, any -> new VersionCount(from, version));
        }

        private void outcome(Row row, VersionCount count) {
            boolean late = Cells.flag(row, "status_counted");
            if (late) {
                leftOut(row, count);
            }
            if (byDecision && !late && count.isHeld()) {
                return;
            }
            count.count(new WrittenOutcome(
                    Decisions.arrival(row, Cells.instant(row, "timestamp")),
                    decisions.episode(row),
                    Decisions.figures(row),
                    false,
                    Optional.empty()));
        }

        private void status(Row row, VersionCount count) {
            boolean withOutcome = Cells.flag(row, "outcome_counted") || Cells.flag(row, "has_outcome");
            boolean counted = count.count(
                    new OpenStatus(
                            Cells.text(row, Cells.EPISODE),
                            decisions.episode(row),
                            Cells.instant(row, "at"),
                            withOutcome),
                    context.asOf());
            if (!counted) {
                keep(PlacePieces.waiting(row, byDecision), count);
                return;
            }
            leftOut(row, count);
            if (!withOutcome) {
                // Its outcome may still come.
                give(kept(new Line(Cells.Kind.KEPT, row).set("status_counted", true)));
            }
        }

        private void keep(Row row, VersionCount count) {
            if (count != null) {
                leftOut(row, count);
            }
            give(kept(new Line(Cells.Kind.KEPT, row)));
        }

        private static void leftOut(Row row, VersionCount count) {
            Integer more = Cells.value(row, "left_out");
            count.leaveOut(more == null ? 0 : more);
        }

        private static Row kept(Line line) {
            return line.set("left_out", null).row();
        }

        @Override
        void end() {
            counts.forEach((version, count) -> give(new Line(Cells.Kind.RESULT)
                    .set(Cells.VERSION, version)
                    .set("result", new CountedElsewhere(List.copyOf(count.contexts()), List.of(count.result())).text())
                    .row()));
        }
    }
}
