package org.metapolicy.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@link Report} printed in several runs of two commits that took turns, row by row. Rows that one of them does not
 * print, as it was written before or after they were, are told and not compared.
 */
final class ComparedRuns {
    /** A name, at least two spaces, a number, and what it is of. */
    private static final Pattern ROW = Pattern.compile("^(\\S.*?) {2,}(-?[0-9]+(?:\\.[0-9]+)?)(?: (.*))?$");

    private final List<Map<String, Double>> before = new ArrayList<>();
    private final List<Map<String, Double>> after = new ArrayList<>();

    /** The figures of one turn: a run of each, in the order in which they were printed. */
    void turn(List<String> printedBefore, List<String> printedAfter) {
        before.add(rows(printedBefore));
        after.add(rows(printedAfter));
    }

    /** A table in Markdown: the middle of each, and of the ratios within a turn with the least and the most of them. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("| row | before | after | after : before | least | most |");
        lines.add("| --- | --- | --- | --- | --- | --- |");
        Map<String, Double> all = new LinkedHashMap<>();
        before.forEach(all::putAll);
        after.forEach(all::putAll);
        for (String row : all.keySet()) {
            double[] then = of(before, row);
            double[] now = of(after, row);
            if (then.length < before.size() || now.length < after.size()) {
                lines.add("| " + row + " | " + shown(then) + " | " + shown(now) + " | - | - | - |");
                continue;
            }
            double[] ratios = new double[then.length];
            for (int turn = 0; turn < ratios.length; turn++) {
                ratios[turn] = now[turn] / then[turn];
            }
            Arrays.sort(ratios);
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.3f | %.3f | %.3f |",
                    row,
                    shown(then),
                    shown(now),
                    ratios[ratios.length / 2],
                    ratios[0],
                    ratios[ratios.length - 1]));
        }
        return lines;
    }

    private static Map<String, Double> rows(List<String> printed) {
        Map<String, Double> rows = new LinkedHashMap<>();
        for (String line : printed) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), Double.parseDouble(row.group(2)));
            }
        }
        return rows;
    }

    private static double[] of(List<Map<String, Double>> runs, String row) {
        return runs.stream()
                .filter(run -> run.containsKey(row))
                .mapToDouble(run -> run.get(row))
                .toArray();
    }

    private static String shown(double[] figures) {
        return figures.length == 0 ? "-" : String.format(Locale.ROOT, "%.2f", Turns.middle(Arrays.stream(figures)));
    }
}
