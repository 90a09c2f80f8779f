package org.metapolicy.spark;

import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A row while it is put together. */
final class Line {
    private final Object[] cells;

    Line(Cells.Kind kind) {
        cells = new Object[Cells.SCHEMA.length()];
        set(Cells.KIND, kind.ordinal());
    }

    /** The same as another row, of another kind. */
    Line(Cells.Kind kind, Row row) {
        this(kind);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.get(i);
        }
        set(Cells.KIND, kind.ordinal());
    }

    Line set(String name, Object value) {
        cells[Cells.index(name)] = value;
        return this;
    }

    /** Sets the two columns of an instant; null for none. */
    Line instant(String name, Instant value) {
        int seconds = Cells.instant(name);
        cells[seconds] = value == null ? null : (Object) value.getEpochSecond();
        cells[seconds + 1] = value == null ? null : (Object) value.getNano();
        return this;
    }

    Line without(Iterable<String> names) {
        names.forEach(name -> set(name, null));
        return this;
    }

    Row row() {
        return RowFactory.create(cells);
    }
}
