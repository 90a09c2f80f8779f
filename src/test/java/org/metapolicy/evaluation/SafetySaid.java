package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tables about safety say, and why it is so. */
final class SafetySaid {
    private static final String BOLD =
            "it decides by few outcomes against a bare threshold, which is soon passed by a version that is"
                    + " bad and by one that is not: what it gains in time it pays in false stops";
    private static final String SEQUENCE =
            "its intervals are about as tight as can be for a change that was there from the first outcome"
                    + " on, and nothing is kept for one that comes later. The product bets anew from many starts, of which the first has .16"
                    + " of its capital, keeps half of its error for contexts, and holds for every number of outcomes, theirs in the limit of many."
                    + " What a larger first start would gain after 0 outcomes, later ones would lose";

    private static final Map<String, String> WHY = Map.of(
            "window threshold", BOLD,
            "with a margin", BOLD,
            "literal rule", BOLD,
            "asymptotic sequences", SEQUENCE,
            "sequences at half the error", SEQUENCE);

    private SafetySaid() {}

    /** Who keeps within the stated error, and who is sooner, from the tables' text. */
    static List<String> sentences(List<Table> tables) {
        List<String> sentences = new ArrayList<>();
        Table falsely = tables.get(0);
        for (int kind = 1; kind < falsely.heads().size(); kind++) {
            sentences.add(falseStops(falsely, kind));
        }
        sentences.add(
                "One of three participants who overrides in spells: over many outcomes the mean is within the limit, over a spell it is"
                        + " not. A guarantee against false stops is about outcomes whose mean is within the limit given what was before; no"
                        + " monitor here knows of spells, and the product's answer is to watch participants ("
                        + "`suspend_participants`), which is not part of this row.");
        for (int kind = 2; kind < falsely.heads().size(); kind++) {
            sooner(sentences, tables, kind);
        }
        for (List<String> row : tables.get(3).rows()) {
            double own = median(row.get(1));
            for (int kind = 2; kind < row.size(); kind++) {
                if (median(row.get(kind)) < own) {
                    sentences.add("Of the bad context, " + row.get(0) + ", "
                            + falsely.heads().get(kind)
                            + " lets fewer outcomes through in the median. Why: it stops the whole version, in "
                            + row.get(kind).split("; ")[1].split(" \\(")[0]
                            + " of the runs, not the context, and by a threshold that good versions pass as well.");
                }
            }
        }
        return sentences;
    }

    private static String falseStops(Table falsely, int kind) {
        List<String> above = new ArrayList<>();
        for (List<String> row : falsely.rows()) {
            if (lower(row.get(kind)) > 5) {
                above.add("\"" + row.get(0) + "\" (" + row.get(kind).split(" \\(")[0] + ")");
            }
        }
        return falsely.heads().get(kind)
                + (above.isEmpty()
                        ? " is not shown to stop more than 5 % falsely in any row."
                        : " falsely stops more than 5 %, by its interval: " + String.join(", ", above) + ".");
    }

    /** Where a monitor lets less through than the product, why, and where it lets more through. */
    private static void sooner(List<String> sentences, List<Table> tables, int kind) {
        List<String> less = new ArrayList<>();
        List<String> more = new ArrayList<>();
        for (List<String> row : tables.get(2).rows()) {
            if (row.get(kind).equals("-")) {
                continue;
            }
            Figure figure = Figure.parse(row.get(kind));
            String said = "\"" + row.get(0) + "\" ("
                    + (figure.below() ? row.get(kind).replace("-", "") : row.get(kind)) + ")";
            if (figure.below()) {
                less.add(said);
            } else if (figure.above()) {
                more.add(said);
            }
        }
        if (less.isEmpty()) {
            return;
        }
        String name = tables.get(0).heads().get(kind);
        List<String> stops = new ArrayList<>();
        tables.get(0)
                .rows()
                .subList(0, 2)
                .forEach(row -> stops.add(row.get(kind).split(" \\(")[0] + " of the versions " + row.get(0)));
        sentences.add(
                name + " lets less through before its stop than the product in " + String.join(", ", less) + ". Why: "
                        + WHY.get(name) + ". " + halved(tables, name) + "It stops " + String.join(", ", stops)
                        + (more.isEmpty() ? "." : ", and lets more through in " + String.join(", ", more) + "."));
    }

    /** How much of what the sequences let less through is the half of the error that the product keeps for contexts. */
    private static String halved(List<Table> tables, String name) {
        List<String> heads = tables.get(2).heads();
        int half = heads.indexOf(Monitor.Kind.HALF.title());
        if (!name.equals(Monitor.Kind.SEQUENCE.title())) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (List<String> row : tables.get(2).rows()) {
            String whole = row.get(heads.indexOf(name));
            if (!whole.equals("-")
                    && !row.get(half).equals("-")
                    && Figure.parse(whole).below()) {
                double less = Figure.parse(whole).mean();
                parts.add(Table.number(Figure.parse(row.get(half)).mean() - less, 1) + " of " + Table.number(-less, 1)
                        + " in \"" + row.get(0) + "\"");
            }
        }
        return parts.isEmpty()
                ? ""
                : "Half of the error by itself is worth " + String.join(", ", parts)
                        + ": by so much less they lead where they are given no more of it than the product has. ";
    }

    private static double median(String cell) {
        return Double.parseDouble(cell.split("; ")[0]);
    }

    /** The lower end of the interval of a share, in percent. */
    private static double lower(String cell) {
        return Double.parseDouble(
                cell.substring(cell.indexOf('(') + 1, cell.length() - 1).split(" to ")[0]);
    }
}
