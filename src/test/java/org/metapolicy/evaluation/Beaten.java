package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where another way earns more than the product, by what two tables say, and why.
 *
 * @param safe rows by way in which it is as safe, each with its figure
 * @param unsafe the same where it is less safe, with how much more is overridden or flagged
 * @param behind in how many rows each way earns less
 * @param where the rows of {@code safe}
 */
record Beaten(
        int better,
        int neither,
        Map<String, List<String>> safe,
        Map<String, List<String>> unsafe,
        Map<String, Integer> behind,
        TreeSet<String> where) {
    /** How many more of 100 decisions may be overridden or flagged in who is as safe. */
    static final double AS_SAFE = 1;

    private static final String BOLD =
            "it serves by who may be the best from the first outcome on, where the product lets the"
                    + " default serve until the first refresh and asks for trust before it serves by reward. How much of a lead comes from"
                    + " the former, the table of Thompson's lead tells; what trust, shares and a later first refresh cost by themselves, that of"
                    + " caution; the safety gate costs nothing where versions are equally safe (ablations).";

    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry(
                    "product by trust",
                    "it goes by the index, which is about safety mostly, and who has the higher one happens to be paid better there."),
            Map.entry(
                    "newest",
                    "it learns nothing, and the version registered last happens to be the best one there. It serves it from the"
                            + " first trial, where the product lets the default serve until outcomes speak for another."),
            Map.entry(
                    "default",
                    "it learns nothing, and the first version happens to be the best one there, so that each trial which"
                            + " the product spends on learning about others costs reward."),
            Map.entry("Thompson", BOLD),
            Map.entry("Thompson by context", "the same in each context by itself: " + BOLD),
            Map.entry("UCB1", BOLD),
            Map.entry("ε-greedy", BOLD),
            Map.entry(
                    "window threshold",
                    "it serves the newest until 50 outcomes speak against it and then the next older, and whom it serves so happens to"
                            + " be the best one there, or is paid better until it is stopped."),
            Map.entry(
                    "sequential test",
                    "it gives every version an even share until one is left, so that all are known sooner than by the"
                            + " product, which lets the default serve until outcomes speak for another."),
            Map.entry(
                    "literal rule",
                    "it goes by trust scores alone, which no reward moves from one version to another, and the one it stays with"
                            + " happens to be the best there."));

    /** In a log, whichever way it is. */
    private static final String IN_A_LOG =
            "it tells no contexts apart, or serves one version whatever is learnt, and contexts make no"
                    + " usable difference in that log: half of it is few outcomes for a choice in each of them. In recorded order a way that goes by all that it saw, or by"
                    + " nothing, is also not moved by what came last, as the product and Thompson are, who go by the last outcomes of a version.";

    static Beaten of(Table ahead, Table harm) {
        Beaten beaten = new Beaten(
                count(ahead, 1),
                count(ahead, 0),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new TreeSet<>());
        for (int way = 1; way < ahead.heads().size(); way++) {
            String name = ahead.heads().get(way);
            for (int row = 0; row < ahead.rows().size(); row++) {
                List<String> cells = ahead.rows().get(row);
                Figure difference = Figure.parse(cells.get(way));
                if (difference.above()) {
                    beaten.behind.merge(name, 1, Integer::sum);
                } else if (difference.below()) {
                    beaten.lost(name, cells.get(0), difference, more(harm.rows().get(row), way));
                }
            }
        }
        return beaten;
    }

    private static double more(List<String> harms, int way) {
        return Double.parseDouble(harms.get(way + 1)) - Double.parseDouble(harms.get(1));
    }

    private void lost(String way, String row, Figure difference, double more) {
        String figure =
                "\"" + row + "\" (" + Table.number(-difference.mean(), 5) + " ± " + Table.number(difference.half(), 5);
        if (more <= AS_SAFE) {
            safe.computeIfAbsent(way, any -> new ArrayList<>()).add(figure + ")");
            where.add(row);
        } else {
            unsafe.computeIfAbsent(way, any -> new ArrayList<>())
                    .add(figure + "; " + Table.number(more, 2) + " more of 100 overridden or flagged)");
        }
    }

    /** Cells on this side of 0, or on neither. */
    private static int count(Table ahead, int side) {
        return (int) ahead.rows().stream()
                .flatMap(row -> row.stream().skip(1))
                .map(Figure::parse)
                .filter(figure -> (figure.above() ? 1 : figure.below() ? -1 : 0) == side)
                .count();
    }

    String count(String of) {
        int lessSafe = unsafe.values().stream().mapToInt(List::size).sum();
        int asSafe = safe.values().stream().mapToInt(List::size).sum();
        return of + ", of " + (better + neither + lessSafe + asSafe) + " comparisons the product earns more in "
                + better
                + ", neither does in " + neither + ", the other does in " + (lessSafe + asSafe)
                + ", of which it is less safe in " + lessSafe + " and as safe in " + asSafe + ".";
    }

    /**
     * One for each way, with the reason.
     *
     * @param logs whether the rows are logs
     */
    List<String> sentences(boolean logs) {
        List<String> sentences = new ArrayList<>();
        safe.forEach((way, rows) -> sentences.add(way + " earns more than the product and is as safe in "
                + String.join(", ", rows) + ". Why: " + (logs ? IN_A_LOG : WHY.get(way)) + " It earns less in "
                + behind.getOrDefault(way, 0) + " rows of the same table."));
        if (!unsafe.isEmpty()) {
            List<String> ways = new ArrayList<>();
            unsafe.forEach((way, rows) -> ways.add(way + " in " + String.join(", ", rows)));
            sentences.add("More is earned and more is harmed by " + String.join("; ", ways)
                    + ". Why: the version that is paid better there is the one that people override more, and nobody of these asks how"
                    + " often, or not before it is beyond the limit; the product does not serve by reward whom it knows to be overridden"
                    + " more than the default.");
        }
        return sentences;
    }
}
