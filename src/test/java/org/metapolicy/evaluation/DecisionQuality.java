package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.metapolicy.worlds.Nature;
import org.metapolicy.worlds.Run;
import org.metapolicy.worlds.World;
import org.metapolicy.worlds.Worlds;

/** What each way earns in each world, and at what harm. */
final class DecisionQuality {
    /** How many more of 100 decisions may be overridden or flagged in who is as safe. */
    private static final double AS_SAFE = 1;

    /** What came of one way in one world, seed by seed. */
    record Earned(Sample reward, Sample harm) {
        static Earned of(Nature world, int seeds, java.util.function.LongFunction<Run> run) {
            List<Run> runs = LongStream.range(0, seeds).parallel().mapToObj(run).toList();
            return new Earned(
                    new Sample(runs.stream().mapToDouble(Run::reward).toArray()),
                    new Sample(
                            runs.stream().mapToDouble(one -> 100 * one.harm()).toArray()));
        }
    }

    private DecisionQuality() {}

    static Map<String, Nature> worlds(Scale scale) {
        Map<String, Nature> worlds = new LinkedHashMap<>();
        for (World world : Worlds.all()) {
            worlds.put(world.name(), fewer(world, scale));
        }
        worlds.put("paid better, overridden .15", fewer(Worlds.paidBetter(0.15), scale));
        worlds.put("paid better, overridden .35", fewer(Worlds.paidBetter(0.35), scale));
        worlds.put(
                "the default turns bad half way",
                new Turning(
                        fewer(World.flat("before", .3, .2), scale),
                        fewer(World.flat("after", -.3, .2).overridden(.60, .05), scale)));
        return worlds;
    }

    private static World fewer(World world, Scale scale) {
        return world.longer(world.trials() * scale.trials() / 100);
    }

    static Section of(Scale scale) {
        List<String> titles = new ArrayList<>(List.of("world"));
        for (Way way : Way.values()) {
            titles.add(way.title());
        }
        List<String> others = new ArrayList<>(titles);
        others.remove(Way.PRODUCT.title());
        Table earned = new Table(titles.toArray(String[]::new));
        Table ahead = new Table(others.toArray(String[]::new));
        Table harm = new Table(titles.toArray(String[]::new));
        worlds(scale).forEach((name, world) -> {
            List<String> rewards = new ArrayList<>(List.of(name));
            List<String> differences = new ArrayList<>(List.of(name));
            List<String> harms = new ArrayList<>(List.of(name));
            Earned product = null;
            for (Way way : Way.values()) {
                Earned own = Earned.of(world, scale.worlds(), seed -> Run.of(world, seed, way.chooser()));
                rewards.add(own.reward().text(4));
                harms.add(Table.number(own.harm().mean(), 2));
                if (way == Way.PRODUCT) {
                    product = own;
                } else {
                    differences.add(product.reward().minus(own.reward()).text(5));
                }
            }
            earned.row(rewards);
            ahead.row(differences);
            harm.row(harms);
        });
        Section section = new Section("Decision quality");
        section.words("What the versions chosen are worth, mean over seeds.").table(earned);
        section.words("Product less the other, within a seed; below 0 the other earns more.")
                .table(ahead);
        section.words("Overrides and flags in 100 decisions, expected.").table(harm);
        return section.said(sentences(List.of(earned, ahead, harm)));
    }

    /** What the tables say, from their text. */
    static List<String> sentences(List<Table> tables) {
        Table ahead = tables.get(1);
        Table harm = tables.get(2);
        List<String> beaten = new ArrayList<>();
        int better = 0;
        int neither = 0;
        int lessSafe = 0;
        for (int row = 0; row < ahead.rows().size(); row++) {
            List<String> cells = ahead.rows().get(row);
            for (int way = 1; way < cells.size(); way++) {
                Figure difference = Figure.parse(cells.get(way));
                if (difference.above()) {
                    better++;
                } else if (!difference.below()) {
                    neither++;
                } else {
                    List<String> harms = harm.rows().get(row);
                    double more = Double.parseDouble(harms.get(way + 1)) - Double.parseDouble(harms.get(1));
                    if (more <= AS_SAFE) {
                        beaten.add("In \"" + cells.get(0) + "\" "
                                + ahead.heads().get(way) + " earns "
                                + Table.number(-difference.mean(), 5) + " ± " + Table.number(difference.half(), 5)
                                + " more than the product and is as safe.");
                    } else {
                        lessSafe++;
                    }
                }
            }
        }
        List<String> sentences = new ArrayList<>();
        sentences.add("Of " + (better + neither + lessSafe + beaten.size()) + " comparisons the product earns more in "
                + better + ", neither does in " + neither + ", the other does in " + (lessSafe + beaten.size())
                + ", of which it is less safe in " + lessSafe + " and as safe in " + beaten.size() + ".");
        sentences.addAll(beaten);
        return sentences;
    }
}
