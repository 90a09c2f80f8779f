package org.metapolicy.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Rows that follow one another and are of one episode, taken together, by their kinds, in an order that they alone decide. */
abstract class Groups implements Iterator<Row> {
    private static final Comparator<Told> ORDER = Comparator.comparing(
                    (Told told) -> Cells.text(told.row, Cells.EPISODE))
            .thenComparing(told -> Cells.kind(told.row))
            .thenComparing(Told::cells, Arrays::compare);

    private final Iterator<Row> rows;
    private final Deque<Row> ready = new ArrayDeque<>();
    private Row next;

    /** A row, and the cells that it was packed in. */
    private record Told(Row row, byte[] cells) {}

    /** @param rows packed, sorted by their key */
    Groups(Iterator<Row> rows) {
        this.rows = rows;
        this.next = rows.hasNext() ? rows.next() : null;
    }

    /**
     * Adds what becomes of the rows of one episode.
     *
     * @param same the episode first, once, or once for each version that it is said to be of; none where only others stand
     */
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
    private List<Told> ofOneKey(List<Row> into) {
        List<Told> same = new ArrayList<>(2);
        long key = next.getLong(0);
        while (next != null && next.getLong(0) == key) {
            byte[] cells = (byte[]) next.get(1);
            Row row = Packed.unpack(cells);
            next = rows.hasNext() ? rows.next() : null;
            if (Cells.text(row, Cells.EPISODE).isEmpty()) {
                // Without an id nothing tells that two are one.
                group(List.of(row), into);
                if (same.isEmpty()) {
                    break;
                }
            } else {
                same.add(new Told(row, cells));
            }
        }
        same.sort(ORDER);
        return same;
    }

    private void split(List<Told> sorted, List<Row> into) {
        for (int from = 0, to = 0; from < sorted.size(); from = to) {
            String id = Cells.text(sorted.get(from).row, Cells.EPISODE);
            List<Row> episodes = new ArrayList<>(1);
            List<Row> others = new ArrayList<>(1);
            while (to < sorted.size()
                    && Cells.text(sorted.get(to).row, Cells.EPISODE).equals(id)) {
                Row row = sorted.get(to++).row;
                (Cells.kind(row) == Cells.Kind.EPISODE ? episodes : others).add(row);
            }
            List<Row> same = new ArrayList<>(Tellings.of(episodes));
            same.addAll(others);
            group(same, into);
        }
    }

    /** The one telling that is left of an episode; null where none came, or several that contradict each other. */
    static Row episode(List<Row> same) {
        boolean one = Cells.kind(same.get(0)) == Cells.Kind.EPISODE
                && (same.size() == 1 || Cells.kind(same.get(1)) != Cells.Kind.EPISODE);
        return one ? same.get(0) : null;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.poll();
    }
}
