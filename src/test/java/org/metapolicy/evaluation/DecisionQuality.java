package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.metapolicy.loop.PilotVersions;
import org.metapolicy.worlds.Nature;
import org.metapolicy.worlds.Run;
import org.metapolicy.worlds.World;
import org.metapolicy.worlds.Worlds;

/** What each way earns in each world, and at what harm. */
final class DecisionQuality {
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
        int trials = 10_000 * scale.trials() / 100;
        worlds.put("the closed loop's versions", PilotVersions.of(trials, trials / 4));
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
        List<Table> caution = Caution.tables(scale);
        section.words("The product with less caution less the product as shipped; above 0 caution costs reward there. "
                        + Caution.WORDS)
                .table(caution.get(0));
        section.words("The same of overrides and flags in 100 decisions; above 0 caution spares them there.")
                .table(caution.get(1));
        section.words(Lead.WORDS).table(caution.get(2));
        HeldOut logs = HeldOut.of(scale);
        section.words(logs.words()).table(logs.earned());
        section.words("Product less the other, within a half.").table(logs.ahead());
        section.words("Overrides in 100 decisions, by the other half.").table(logs.harm());
        return section.said(sentences(List.of(
                earned,
                ahead,
                harm,
                caution.get(0),
                caution.get(1),
                caution.get(2),
                logs.earned(),
                logs.ahead(),
                logs.harm())));
    }

    /** What the tables say, from their text. */
    static List<String> sentences(List<Table> tables) {
        Beaten worlds = Beaten.of(tables.get(1), tables.get(2));
        Beaten logs = Beaten.of(tables.get(7), tables.get(8));
        List<String> sentences = new ArrayList<>();
        sentences.add(worlds.count("In the worlds"));
        sentences.addAll(worlds.sentences(false));
        sentences.addAll(Caution.sentences(tables.get(3), worlds.where()));
        sentences.addAll(Lead.sentences(tables.get(2), tables.get(4), tables.get(5)));
        if (tables.get(7).rows().isEmpty()) {
            sentences.add("No log was there: nothing is said of them.");
            return sentences;
        }
        sentences.add(logs.count("On the logs"));
        sentences.addAll(logs.sentences(true));
        return sentences;
    }
}
