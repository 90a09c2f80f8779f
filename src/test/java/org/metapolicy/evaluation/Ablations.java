package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.metapolicy.evaluation.DecisionQuality.Earned;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Factor;
import org.metapolicy.worlds.Chooser;
import org.metapolicy.worlds.Nature;
import org.metapolicy.worlds.Product;
import org.metapolicy.worlds.Product.Parts;
import org.metapolicy.worlds.Run;

/** The product without each of its parts. */
final class Ablations {
    private static final int LONGEST = 10_000;

    private Ablations() {}

    static Section of(Scale scale) {
        Table reward = new Table(heads("world"));
        Table harm = new Table(heads("world"));
        DecisionQuality.worlds(scale).forEach((name, world) -> {
            if (world.trials() <= LONGEST) {
                decisions(reward, harm, name, world, scale.parts());
            }
        });
        Table signals = Signals.table(scale);
        Table sessions = new Table("guardrail_unit", "versions on the limit that are ever stopped")
                .row("SESSION", Safety.sessions(Settings.defaults().with(Map.of("guardrail_unit", "SESSION")), scale))
                .row("EPISODE", Safety.sessions(Settings.defaults(), scale));
        Table pooling = Participants.table(scale);
        GateAblation.Tables gate = GateAblation.tables(scale);
        return new Section("Ablations")
                .words("Reward of the whole product less that of the product without the part; above 0 the part helps.")
                .table(reward)
                .words(
                        "Overrides and flags in 100 decisions without the part less those of the whole; above 0 the part helps.")
                .table(harm)
                .words(
                        "Worlds of signals: reward of the whole less that without the signal; above 0 the signal helps. Trials left"
                                + " alone earn 0.")
                .table(signals)
                .words("Sessions of people who differ, on the limit.")
                .table(sessions)
                .words("Root mean squared error of what is expected of somebody's safety.")
                .table(pooling)
                .words(
                        "The counterfactual gate: runs in which a candidate is ever proposed, with Wilson's interval; median decisions"
                                + " until then. What it is worth more and how much oftener it is overridden is the truth.")
                .table(gate.proposed())
                .words(
                        "Reward of the whole, and less that of the other two ways, a proposal being approved at once; above 0 the gate helps.")
                .table(gate.reward())
                .words(
                        "Overrides and flags in 100 decisions of the other two less those of the whole; above 0 the gate helps.")
                .table(gate.harm())
                .said(sentences(List.of(
                        reward, harm, signals, sessions, pooling, gate.proposed(), gate.reward(), gate.harm())));
    }

    private static String[] heads(String first) {
        List<String> heads = new ArrayList<>(List.of(first));
        heads.addAll(parts().keySet());
        return heads.toArray(String[]::new);
    }

    /** The product without each part. */
    private static Map<String, BiFunction<Nature, SplittableRandom, Chooser>> parts() {
        Map<String, BiFunction<Nature, SplittableRandom, Chooser>> parts = new LinkedHashMap<>();
        parts.put("guardrails", without(Settings.defaults(), new Parts(true, false, true)));
        parts.put("contexts", without(Settings.defaults(), new Parts(true, true, false)));
        parts.put("safety gate", without(Settings.defaults(), new Parts(false, true, true)));
        for (Factor factor : Factor.values()) {
            parts.put(factor.key(), without(Settings.defaults().with(spread(factor)), Parts.ALL));
        }
        parts.put(
                "REFERENCE (MINMAX instead)",
                without(Settings.defaults().with(Map.of("normalization", "MINMAX")), Parts.ALL));
        return parts;
    }

    private static BiFunction<Nature, SplittableRandom, Chooser> without(Settings settings, Parts parts) {
        return (world, random) -> new Product(world, settings, parts, random);
    }

    /** The weight of a factor spread over the others. */
    private static Map<String, Object> spread(Factor without) {
        double left = 1 - Settings.defaults().number(without.weight());
        Map<String, Object> weights = new LinkedHashMap<>();
        for (Setting weight : Setting.weights()) {
            weights.put(
                    weight.key(),
                    weight == without.weight() ? 0.0 : Settings.defaults().number(weight) / left);
        }
        return weights;
    }

