package org.metapolicy.spark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * What several tellings of one episode come to, whichever files and runs they stand in: one row, or as many as there are versions
 * that are said to have decided it, which is then nobody's.
 *
 * <p>What counted stands as it counted. Before that nothing says which telling is the right one. So that what contradicts itself
 * neither promotes nor stops anybody, an override that is told in two ways cannot be read; of everything else the earliest telling counts.
 */
final class Tellings {
    private static final Comparator<Row> EARLIEST = Comparator.comparing(
                    (Row row) -> Cells.instant(row, "timestamp"),
                    Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(
                    row -> Cells.instant(row, "opened"), Comparator.nullsLast(Comparator.<Instant>naturalOrder()));

    private Tellings() {}

    /** @param told in an order that the rows alone decide */
    static List<Row> of(List<Row> told) {
        if (told.size() < 2) {
            return told;
        }
        List<Row> counted = told.stream().filter(Tellings::isCounted).toList();
        if (!counted.isEmpty()) {
            return List.of(new Line(Cells.Kind.EPISODE, counted.get(0))
                    .set("outcome_counted", isAny(counted, "outcome_counted"))
                    .set("status_counted", isAny(counted, "status_counted"))
                    .row());
        }
        List<Row> unnamed = told.stream().filter(row -> version(row) == null).toList();
        if (unnamed.size() == told.size()) {
            return List.of(merged(told, told));
        }
        TreeMap<String, List<Row>> byVersion = new TreeMap<>();
        told.stream().filter(row -> version(row) != null).forEach(row -> byVersion
                .computeIfAbsent(version(row), any -> new ArrayList<>())
                .add(row));
        return byVersion.values().stream()
                .map(same -> {
                    List<Row> all = new ArrayList<>(same);
                    all.addAll(unnamed);
                    return merged(same, all);
                })
                .toList();
    }

    private static Row merged(List<Row> same, List<Row> all) {
        Row earliest = same.stream().min(EARLIEST).orElseThrow();
        List<Integer> overrides = all.stream()
                .map(row -> Objects.requireNonNullElse((Integer) Cells.value(row, "override"), 0))
                .distinct()
                .toList();
        return overrides.size() == 1
                ? earliest
                : new Line(Cells.Kind.EPISODE, earliest)
                        .set("override", ReadLines.UNREADABLE)
                        .row();
    }

    private static String version(Row row) {
        return Cells.text(row, Cells.VERSION);
    }

    private static boolean isCounted(Row row) {
        return Cells.flag(row, "status_counted") || Cells.flag(row, "outcome_counted");
    }

    private static boolean isAny(List<Row> rows, String flag) {
        return rows.stream().anyMatch(row -> Cells.flag(row, flag));
    }
}
