package org.metapolicy.spark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.exchange.HandedOut;

/**
 * Puts each episode together with what came of it. Rows come packed, sorted by what those of one episode share. An outcome
 * without its episode is kept; an episode that stands twice is one ({@link Tellings}).
 */
final class MatchOutcomes implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    static final List<String> OF_OUTCOME = List.of(
            "outcome",
            "recorded_s",
            "recorded_n",
            "reward",
            "delta_coherence",
            "delta_accuracy",
            "delta_calibration",
            "coherence_after",
            "flag");

    /** By version and the order of statuses; the rest is packed. */
    static final StructType SCHEMA = new StructType()
            .add(Cells.VERSION, DataTypes.StringType)
            .add(Cells.AT_SECONDS, DataTypes.LongType)
            .add(Cells.AT_NANOS, DataTypes.IntegerType)
            .add(Cells.EPISODE, DataTypes.StringType)
            .add(Packed.CELLS, DataTypes.BinaryType);

    private final JobContext context;

    MatchOutcomes(JobContext context) {
        this.context = context;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        HandedOut from = context.handedOut();
        Decisions decisions = context.decisions(from);
        Packed packed = new Packed();
        return new Groups(rows) {
            @Override
            void group(List<Row> same, List<Row> into) {
                List<Row> matched = new ArrayList<>(1);
                match(same, from, decisions, matched);
                matched.forEach(row -> into.add(RowFactory.create(
                        Cells.text(row, Cells.VERSION),
                        Cells.value(row, Cells.AT_SECONDS),
                        Cells.value(row, Cells.AT_NANOS),
                        Cells.text(row, Cells.EPISODE),
                        packed.pack(row))));
            }
        };
    }

    private void match(List<Row> same, HandedOut from, Decisions decisions, List<Row> into) {
        Row episode = Groups.episode(same);
        List<Row> outcomes = new ArrayList<>(same);
        outcomes.removeIf(row -> Cells.kind(row) == Cells.Kind.EPISODE);
        String version = episode == null ? null : Cells.text(episode, Cells.VERSION);
        if (version == null || !from.states().containsKey(version)) {
            same.forEach(row -> into.add(new Line(Cells.Kind.KEPT, row)
                    .set("has_outcome", Cells.kind(row) == Cells.Kind.OUTCOME)
                    .row()));
            return;
        }
        Instant timestamp = Cells.instant(episode, "timestamp");
        Comparator<Row> arriving = Comparator.comparing(row -> Decisions.arrival(row, timestamp));
        outcomes.sort(arriving);
        boolean counted = Cells.flag(episode, "outcome_counted");
        Row valid = null;
        int leftOut = 0;
        for (Row outcome : outcomes) {
            if (valid == null && !counted && decisions.counts(outcome, Decisions.override(episode))) {
                valid = outcome;
            } else {
                leftOut++;
            }
        }
        into.add(decision(episode, outcomes, valid, leftOut, timestamp));
    }

    private Row decision(Row episode, List<Row> outcomes, Row valid, int leftOut, Instant timestamp) {
        Line line =
                new Line(Cells.Kind.DECISION, episode).set("left_out", leftOut).set("has_outcome", valid != null);
        if (valid != null) {
            OF_OUTCOME.forEach(name -> line.set(name, Cells.value(valid, name)));
        }
        Arrival first = outcomes.isEmpty() ? null : Decisions.arrival(outcomes.get(0), timestamp);
        Instant opened = Cells.instant(episode, "opened");
        Instant at = timestamp;
        if (at == null && first != null && !first.at().equals(Instant.MIN)) {
            at = first.at();
        } else if (at == null) {
            at = opened == null ? context.asOf() : opened;
        }
        if (first != null) {
            line.instant("first", first.at()).set("first_outcome", first.outcomeId());
        }
        return line.instant("at", at)
                .instant("opened", timestamp == null ? at : null)
                .row();
    }
}
