package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.List;

/** What the tables about trust say, and why it is so. */
final class TrustSaid {
    private TrustSaid() {}

    /** From the tables' text. */
    static List<String> sentences(List<Table> tables) {
        List<String> sentences = new ArrayList<>();
        List<String> brier = tables.get(0).rows().get(0);
        Figure map = Figure.parse(brier.get(3));
        sentences.add("Ahead of time the map of trust is "
                + (map.below()
                        ? "better than the kept share so far"
                        : map.above() ? "worse than the kept share so far" : "no better than the kept share so far")
                + ".");
        if (Figure.parse(brier.get(1)).mean() < Figure.parse(brier.get(0)).mean()) {
            sentences.add(
                    "In the mean the same map on 1 - override rate - flag rate errs less than on trust, without an interval of the"
                            + " difference. Why: two of the three limits are rates, which it holds and nothing else; the index mixes them with"
                            + " what no limit is about.");
        }
        for (int column = 1; column < tables.get(2).heads().size(); column++) {
            ranking(sentences, tables.get(2), column);
        }
        return sentences;
    }

    private static void ranking(List<String> sentences, Table ranking, int column) {
        List<String> plain = new ArrayList<>();
        List<String> without = new ArrayList<>();
        List<String> none = new ArrayList<>();
        for (List<String> row : ranking.rows()) {
            Figure gain = Figure.parse(row.get(column));
            boolean part = row.get(0).startsWith("PCI without ");
            if (gain.above()) {
                (part ? without : plain).add(row.get(0) + " (" + row.get(column) + ")");
            } else if (part && !gain.below()) {
                none.add(row.get(0).substring("PCI without ".length()));
            }
        }
        boolean reward = ranking.heads().get(column).contains("reward");
        List<String> said = new ArrayList<>();
        if (!plain.isEmpty()) {
            said.add("better than the PCI rank " + String.join(", ", plain) + ". Why: "
                    + (reward
                            ? "the index has no factor for the height of a reward, since who is trusted is not who is paid best;"
                                    + " `selection: 'VALUE'` chooses by expected reward"
                            : "they hold overrides and flags alone, and the index mixes them with factors that were drawn apart from"
                                    + " safety here; `selection: 'VALUE'` asks expected safety at its gate"));
        }
        if (!without.isEmpty()) {
            said.add(
                    "better than the whole ranks " + String.join(", ", without)
                            + ". Why: that factor says nothing of it in these populations, and its weight drowns what the others say");
        }
        if (!none.isEmpty()) {
            said.add("nothing shows that the PCI ranks worse without " + String.join(", ", none));
        }
        sentences.add(ranking.heads().get(column) + ": "
                + (said.isEmpty()
                        ? "no score ranks better than the PCI, and each factor helps"
                        : String.join("; ", said))
                + ".");
    }
}
