package org.metapolicy.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metapolicy.worlds.World.Outcome;

/** Outcomes of the closed loop's versions are drawn with the rates and means that they state. Seed 7. */
class PilotVersionsTest {
    private static final int DRAWS = 20_000;

    private final PilotVersions versions = PilotVersions.of(100, 25);

    /** .25 and .05 before; −.30 and .7 after. Four standard errors of a mean are .0071, of a rate .0062 and .013. */
    @Test
    void theOldOneTurnsBad() {
        assertThat(mean(24, 1)).isCloseTo(.25, within(.0071));
        assertThat(overridden(24, 1)).isCloseTo(.05, within(.0062));
        assertThat(mean(25, 1)).isCloseTo(-.30, within(.0071));
        assertThat(overridden(25, 1)).isCloseTo(.70, within(.013));
    }

    @Test
    void theOthersStayAsTheyAre() {
        for (int trial : new int[] {0, 99}) {
            assertThat(IntStream.range(0, 4).filter(v -> v != 1).mapToDouble(v -> versions.mean(trial, v, 0)))
                    .containsExactly(.05, .35, -.20);
        }
    }

    private double mean(int trial, int version) {
        return draws(trial, version).mapToDouble(Outcome::reward).average().orElseThrow();
    }

    private double overridden(int trial, int version) {
        return (double) draws(trial, version).filter(Outcome::overridden).count() / DRAWS;
    }

    private java.util.stream.Stream<Outcome> draws(int trial, int version) {
        SplittableRandom chance = new SplittableRandom(7);
        return IntStream.range(0, DRAWS).mapToObj(draw -> versions.outcome(trial, version, 0, chance));
    }
}
