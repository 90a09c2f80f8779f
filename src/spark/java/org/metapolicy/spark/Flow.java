package org.metapolicy.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Rows that come out while others go in, one after the other. */
abstract class Flow implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Deque<Row> ready = new ArrayDeque<>();
    private boolean ended;

    Flow(Iterator<Row> rows) {
        this.rows = rows;
    }

    /** Takes a row in. */
    abstract void take(Row row);

    /** Is told that there are no more. */
    abstract void end();

    void give(Row row) {
        ready.add(row);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            if (rows.hasNext()) {
                take(rows.next());
            } else {
                ended = true;
                end();
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.poll();
    }
}
