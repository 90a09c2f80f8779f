package org.metapolicy.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Rows that follow one another and are of one episode, taken together, by their kinds. */
abstract class Groups implements Iterator<Row> {
    private static final Comparator<Row> ORDER =
            Comparator.comparing((Row row) -> Cells.text(row, Cells.EPISODE)).thenComparing(Cells::kind);

    private final Iterator<Row> rows;
    private final Deque<Row> ready = new ArrayDeque<>();
    private Row next;

    /** @param rows packed, sorted by their key */
    Groups(Iterator<Row> rows) {
        this.rows = rows;
        this.next = rows.hasNext() ? rows.next() : null;
    }

    /** Adds what becomes of the rows of one episode. */
    abstract void group(List<Row> same, List<Row> into);

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && next != null) {
            List<Row> into = new ArrayList<>();
            split(ofOneKey(into), into);
            ready.addAll(into);
        }
        return !ready.isEmpty();
    }

    /** Of several episodes only where their ids lead to one key; one without an id is taken at once. */
    private List<Row> ofOneKey(List<Row> into) {
        List<Row> same = new ArrayList<>(2);
        long key = next.getLong(0);
        while (next != null && next.getLong(0) == key) {
            Row row = Packed.unpack((byte[]) next.get(1));
            next = rows.hasNext() ? rows.next() : null;
            if (Cells.text(row, Cells.EPISODE).isEmpty()) {
                // Without an id nothing tells that two are one.
                group(List.of(row), into);
                if (same.isEmpty()) {
                    break;
                }
            } else {
                same.add(row);
            }
        }
        same.sort(ORDER);
        return same;
    }

    private void split(List<Row> sorted, List<Row> into) {
        for (int from = 0, to = 0; from < sorted.size(); from = to) {
            String id = Cells.text(sorted.get(from), Cells.EPISODE);
            while (to < sorted.size()
                    && Cells.text(sorted.get(to), Cells.EPISODE).equals(id)) {
                to++;
            }
            group(sorted.subList(from, to), into);
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.poll();
    }
}
