package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.ContextClusters;

/** What a version, or the family, has no names for need not be the same contexts of both who are compared. */
class UnnamedContextsTest {
    private static final int NAMES = 8;
    private static final int RUNS = 20;

    /**
     * The default's names are those of contexts that are over, the candidate's those of lasting ones in which less is earned: what
     * either calls `other` is not the same, though both decide side by side in every context.
     */
    @Test
    void whoNamesTheHardContextsIsNotToldBetterInTheOthers() {
        assertThat(LongStream.range(0, RUNS)
                        .filter(UnnamedContextsTest::isEverCertainOfMore)
                        .count())
                .isLessThanOrEqualTo((long) (RUNS * 0.05 + 2 * Math.sqrt(RUNS * 0.05 * 0.95)));
    }

    /** The candidate earns .15 less wherever it decides. */
    private static boolean isEverCertainOfMore(long seed) {
        SplittableRandom random = new SplittableRandom(7919 * seed + 31);
        RunningDifferences running = RunningDifferences.after(0);
        Set<String> ofDefault = new LinkedHashSet<>();
        Set<String> ofCandidate = new LinkedHashSet<>();
        boolean ever = false;
        for (int t = 0; t < 3000; t++) {
            boolean hard = t >= 200 && random.nextDouble() < 0.4;
            boolean own = t >= 200 && random.nextBoolean();
            String context = t < 200
                    ? "over-" + random.nextInt(NAMES)
                    : hard ? "lasting-" + random.nextInt(NAMES - 1) : "now-" + t / 100;
            Set<String> met = own ? ofCandidate : ofDefault;
            String name = ContextClusters.nameFor(context, met, Set.of(), NAMES);
            ContextClusters.know(met, Set.of(), name, NAMES);
            double mean = (hard ? 0.3 : 0.7) - (own ? 0.15 : 0);
            running.outcome(own ? "c" : "d", name, mean + random.nextDouble(-0.1, 0.1), Optional.empty());
            ever |= t > 200 && t % 200 == 0 && running.compare("c", "d", 0.9).certain() > -0.15;
        }
        return ever;
    }

    /** Both decide in each of 80 contexts, of which the family has names for 64. */
    @Test
    void whatHasNoNameIsSharedByNobody() {
        RunningDifferences running = RunningDifferences.after(0);
        for (int t = 0; t < 16_000; t++) {
            running.outcome(t / 80 % 2 == 0 ? "c" : "d", "k" + t % 80, 0.5, Optional.empty());
            running.status(t / 80 % 2 == 0 ? "c" : "d", "k" + t % 80, false);
        }
        Compared known = running.compare("c", "d", 0.9);
        assertThat(known.coverage()).isEqualTo(0.8);
        assertThat(known.estimate()).isCloseTo(0, within(1e-12));
        // The fifth that is not shared earns the default .5, and the candidate 0 at the worst and 1 at best.
        assertThat(known.certain()).isBetween(-0.2, -0.1);
        assertThat(known.upper()).isBetween(0.1, 0.2);
        assertThat(known.overrides().atMost()).isGreaterThanOrEqualTo(0.2);
        assertThat(running.compareIn("c", "d", "k3")).isPresent();
        assertThat(running.compareIn("c", "d", "other")).isEmpty();
    }

    @Test
    void noContextIsTheSameForAllUnderTheNameOfOthers() {
        RunningDifferences running = RunningDifferences.after(0);
        for (int t = 0; t < 100; t++) {
            running.outcome(t % 2 == 0 ? "c" : "d", t % 4 < 2 ? "other" : "named", 0.5, Optional.empty());
            running.status(t % 2 == 0 ? "c" : "d", t % 4 < 2 ? "other" : "named", false);
        }
        assertThat(running.compareIn("c", "d", "named")).isPresent();
        assertThat(running.compareIn("c", "d", "other")).isEmpty();
        assertThat(running.compare("c", "d", 0.9).coverage()).isEqualTo(0.5);
    }
}
