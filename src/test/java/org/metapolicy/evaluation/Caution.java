package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metapolicy.evaluation.DecisionQuality.Earned;
import org.metapolicy.policy.Settings;
import org.metapolicy.worlds.Nature;
import org.metapolicy.worlds.Product;
import org.metapolicy.worlds.Product.Parts;
import org.metapolicy.worlds.Run;

/** What the product would earn with less caution: the measured reason of rows in which a bolder way earns more. */
final class Caution {
    static final String WORDS =
            "`probation_share` is what a version with little evidence gets at most, `learning_share` what goes by"
                    + " who may be the best at the least.";

    private static final int LONGEST = 10_000;

    private Caution() {}

    static Table table(Scale scale) {
        Table table = new Table("world", "probation_share .5", "learning_share 0", "both");
        DecisionQuality.worlds(scale).forEach((name, world) -> {
            if (world.trials() <= LONGEST) {
                Earned whole = Earned.of(world, scale.parts(), seed -> Run.of(world, seed, Way.PRODUCT.chooser()));
                table.row(
                        name,
                        more(world, scale, whole, Map.of("probation_share", 0.5)),
                        more(world, scale, whole, Map.of("learning_share", 0.0)),
                        more(world, scale, whole, Map.of("probation_share", 0.5, "learning_share", 0.0)));
            }
        });
        return table;
    }

    private static String more(Nature world, Scale scale, Earned whole, Map<String, Object> settings) {
        Settings bold = Settings.defaults().with(settings);
        return Earned.of(
                        world,
                        scale.parts(),
                        seed -> Run.of(world, seed, (nature, random) -> new Product(nature, bold, Parts.ALL, random)))
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
            String name = setting == 3 ? "both" : table.heads().get(setting);
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
