package org.metapolicy.spark;

import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.metapolicy.counterfactual.running.DecisionText;
import org.metapolicy.evidence.differences.DecisionRecord;
import org.metapolicy.evidence.exchange.FamilyCount;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.ObservationReading;

/**
 * Counts what versions have in common in one pass over all that counted for them, which stands in one part, sorted by place; whatever else comes
 * is given as it came.
 */
final class CountFamily implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private static final int AT_CELLS = CountPieces.SCHEMA.fieldIndex(Packed.CELLS);

    private final JobContext context;

    CountFamily(JobContext context) {
        this.context = context;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        HandedOut from = context.handedOut();
        FamilyCount family = new FamilyCount(from);
        Decisions decisions = context.decisions(from);
        return new Flow(rows) {
            private boolean met;

            @Override
            void take(Row sorted) {
                Row row = Packed.unpack((byte[]) sorted.get(AT_CELLS));
                switch (Cells.kind(row)) {
                    case COUNTED_OUTCOME -> outcome(row, family, decisions);
                    case COUNTED_STATUS ->
                        family.status(
                                Cells.text(row, Cells.VERSION),
                                facts(row, decisions),
                                suggested(row),
                                record(row),
                                Cells.flag(row, "outcome_counted"));
                    default -> {
                        give(row);
                        return;
                    }
                }
                met = true;
            }

            @Override
            void end() {
                if (met) {
                    give(new Line(Cells.Kind.FAMILY_RESULT)
                            .set("result", family.result().text())
                            .row());
                }
            }
        };
    }

    private static void outcome(Row row, FamilyCount family, Decisions decisions) {
        ObservationReading reading =
                ObservationReading.of(facts(row, decisions), Decisions.figures(row), decisions.settings());
        if (!(reading instanceof ObservationReading.Valid valid)) {
            throw new IllegalStateException("an outcome that counted cannot be read: " + reading);
        }
        family.outcome(
                Cells.text(row, Cells.VERSION),
                valid.observation(),
                suggested(row),
                record(row),
                Cells.flag(row, "status_counted"));
    }

    /** As far as its family needs them. */
    private static EpisodeFacts facts(Row row, Decisions decisions) {
        Instant at = Cells.instant(row, "at");
        return decisions
                .episode(row)
                .facts(Optional.ofNullable(Cells.text(row, "cluster")), at == null ? Instant.MIN : at);
    }

    private static Optional<String> suggested(Row row) {
        return Optional.ofNullable(Cells.text(row, "suggested"));
    }

    private static DecisionRecord record(Row row) {
        return () -> Optional.ofNullable(Cells.text(row, "decision"))
                .flatMap(text -> DecisionText.read(text, Cells.instant(row, "timestamp")));
    }
}
