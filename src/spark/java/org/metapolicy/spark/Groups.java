package org.metapolicy.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Rows that follow one another and are of one episode, taken together. */
abstract class Groups implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Deque<Row> ready = new ArrayDeque<>();
    private Row next;

    Groups(Iterator<Row> rows) {
        this.rows = rows;
        this.next = rows.hasNext() ? rows.next() : null;
    }

    /** Adds what becomes of the rows of one episode. */
    abstract void group(List<Row> same, List<Row> into);

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && next != null) {
            List<Row> same = new ArrayList<>();
            String id = Cells.text(next, Cells.EPISODE);
            while (next != null && Cells.text(next, Cells.EPISODE).equals(id)) {
                same.add(next);
                next = rows.hasNext() ? rows.next() : null;
                if (id.isEmpty()) {
                    // Without an id nothing tells that two are one.
                    break;
                }
            }
            List<Row> into = new ArrayList<>();
            group(same, into);
            ready.addAll(into);
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
