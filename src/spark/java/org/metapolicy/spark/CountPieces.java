package org.metapolicy.spark;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.metapolicy.evidence.OpenStatus;
import org.metapolicy.evidence.WrittenOutcome;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.evidence.exchange.VersionCount;
import org.metapolicy.policy.Setting;

/** Counts each version's pieces in one pass. Rows come sorted by version and place. */
final class CountPieces implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

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
        private String version;
        private VersionCount count;
        private long leftOut;

        Pass(Iterator<Row> rows, HandedOut from, Decisions decisions) {
            super(rows);
            this.from = from;
            this.decisions = decisions;
            this.byDecision = "DECISION".equals(from.settings().choice(Setting.OUTCOME_ORDER));
        }

        @Override
        void take(Row row) {
            String next = Cells.text(row, Cells.VERSION);
            if (next != null && from.states().containsKey(next) && !next.equals(version)) {
                end();
                version = next;
                count = new VersionCount(from, version);
            }
            switch (Cells.kind(row)) {
                case OUTCOME_PIECE -> outcome(row);
                case STATUS_PIECE -> status(row);
                default -> keep(row);
            }
        }

        private void outcome(Row row) {
            boolean late = Cells.flag(row, "status_counted");
            if (late) {
                leftOut(row);
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

        private void status(Row row) {
            boolean withOutcome = Cells.flag(row, "outcome_counted") || Cells.flag(row, "has_outcome");
            boolean counted = count.count(
                    new OpenStatus(
                            Cells.text(row, Cells.EPISODE),
                            decisions.episode(row),
                            Cells.instant(row, "at"),
                            withOutcome),
                    context.asOf());
            if (!counted) {
                keep(PlacePieces.waiting(row, byDecision));
                return;
            }
            leftOut(row);
            if (!withOutcome) {
                // Its outcome may still come.
                give(kept(new Line(Cells.Kind.KEPT, row).set("status_counted", true)));
            }
        }

        private void keep(Row row) {
            if (count != null && version.equals(Cells.text(row, Cells.VERSION))) {
                leftOut(row);
            }
            give(kept(new Line(Cells.Kind.KEPT, row)));
        }

        private void leftOut(Row row) {
            Integer more = Cells.value(row, "left_out");
            leftOut += more == null ? 0 : more;
        }

        private static Row kept(Line line) {
            return line.without(Cells.PLACE).set("left_out", null).row();
        }

        @Override
        void end() {
            if (count != null) {
                count.leaveOut(leftOut);
                leftOut = 0;
                give(new Line(Cells.Kind.RESULT)
                        .set(Cells.VERSION, version)
                        .set(
                                "result",
                                new CountedElsewhere(List.copyOf(count.contexts()), List.of(count.result())).text())
                        .row());
                count = null;
            }
        }
    }
}