    private static void decisions(Table reward, Table harm, String name, Nature world, int seeds) {
        Earned whole = Earned.of(world, seeds, seed -> Run.of(world, seed, Way.PRODUCT.chooser()));
        List<String> rewards = new ArrayList<>(List.of(name));
        List<String> harms = new ArrayList<>(List.of(name));
        parts().forEach((part, chooser) -> {
            Earned own = Earned.of(world, seeds, seed -> Run.of(world, seed, chooser));
            rewards.add(whole.reward().minus(own.reward()).text(5));
            harms.add(own.harm().minus(whole.harm()).text(3));
        });
        reward.row(rewards);
        harm.row(harms);
    }

    /** What the tables say, from their text. */
    static List<String> sentences(List<Table> tables) {
        List<String> sentences = new ArrayList<>();
        Table reward = tables.get(0);
        for (int part = 1; part < reward.heads().size(); part++) {
            Rows earned = Rows.of(reward, part);
            Rows safer = Rows.of(tables.get(1), part);
            sentences.add(sentence(reward.heads().get(part), earned, safer));
        }
        Table signals = tables.get(2);
        for (int row = 0; row < signals.rows().size(); row++) {
            List<String> cells = signals.rows().get(row);
            List<String> more = new ArrayList<>();
            List<String> same = new ArrayList<>();
            for (int signal = 2; signal < cells.size(); signal++) {
                Figure figure = Figure.parse(cells.get(signal));
                if (!figure.above()) {
                    (figure.below() ? more : same).add(signals.heads().get(signal));
                }
            }
            if (!more.isEmpty()) {
                sentences.add(
                        "In \"" + cells.get(0) + "\" more is earned without " + String.join(", ", more)
                                + ". Why: its rule leaves trials alone, or serves the calmer version, where the bolder would have earned.");
            }
            if (!same.isEmpty()) {
                sentences.add(
                        "In \"" + cells.get(0) + "\" it makes no difference without " + String.join(", ", same) + ".");
            }
        }
        List<List<String>> sessions = tables.get(3).rows();
        sentences.add("People who differ, on the limit: stopped by sessions "
                + sessions.get(0).get(1).split(" \\(")[0] + ", by episodes "
                + sessions.get(1).get(1).split(" \\(")[0] + ".");
        List<String> less = new ArrayList<>();
        for (List<String> row : tables.get(4).rows()) {
            double pooled = Figure.parse(row.get(2)).mean();
            for (int other = 3; other < row.size(); other++) {
                if (Figure.parse(row.get(other)).mean() < pooled) {
                    less.add(tables.get(4).heads().get(other) + " where " + row.get(0) + ", after " + row.get(1)
                            + " episodes");
                }
            }
        }
        if (!less.isEmpty()) {
            sentences.add(
                    "Less than pooling errs " + String.join("; ", less) + ". Why: how much people differ is not known"
                            + " beforehand and estimated from few, so that some of their chance is taken for a difference between them.");
        }
        sentences.addAll(GateAblation.sentences(GateAblation.Tables.of(tables)));
        return sentences;
    }

    private record Rows(List<String> helps, List<String> hurts) {
        static Rows of(Table table, int column) {
            Rows rows = new Rows(new ArrayList<>(), new ArrayList<>());
            for (List<String> row : table.rows()) {
                Figure figure = Figure.parse(row.get(column));
                if (figure.above()) {
                    rows.helps.add("\"" + row.get(0) + "\"");
                } else if (figure.below()) {
                    rows.hurts.add("\"" + row.get(0) + "\"");
                }
            }
            return rows;
        }
    }

    private static String sentence(String part, Rows earned, Rows safer) {
        if (earned.helps().isEmpty()
                && earned.hurts().isEmpty()
                && safer.helps().isEmpty()
                && safer.hurts().isEmpty()) {
            return "Without " + part + " nothing changes beyond the interval in any decision world.";
        }
        List<String> said = new ArrayList<>();
        say(said, "less is earned in ", earned.helps());
        say(said, "more is earned in ", earned.hurts());
        say(said, "harm is higher in ", safer.helps());
        say(said, "harm is lower in ", safer.hurts());
        return "Without " + part + " " + String.join("; ", said) + ".";
    }

    private static void say(List<String> said, String what, List<String> where) {
        if (!where.isEmpty()) {
            said.add(what + String.join(", ", where));
        }
    }
}
