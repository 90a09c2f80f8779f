package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.metapolicy.evaluation.DecisionQuality.Earned;
import org.metapolicy.policy.Settings;
import org.metapolicy.worlds.Chooser;
import org.metapolicy.worlds.Nature;
import org.metapolicy.worlds.Product;
import org.metapolicy.worlds.Product.Parts;
import org.metapolicy.worlds.Run;

/** What the product would earn with less caution: the measured reason of rows in which a bolder way earns more. */
final class Caution {
    static final String WORDS =
            "`probation_share` is what a version with little evidence gets at most, `learning_share` what goes by"
                    + " who may be the best at the least; with `select_min` .001 no trust is asked for (`pci_min` .001, `pci_critical`"
                    + " 0); refreshed early is after each of the first 49 outcomes as well.";

    private static final int LONGEST = 10_000;

    private Caution() {}

    /** Of each way of being less cautious: its name, and the product so. */
    private static final Map<String, BiFunction<Nature, SplittableRandom, Chooser>> LESS = less();

    private static Map<String, BiFunction<Nature, SplittableRandom, Chooser>> less() {
        Map<String, Object> shares = Map.of("probation_share", 0.5, "learning_share", 0.0);
        Map<String, Object> trusting = Map.of("pci_critical", 0.0, "pci_min", 0.001, "select_min", 0.001);
        Map<String, Object> all = new HashMap<>(shares);
        all.putAll(trusting);
        Map<String, BiFunction<Nature, SplittableRandom, Chooser>> less = new LinkedHashMap<>();
        less.put("probation_share .5", product(Map.of("probation_share", 0.5)));
        less.put("learning_share 0", product(Map.of("learning_share", 0.0)));
        less.put("both", product(shares));
        less.put("select_min .001", product(trusting));
        less.put("refreshed early", early(product(Map.of())));
        less.put("all of these", early(product(all)));
        return less;
    }

    private static BiFunction<Nature, SplittableRandom, Chooser> product(Map<String, Object> settings) {
        Settings bold = Settings.defaults().with(settings);
        return (world, random) -> new Product(world, bold, Parts.ALL, random);
    }

    private static BiFunction<Nature, SplittableRandom, Chooser> early(
            BiFunction<Nature, SplittableRandom, Chooser> way) {
        return (world, random) -> new Refreshed.Early(way.apply(world, random));
    }

    /** What is earned, what is harmed, and what Thompson earns that learns when the product does. */
    static List<Table> tables(Scale scale) {
        List<String> heads = new ArrayList<>(List.of("world"));
        heads.addAll(LESS.keySet());
        Table earned = new Table(heads.toArray(String[]::new));
        Table harmed = new Table(heads.toArray(String[]::new));
        Table lead = new Table(
                "world", "Thompson by context", "learning at refreshes", "and the default until the first of them");
        DecisionQuality.worlds(scale).forEach((name, world) -> {
            if (world.trials() <= LONGEST) {
                Earned whole = Earned.of(world, scale.parts(), seed -> Run.of(world, seed, Way.PRODUCT.chooser()));
                List<String> rewards = new ArrayList<>(List.of(name));
                List<String> harms = new ArrayList<>(List.of(name));
                LESS.values().forEach(way -> {
                    Earned own = Earned.of(world, scale.parts(), seed -> Run.of(world, seed, way));
                    rewards.add(own.reward().minus(whole.reward()).text(5));
                    harms.add(own.harm().minus(whole.harm()).text(3));
                });
                earned.row(rewards);
                harmed.row(harms);
                BiFunction<Nature, SplittableRandom, Chooser> thompson = Way.THOMPSON_BY_CONTEXT.chooser();
                lead.row(
                        name,
                        more(world, scale, whole, thompson),
                        more(
                                world,
                                scale,
                                whole,
                                (nature, random) -> new Refreshed.Late(thompson.apply(nature, random), false)),
                        more(
                                world,
                                scale,
                                whole,
                                (nature, random) -> new Refreshed.Late(thompson.apply(nature, random), true)));
            }
        });
        return List.of(earned, harmed, lead);
    }

    private static String more(
            Nature world, Scale scale, Earned whole, BiFunction<Nature, SplittableRandom, Chooser> way) {
        return Earned.of(world, scale.parts(), seed -> Run.of(world, seed, way))
                .reward()
                .minus(whole.reward())
                .text(5);
    }

    /** Of each setting, among the rows in which the product is beaten and elsewhere, from the table's text. */
    static List<String> sentences(Table table, Set<String> beaten) {
        List<String> sentences = new ArrayList<>();
        for (int setting = 1; setting < table.heads().size(); setting++) {
            List<String> there = new ArrayList<>();
            List<String> elsewhere = new ArrayList<>();
            List<String> less = new ArrayList<>();
            for (List<String> row : table.rows()) {
                Figure figure = Figure.parse(row.get(setting));
                String said = "\"" + row.get(0) + "\" (" + row.get(setting) + ")";
                if (figure.above()) {
                    (beaten.contains(row.get(0)) ? there : elsewhere).add(said);
                } else if (figure.below()) {
                    less.add(said);
                }
            }
            String name = table.heads().get(setting);
            sentences.add("With " + name + " the product earns more "
                    + (there.isEmpty()
                            ? "in no row in which another way beats it"
                            : "in " + String.join(", ", there) + ", where another way beats it")
                    + (elsewhere.isEmpty() ? "" : ", and in " + String.join(", ", elsewhere))
                    + (less.isEmpty()
                            ? "; it earns less nowhere."
                            : "; it earns less in " + String.join(", ", less) + "."));
        }
        return sentences;
    }
}
