package org.metapolicy.spark;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.metapolicy.evidence.Counted;
import org.metapolicy.evidence.OpenStatus;
import org.metapolicy.evidence.WrittenOutcome;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.evidence.exchange.VersionCount;
import org.metapolicy.policy.Setting;

/**
 * Counts each version's pieces in one pass. Rows come sorted by place, those of several versions among each other. What counts is given again,
 * as little of it as its family needs, at its place.
 */
final class CountPieces implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /** Where a row goes: all that its family counts to one part, the rest to whichever. */
    static final String PART = "part";

    static final StructType SCHEMA =
            Places.schema().add(Packed.CELLS, DataTypes.BinaryType).add(PART, DataTypes.IntegerType);

    private static final int AT_PLACE = PlacePieces.SCHEMA.fieldIndex(Places.SECONDS);
    private static final int AT_CELLS = PlacePieces.SCHEMA.fieldIndex(Packed.CELLS);
    private static final int PARTS = 1 << 12;

    /** What shadow evidence, and guardrails of what versions would have done, look at beside the reward. */
    private static final List<String> OF_FIGURES =
            List.of("delta_coherence", "delta_accuracy", "delta_calibration", "coherence_after", "flag");

    /** What shadow evidence looks at besides. */
    private static final List<String> OF_SHADOW = List.of("suggested", "segments", "session", "participant");

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
        private final Packed packed = new Packed();
        /** Episodes of which this pass counted the outcome, or the status, and not yet the other that stands in it. */
        private final Set<String> outcomesFirst = new HashSet<>();

        private final Set<String> statusesFirst = new HashSet<>();
        private int given;

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
                case OUTCOME_PIECE -> outcome(sorted, row, count);
                case STATUS_PIECE -> status(sorted, row, count);
                default -> keep(row, count);
            }
        }

        /** None of a version that is none of the family's. */
        private VersionCount of(String version) {
            return version == null || !from.states().containsKey(version)
                    ? null
                    : counts.computeIfAbsent(version, any -> new VersionCount(from, version));
        }

        private void outcome(Row sorted, Row row, VersionCount count) {
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
                            late,
                            Optional.empty()))
                    .ifPresent(observation -> {
                        String episode = Cells.text(row, Cells.EPISODE);
                        boolean resolved = late || statusesFirst.remove(episode);
                        if (!resolved) {
                            outcomesFirst.add(episode);
                        }
                        Line line = counted(
                                        Cells.Kind.COUNTED_OUTCOME,
                                        row,
                                        observation.episode().cluster())
                                .set("status_counted", resolved)
                                .set("reward", Cells.value(row, "reward"));
                        if (Cells.value(row, "suggested") != null) {
                            line.instant("at", observation.episode().time());
                        }
                        if (Cells.value(row, "decision") != null || Cells.value(row, "suggested") != null) {
                            OF_FIGURES.forEach(name -> line.set(name, Cells.value(row, name)));
                        }
                        give(sorted, line);
                    });
        }

        private void status(Row sorted, Row row, VersionCount count) {
            boolean withOutcome = Cells.flag(row, "outcome_counted") || Cells.flag(row, "has_outcome");
            Optional<Counted> counted = count.count(
                    new OpenStatus(
                            Cells.text(row, Cells.EPISODE),
                            decisions.episode(row),
                            Cells.instant(row, "at"),
                            withOutcome),
                    context.asOf());
            if (counted.isEmpty()) {
                keep(PlacePieces.waiting(row, byDecision), count);
                return;
            }
            String episode = Cells.text(row, Cells.EPISODE);
            boolean outcomeFirst = Cells.flag(row, "outcome_counted") || outcomesFirst.remove(episode);
            if (withOutcome && !outcomeFirst) {
                statusesFirst.add(episode);
            }
            Line line = counted(
                            Cells.Kind.COUNTED_STATUS,
                            row,
                            counted.get().cluster().orElse(null))
                    .set("outcome_counted", outcomeFirst);
            if (Cells.value(row, "suggested") != null) {
                line.instant("at", Cells.instant(row, "at"));
            }
            give(sorted, line);
            leftOut(row, count);
            if (!withOutcome) {
                // Its outcome may still come.
                giveAnywhere(kept(new Line(Cells.Kind.KEPT, row).set("status_counted", true)));
            }
        }

        private void keep(Row row, VersionCount count) {
            if (count != null) {
                leftOut(row, count);
            }
            giveAnywhere(kept(new Line(Cells.Kind.KEPT, row)));
        }

        private static void leftOut(Row row, VersionCount count) {
            Integer more = Cells.value(row, "left_out");
            count.leaveOut(more == null ? 0 : more);
        }

        private static Row kept(Line line) {
            return line.set("left_out", null).row();
        }

        /** What every piece that counts is to its family. */
        private static Line counted(Cells.Kind kind, Row row, String cluster) {
            Line line = new Line(kind)
                    .set(Cells.VERSION, Cells.text(row, Cells.VERSION))
                    .set("cluster", cluster)
                    .set("override", Cells.value(row, "override"));
            if (Cells.value(row, "suggested") != null) {
                OF_SHADOW.forEach(name -> line.set(name, Cells.value(row, name)));
            }
            String decision = Cells.value(row, "decision");
            return decision == null
                    ? line
                    : line.set("decision", decision).instant("timestamp", Cells.instant(row, "timestamp"));
        }

        private void give(Row sorted, Line line) {
            give(RowFactory.create(sorted.get(AT_PLACE), sorted.get(AT_PLACE + 1), packed.pack(line.row()), 0));
        }

        private void giveAnywhere(Row row) {
            give(RowFactory.create(null, null, packed.pack(row), 1 + given++ % PARTS));
        }

        @Override
        void end() {
            counts.forEach((version, count) -> giveAnywhere(new Line(Cells.Kind.RESULT)
                    .set(Cells.VERSION, version)
                    .set("result", new CountedElsewhere(List.of(), List.of(count.result())).text())
                    .row()));
        }
    }
}
