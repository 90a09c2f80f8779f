package org.metapolicy.evaluation;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.metapolicy.backtest.Greedy;
import org.metapolicy.policy.Settings;
import org.metapolicy.worlds.Chooser;
import org.metapolicy.worlds.Nature;
import org.metapolicy.worlds.Product;
import org.metapolicy.worlds.Product.Parts;
import org.metapolicy.worlds.Ruled;
import org.metapolicy.worlds.World.Outcome;

/** Who decides. */
enum Way {
    PRODUCT("product", (world, random) -> new Product(world, Settings.defaults(), Parts.ALL, random)),
    BY_TRUST(
            "product by trust",
            (world, random) ->
                    new Product(world, Settings.defaults().with(Map.of("selection", "TRUST")), Parts.ALL, random)),
    NEWEST("newest", (world, random) -> new Always(world.versions() - 1)),
    DEFAULT("default", (world, random) -> new Always(0)),
    THOMPSON("Thompson", Ruled::thompson),
    THOMPSON_BY_CONTEXT("Thompson by context", Ruled::thompsonByContext),
    UCB("UCB1", (world, random) -> Ruled.ucb(world)),
    GREEDY("ε-greedy", (world, random) -> new Ruled(world, new Greedy(world.versions(), random))),
    THRESHOLD("window threshold", (world, random) -> new Rollout(world)),
    SEQUENTIAL("sequential test", SequentialTest::new),
    LITERAL("literal rule", (world, random) -> new LiteralRule(world));

    private final String title;
    private final BiFunction<Nature, SplittableRandom, Chooser> chooser;

    Way(String title, BiFunction<Nature, SplittableRandom, Chooser> chooser) {
        this.title = title;
        this.chooser = chooser;
    }

    String title() {
        return title;
    }

    BiFunction<Nature, SplittableRandom, Chooser> chooser() {
        return chooser;
    }

    private record Always(int version) implements Chooser {
        @Override
        public int choose(int context) {
            return version;
        }

        @Override
        public void see(int chosen, int context, Outcome outcome) {
            // Nothing is learnt.
        }
    }
}
