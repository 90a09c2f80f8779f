package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OpenWindowTest {
    @Test
    void aWindowThatFillsIsToTheLastBitTheStatisticsThatAreCopiedForEachPiece() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int people = 1 + random.nextInt(14);
            WindowStatistics copied = WindowStatistics.EMPTY;
            OpenWindow open = new OpenWindow(copied);
            int size = random.nextInt(60);
            for (int i = 0; i < size; i++) {
                Observation observation = somebodys(Observations.random(random, i), random.nextInt(-2, people));
                switch (random.nextInt(5)) {
                    case 0 -> {
                        copied = copied.plus(observation);
                        open.add(observation);
                    }
                    case 1 -> {
                        copied = copied.plusStatus(observation.episode());
                        open.addStatus(observation.episode());
                    }
                    case 2 -> {
                        copied = copied.plusLateFlag();
                        open.addLateFlag();
                    }
                    // As it is stored and read again.
                    case 3 -> open = new OpenWindow(open.statistics());
                    default -> {
                        copied = copied.plusOutcome(observation);
                        open.addOutcome(observation);
                    }
                }
                assertThat(open.statistics()).as("seed %d", seed).isEqualTo(copied);
                assertThat(open.n()).as("seed %d", seed).isEqualTo(copied.n());
                assertThat(open.isEmpty()).as("seed %d", seed).isEqualTo(copied.isEmpty());
            }
        }
    }

    /** Below zero nobody's. */
    private static Observation somebodys(Observation one, int person) {
        EpisodeFacts episode = one.episode();
        return new Observation(
                new EpisodeFacts(
                        episode.overridden(),
                        episode.cluster(),
                        episode.highPotency(),
                        episode.session(),
                        person < 0 ? null : (Integer) (person * 37),
                        episode.time()),
                one.withOutcome(),
                one.measures(),
                one.safetyFlag());
    }
}
