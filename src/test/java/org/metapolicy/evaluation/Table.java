package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A table as the page holds it: sentences about it are made of its text, so that they can be made again from the page. */
record Table(List<String> heads, List<List<String>> rows) {
    Table(String... heads) {
        this(List.of(heads), new ArrayList<>());
    }

    Table row(List<String> cells) {
        if (cells.size() != heads.size()) {
            throw new IllegalArgumentException(cells.size() + " cells under " + heads.size() + " heads");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    Table row(String... cells) {
        return row(List.of(cells));
    }

    /** Without minus signs before zeros. */
    static String number(double value, int digits) {
        if (Double.isNaN(value)) {
            return "-";
        }
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(line(heads) + line(Collections.nCopies(heads.size(), "---")));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** The table that begins at a line of a page. */
    static Table parse(List<String> lines, int at) {
        Table table = new Table(cells(lines.get(at)), new ArrayList<>());
        for (int i = at + 2; i < lines.size() && lines.get(i).startsWith("|"); i++) {
            table.row(cells(lines.get(i)));
        }
        return table;
    }

    private static List<String> cells(String line) {
        return List.of(line.substring(2, line.length() - 2).split(" \\| ", -1));
    }
}
