package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.Settings;
import org.metapolicy.worlds.Product;
import org.metapolicy.worlds.Product.Parts;
import org.metapolicy.worlds.Run;
import org.metapolicy.worlds.World;
import org.metapolicy.worlds.World.Outcome;

/** A world in which the Noetic signals mean what the theory says, and one in which they mean nothing. */
final class Signals {
    private static final int TRIALS = 3_000;

    /** What a trial is like: its signals, and what acting is worth where they mean something. */
    private enum Kind {
        PLAIN(new MetaContext(0.6, 0.3, 0.0, 0.1, Awareness.FULL)),
        AT_REST(new MetaContext(0.85, 0.02, 0.0, 0.1, Awareness.FULL)),
        STRAINED(new MetaContext(0.3, 0.3, 0.8, 0.1, Awareness.FULL)),
        UNAWARE(new MetaContext(0.6, 0.3, 0.8, 0.1, Awareness.IU)),
        LOADED(new MetaContext(0.6, 0.3, 0.0, 0.8, Awareness.FULL));

        private final MetaContext signals;

        Kind(MetaContext signals) {
            this.signals = signals;
        }

        static Kind draw(SplittableRandom random) {
            int tenth = random.nextInt(10);
            return tenth < 6 ? PLAIN : values()[tenth - 5];
        }

        double mean(int version) {
            double plain = version == 0 ? 0.25 : 0.35;
            return switch (this) {
                case PLAIN -> plain;
                case AT_REST -> -0.1;
                case STRAINED, UNAWARE -> version == 0 ? 0.25 : -0.5;
                case LOADED -> -0.2;
            };
        }

        double overrides(int version) {
            return this == AT_REST ? 0.30 : version == 1 && (this == STRAINED || this == UNAWARE) ? 0.60 : 0.05;
        }
    }

    /** A signal, and the value in its place of which no rule takes notice. */
    private enum Without {
        NOTHING("whole", s -> s),
        COHERENCE(
                "coherence",
                s -> new MetaContext(0.6, s.entropyChange(), s.maxRvPotency(), s.affectiveLoad(), s.awareness())),
        ENTROPY(
                "entropy change",
                s -> new MetaContext(s.coherence(), 0.0, s.maxRvPotency(), s.affectiveLoad(), s.awareness())),
        ROGUE_VARIABLES(
                "rogue variables",
                s -> new MetaContext(s.coherence(), s.entropyChange(), 0.0, s.affectiveLoad(), s.awareness())),
        AWARENESS(
                "awareness",
                s -> new MetaContext(
                        s.coherence(), s.entropyChange(), s.maxRvPotency(), s.affectiveLoad(), Awareness.FULL)),
        LOAD(
                "affective load",
                s -> new MetaContext(s.coherence(), s.entropyChange(), s.maxRvPotency(), 0.0, s.awareness()));

        private final String title;
        private final UnaryOperator<MetaContext> signals;

        Without(String title, UnaryOperator<MetaContext> signals) {
            this.title = title;
            this.signals = signals;
        }
    }

    private Signals() {}

    static Table table(Scale scale) {
        List<String> heads = new ArrayList<>(List.of("world"));
        for (Without without : Without.values()) {
            heads.add(without.title);
        }
        Table table = new Table(heads.toArray(String[]::new));
        for (boolean meaning : new boolean[] {true, false}) {
            List<String> row =
                    new ArrayList<>(List.of(meaning ? "signals mean what the theory says" : "signals mean nothing"));
            Sample whole = null;
            for (Without without : Without.values()) {
                Sample own =
                        Sample.of(scale.worlds(), seed -> run(meaning, without, TRIALS * scale.trials() / 100, seed));
                row.add(whole == null ? own.text(4) : whole.minus(own).text(5));
                whole = whole == null ? own : whole;
            }
            table.row(row);
        }
        return table;
    }

    private static double run(boolean meaning, Without without, int trials, long seed) {
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom nature = root.split();
        Product product = new Product(World.flat("signals", .25, .35), Settings.defaults(), Parts.ALL, root.split());
        double sum = 0;
        for (int t = 0; t < trials; t++) {
            SplittableRandom chance = nature.split();
            Kind kind = Kind.draw(chance);
            int version = product.choose(0, without.signals.apply(kind.signals));
            if (version >= 0) {
                Kind means = meaning ? kind : Kind.PLAIN;
                sum += means.mean(version);
                boolean overridden = chance.nextDouble() < means.overrides(version);
                boolean flag = chance.nextDouble() < (means == Kind.LOADED ? 0.20 : 0.005);
                double reward = Watched.unit(means.mean(version) + 0.4 * Watched.gauss(chance));
                product.see(version, 0, new Outcome(overridden, flag, reward));
            }
            if ((t + 1) % Run.REFRESH == 0) {
                product.refresh();
            }
        }
        return sum / trials;
    }
}
