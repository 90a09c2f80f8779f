package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Where the lead of Thompson over the product comes from: what is left of it as it is told as late as the product. */
final class Lead {
    static final String WORDS =
            "What Thompson by context earns less what the product as shipped does; the same if it learns at refreshes"
                    + " alone, as the product does; and if the default serves until the first refresh as well. What the columns lose from"
                    + " left to right is what each of the two is worth.";

    private Lead() {}

    /**
     * What the tables say, from their text; rows in which Thompson is less safe are left out, since what leads there is that nobody
     * asks how often it is overridden.
     *
     * @param harms of every way
     * @param harmed with less caution
     */
    static List<String> sentences(Table harms, Table harmed, Table lead) {
        List<String> sentences = new ArrayList<>();
        List<String> ahead = new ArrayList<>();
        for (List<String> row : lead.rows()) {
            if (Figure.parse(row.get(1)).above() && asSafe(harms, row.get(0))) {
                ahead.add("\"" + row.get(0) + "\" " + parts(row));
            }
        }
        sentences.add(
                ahead.isEmpty()
                        ? "Thompson by context is as safe and ahead in no row of that table."
                        : "Thompson by context is as safe and ahead in " + String.join(", ", ahead)
                                + ". What is left is not told apart further; with less caution and earlier refreshes together the product"
                                + " itself earns more where the sentence of \"all of these\" says so.");
        for (int way = 1; way < harmed.heads().size(); way++) {
            List<String> more = new ArrayList<>();
            List<String> less = new ArrayList<>();
            for (List<String> row : harmed.rows()) {
                Figure figure = Figure.parse(row.get(way));
                if (figure.above() || figure.below()) {
                    (figure.above() ? more : less).add("\"" + row.get(0) + "\" (" + row.get(way) + ")");
                }
            }
            sentences.add("With " + harmed.heads().get(way) + " harm is higher than as shipped "
                    + (more.isEmpty() ? "nowhere beyond the interval" : "in " + String.join(", ", more))
                    + (less.isEmpty() ? "." : ", lower in " + String.join(", ", less) + "."));
        }
        return sentences;
    }

    private static boolean asSafe(Table harms, String world) {
        int thompson = harms.heads().indexOf(Way.THOMPSON_BY_CONTEXT.title());
        List<String> row = harms.rows().stream()
                .filter(one -> one.get(0).equals(world))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(row.get(thompson)) - Double.parseDouble(row.get(1)) <= Beaten.AS_SAFE;
    }

    /** Of a lead: what learning at refreshes alone takes of it, what the default until the first of them does, and what is left. */
    private static String parts(List<String> row) {
        double whole = Figure.parse(row.get(1)).mean();
        double late = Figure.parse(row.get(2)).mean();
        Figure left = Figure.parse(row.get(3));
        String learning =
                "(" + row.get(1) + ": learning at refreshes alone takes " + share(whole - late, whole) + " % of it, ";
        return left.below()
                ? learning + "the default until the first of them more than all of it, " + row.get(3) + " being left)"
                : learning + "the default until the first of them " + share(late - left.mean(), whole) + " %, "
                        + row.get(3) + " is left)";
    }

    private static String share(double part, double whole) {
        return Table.number(100 * part / whole, 0);
    }
}
