package org.metapolicy.spark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.metapolicy.evidence.exchange.HandedOut;

/**
 * Puts each episode of the family together with the outcome that counts, or else the first by id, and with what versions would have
 * done. Rows come packed, sorted by what those of one episode share; an episode that stands twice is one
 * ({@link Tellings}).
 */
final class MatchChoices implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /** By the order of decisions; the rest is packed. */
    static final StructType SCHEMA = new StructType()
            .add("timestamp_s", DataTypes.LongType)
            .add("timestamp_n", DataTypes.IntegerType)
            .add(Cells.EPISODE, DataTypes.StringType)
            .add(Packed.CELLS, DataTypes.BinaryType);

    private final JobContext context;

    MatchChoices(JobContext context) {
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
                Row episode = Groups.episode(same);
                String version = episode == null ? null : Cells.text(episode, Cells.VERSION);
                if (version != null && from.states().containsKey(version)) {
                    Row decision = decision(episode, same, decisions);
                    into.add(RowFactory.create(
                            Cells.value(decision, "timestamp_s"),
                            Cells.value(decision, "timestamp_n"),
                            Cells.text(decision, Cells.EPISODE),
                            packed.pack(decision)));
                }
            }
        };
    }

    private static Row decision(Row episode, List<Row> same, Decisions decisions) {
        List<Row> outcomes = of(Cells.Kind.OUTCOME, same);
        Line line = new Line(Cells.Kind.DECISION, episode).set("has_outcome", !outcomes.isEmpty());
        Instant timestamp = Cells.instant(episode, "timestamp");
        Optional<Row> counted = outcomes.stream()
                .filter(outcome -> decisions.counts(outcome, Decisions.override(episode)))
                .min(Comparator.comparing(outcome -> Decisions.arrival(outcome, timestamp)));
        counted.or(() -> outcomes.stream().min(Comparator.comparing(outcome -> Cells.text(outcome, "outcome"))))
                .ifPresent(outcome -> line.set("reward", Cells.value(outcome, "reward")));
        List<String> choices = new ArrayList<>();
        for (Row choice : of(Cells.Kind.CHOICE, same)) {
            choices.add(Cells.text(choice, Cells.VERSION));
            choices.addAll(choice.getList(Cells.index("choices")));
        }
        return line.set("choices", choices.toArray()).row();
    }

    private static List<Row> of(Cells.Kind kind, List<Row> rows) {
        return rows.stream().filter(row -> Cells.kind(row) == kind).toList();
    }
}
