package org.metapolicy.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Takes apart what a run kept: an episode, its outcome, or both. */
record ReadKept() implements FlatMapFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Row kept) {
        List<Row> parts = new ArrayList<>();
        boolean outcome = Cells.flag(kept, "has_outcome");
        if (Cells.value(kept, Cells.VERSION) != null || !outcome) {
            parts.add(new Line(Cells.Kind.EPISODE, kept)
                    .without(MatchOutcomes.OF_OUTCOME)
                    .set("has_outcome", null)
                    .row());
        }
        if (outcome) {
            Line line = new Line(Cells.Kind.OUTCOME).set(Cells.EPISODE, Cells.text(kept, Cells.EPISODE));
            MatchOutcomes.OF_OUTCOME.forEach(name -> line.set(name, Cells.value(kept, name)));
            parts.add(line.row());
        }
        return parts.iterator();
    }
}
