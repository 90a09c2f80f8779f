package org.metapolicy.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Reads rows and packs them.
 *
 * @param reading what becomes of a row
 */
record ReadPacked(FlatMapFunction<Row, Row> reading) implements MapPartitionsFunction<Row, Row> {
    /** One row of each. */
    static ReadPacked each(MapFunction<Row, Row> reading) {
        return new ReadPacked(row -> List.of(reading.call(row)).iterator());
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Packed packed = new Packed();
        return new Flow(rows) {
            @Override
            void take(Row row) {
                List<Row> read = new ArrayList<>();
                try {
                    reading.call(row).forEachRemaining(read::add);
                } catch (RuntimeException wrong) {
                    throw wrong;
                } catch (Exception never) {
                    throw new IllegalStateException(never);
                }
                read.forEach(one -> give(packed.line(one)));
            }

            @Override
            void end() {
                // Everything was given as it came.
            }
        };
    }
}
