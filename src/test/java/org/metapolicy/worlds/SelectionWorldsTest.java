package org.metapolicy.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.metapolicy.trust.EvidenceCodec;
import org.metapolicy.worlds.SelectionTables.Gated;
import org.metapolicy.worlds.SelectionTables.Way;

/**
 * What docs/selection.md says of the simulated worlds, on fewer seeds and with a margin for that; the tables themselves are
 * printed by {@link SelectionTables}.
 */
class SelectionWorldsTest {
    private static final int SEEDS = 2;

    @Test
    void aVersionThatIsLessSafeByATenthGetsAFewDecisionsAndOneThatIsAsSafeAllThatItWouldGet() {
        Gated less = Gated.of(0.15, SEEDS);
        assertThat(less.share()).isLessThan(0.15);
        assertThat(less.secondHalf()).isLessThan(0.12);
        // Paid better it would get nearly all.
        assertThat(less.ungated()).isGreaterThan(0.9);

        Gated equal = Gated.of(0.05, SEEDS);
        assertThat(equal.share() / equal.ungated()).isGreaterThan(0.97);
    }

    /** No context and no coherence is known, and their factors are missing: what is known has to do. */
    @Test
    void theBetterOfTwoServesTheSecondHalfThoughHalfOfTheFactorsAreMissing() {
        World world = World.flat("A6", .10, .30).longer(10_000);
        long served = LongStream.range(0, 24)
                .filter(seed -> Run.of(world, seed, Way.PRODUCT.chooser()).served()[1][1] > world.trials() / 4)
                .count();
        assertThat(served).isGreaterThanOrEqualTo(22);
    }

    /** 35 % overridden, 3 % flagged and paid .9, against a default that nobody overrides, paid .3. */
    @Test
    void aVersionThatAThirdOverrideIsNotServedForItsReward() {
        World world = World.flat("A12", .3, .9).overridden(0, .35).flagged(0, .03);
        for (long seed = 0; seed < SEEDS; seed++) {
            Run run = Run.of(world, seed, Way.PRODUCT.chooser());
            assertThat(run.served()[0][1] + run.served()[1][1])
                    .as("seed %d", seed)
                    .isLessThan(world.trials() / 20);
            assertThat(run.served()[1][1]).as("seed %d", seed).isLessThan(world.trials() / 100);
        }
    }

    @Test
    void eachContextIsServedByWhoeverIsBestThere() {
        World world = World.inTurn("A best in c1, B in c2 (.4 / 0)", 2, 2, .4, 0);
        assertThat(Way.PRODUCT.mean(world, SEEDS))
                .isGreaterThan(0.95 * Way.THOMPSON_BY_CONTEXT.mean(world, SEEDS))
                .isGreaterThan(1.8 * Way.THOMPSON.mean(world, SEEDS));
    }

    @Test
    void theBetterOfTwoThatHardlyDifferIsFoundAndOneThatTurnsBadIsLeft() {
        World close = World.flat(".20 / .23", .20, .23);
        assertThat(Way.PRODUCT.mean(close, 2 * SEEDS)).isGreaterThan(0.21);
        World swapped = World.flat(".10 / .40, swapped half way", .10, .40).swapping();
        assertThat(Way.PRODUCT.mean(swapped, SEEDS)).isGreaterThan(0.355);
    }

    @Test
    void aRunningStateStaysBoundedWhateverTheContexts() {
        assertThat(EvidenceCodec.write(FullStates.of(64)).length()).isLessThan(200_000);
    }
}
