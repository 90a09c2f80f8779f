package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.metapolicy.trust.Factor;

/** What the ablations and the ranking propose for each part whose removal changes nothing or helps. */
final class Proposals {
    static final String WORDS =
            "By rule from the ablations and the ranking above. Simulated worlds are no ground for new defaults: a part"
                    + " that is neutral here is shipped as it is, and who has a history of their own asks it with"
                    + " `metapolicy.ablate` and `replay {without: [...]}`.";

    private static final int REWARD = 0;
    private static final int HARM = 1;
    private static final int SIGNALS = 2;

    private Proposals() {}

    /** From the tables of the ablations, and of trust. */
    static List<String> sentences(List<Table> ablations, List<Table> trust) {
        List<String> sentences = new ArrayList<>();
        Table reward = ablations.get(REWARD);
        for (int part = 1; part < reward.heads().size(); part++) {
            Tally decisions = Tally.of(reward, part).and(Tally.of(ablations.get(HARM), part));
            String name = reward.heads().get(part);
            Tally ranking = ranking(trust.get(2), name);
            sentences.add(name + ": in decision worlds it " + decisions.words()
                    + (ranking == null ? "" : "; in ranking it " + ranking.words()) + ". Proposed: "
                    + proposal(name, ranking == null ? decisions : decisions.and(ranking)));
        }
        sentences.add(GateAblation.proposal(GateAblation.Tables.of(ablations)));
        Table signals = ablations.get(SIGNALS);
        for (int signal = 2; signal < signals.heads().size(); signal++) {
            Figure means = Figure.parse(signals.rows().get(0).get(signal));
            Figure nothing = Figure.parse(signals.rows().get(1).get(signal));
            sentences.add(signals.heads().get(signal) + " as a signal: where signals mean what the theory says it "
                    + helps(means)
                    + ", where they mean nothing it " + helps(nothing) + ". Proposed: "
                    + (means.above()
                            ? "keep it for who holds the theory, and see `metapolicy.ablate` on the own history."
                            : "these worlds show no gain from it, so leave it unset where nothing measures it, and see"
                                    + " `metapolicy.ablate` on the own history before it is relied on."));
        }
        return sentences;
    }

    private static String helps(Figure figure) {
        return figure.above() ? "helps" : figure.below() ? "costs" : "makes no difference beyond the interval";
    }

    private static String proposal(String name, Tally all) {
        if (all.helps() > 0 && all.costs() == 0) {
            return "keep it.";
        }
        String smaller =
                Arrays.stream(Factor.values()).anyMatch(factor -> factor.key().equals(name)) ? "weight_" + name : null;
        if (all.helps() > 0 && (smaller == null || all.helps() >= all.costs())) {
            return name.equals("safety gate")
                    ? "keep it: what is earned without it is earned by versions that are overridden more."
                    : "keep it: it helps in more than it costs.";
        }
        if (all.costs() > 0 && smaller == null) {
            return "keep it, and see what it costs above.";
        }
        if (all.costs() > 0) {
            return "it costs in more than it helps: a smaller share of the index, by `" + smaller
                    + "`, for who ranks by it; the default stays until a history with" + " people in it says the same.";
        }
        return smaller == null
                ? "keep it: these worlds do not show what it is for"
                        + (name.equals("guardrails")
                                ? ", which the tables of safety do."
                                : name.startsWith("REFERENCE")
                                        ? ", a scale that stays the same in time and across families."
                                        : ".")
                : "the default stays, and nobody should choose it for these worlds' sake: no row tells `" + smaller
                        + "` from 0.";
    }

    /** @return null where the part is no factor of the index */
    private static Tally ranking(Table ranking, String name) {
        return ranking.rows().stream()
                .filter(row -> row.get(0).equals("PCI without " + name))
                .map(row -> {
                    int helps = 0;
                    int costs = 0;
                    for (int column = 1; column < row.size(); column++) {
                        Figure gain = Figure.parse(row.get(column));
                        helps += gain.below() ? 1 : 0;
                        costs += gain.above() ? 1 : 0;
                    }
                    return new Tally(helps, costs, row.size() - 1);
                })
                .findFirst()
                .orElse(null);
    }

    /** In how many of so many cells a part helps, and in how many it costs. */
    private record Tally(int helps, int costs, int of) {
        static Tally of(Table table, int column) {
            List<Figure> figures = table.rows().stream()
                    .map(row -> Figure.parse(row.get(column)))
                    .toList();
            return new Tally(
                    (int) figures.stream().filter(Figure::above).count(),
                    (int) figures.stream().filter(Figure::below).count(),
                    figures.size());
        }

        Tally and(Tally other) {
            return new Tally(helps + other.helps, costs + other.costs, of + other.of);
        }

        String words() {
            return "helps in " + helps + " and costs in " + costs + " of " + of + " figures";
        }
    }
}
