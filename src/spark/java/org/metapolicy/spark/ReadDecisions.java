package org.metapolicy.spark;

import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Reads an episode with what was done and how likely that was. */
record ReadDecisions() implements MapFunction<Row, Row> {
    @Override
    public Row call(Row row) {
        Map<String, Object> properties = ReadLines.properties(row);
        return new Line(Cells.Kind.EPISODE, ReadLines.episode(properties))
                .set("done", ReadLines.served(properties))
                .set("propensity", ReadLines.number(properties.get("propensity")))
                .row();
    }
}
