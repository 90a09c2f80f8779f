package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

class WindowStatisticsTest {
    @Test
    void mergingEqualsCountingTogetherInAnyGrouping() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            WindowStatistics together = WindowStatistics.EMPTY;
            List<WindowStatistics> parts = new ArrayList<>();
            int size = random.nextInt(120);
            for (int i = 0; i < size; i++) {
                Observation observation = Observations.random(random, i);
                together = together.plus(observation);
                if (parts.isEmpty() || random.nextInt(9) == 0) {
                    parts.add(WindowStatistics.EMPTY);
                }
                parts.set(parts.size() - 1, parts.get(parts.size() - 1).plus(observation));
            }
            while (parts.size() > 1) {
                int at = random.nextInt(parts.size() - 1);
                parts.set(at, parts.get(at).merge(parts.remove(at + 1)));
            }
            WindowStatistics merged = parts.isEmpty() ? WindowStatistics.EMPTY : parts.get(0);
            assertSame(seed, merged, together);
            assertThat(merged.merge(WindowStatistics.EMPTY)).as("seed %d", seed).isEqualTo(merged);
            assertThat(WindowStatistics.EMPTY.merge(merged)).as("seed %d", seed).isEqualTo(merged);
        }
    }

    @Test
    void whatAPersonDidInsteadIsNotTheVersionsResult() {
        EpisodeFacts overridden = Observations.episode(true);
        WindowStatistics window = WindowStatistics.EMPTY
                .plus(Observations.of(overridden, true, 1.0, 1.0, 1.0, 1.0, true))
                .plus(Observation.timedOutOverride(overridden))
                .plus(Observations.reward(-0.5));
        assertThat(window.n()).isEqualTo(3);
        assertThat(window.overrides()).isEqualTo(2);
        assertThat(window.flags()).isEqualTo(1);
        assertThat(window.reward()).isEqualTo(new Moments(1, -0.5, 0));
        assertThat(window.measure(Variable.DELTA_COHERENCE).count()
                        + window.measure(Variable.DELTA_ACCURACY).count()
                        + window.measure(Variable.DELTA_CALIBRATION).count())
                .isZero();
        assertThat(window.plusLateFlag().flags()).isEqualTo(2);
        assertThat(window.plusLateFlag().n()).isEqualTo(3);
    }

    @Test
    void breadthIsNamedIncompleteWhereAnEpisodeHasNoCluster() {
        EpisodeFacts nowhere = new EpisodeFacts(false, null, false, null, Observations.START);
        VersionEvidence evidence = VersionEvidence.empty();
        Settings settings = Settings.defaults();
        evidence.count(Observations.reward(0.1), settings, 2);
        assertThat(evidence.estimate(settings, 2).pci().incomplete()).doesNotContain(Pci.CONTEXT_CLUSTER);
        evidence.count(Observations.of(nowhere, true, 0.1, null, null, null, false), settings, 2);
        assertThat(evidence.estimate(settings, 2).pci().incomplete()).contains(Pci.CONTEXT_CLUSTER);
    }

    private static void assertSame(long seed, WindowStatistics a, WindowStatistics b) {
        assertThat(a.n()).as("seed %d", seed).isEqualTo(b.n());
        assertThat(a.overrides()).as("seed %d", seed).isEqualTo(b.overrides());
        assertThat(a.flags()).as("seed %d", seed).isEqualTo(b.flags());
        assertThat(a.clusters()).as("seed %d", seed).isEqualTo(b.clusters());
        assertThat(a.unclustered()).as("seed %d", seed).isEqualTo(b.unclustered());
        assertThat(a.highPotency()).as("seed %d", seed).isEqualTo(b.highPotency());
        assertThat(a.units().keySet())
                .as("seed %d, units", seed)
                .isEqualTo(b.units().keySet());
        a.units().forEach((unit, own) -> assertSame(seed, own, b.units().get(unit)));
        assertSame(seed, a.reward(), b.reward());
        assertSame(seed, a.measure(Variable.DELTA_COHERENCE), b.measure(Variable.DELTA_COHERENCE));
        assertSame(seed, a.measure(Variable.DELTA_ACCURACY), b.measure(Variable.DELTA_ACCURACY));
        assertSame(seed, a.measure(Variable.DELTA_CALIBRATION), b.measure(Variable.DELTA_CALIBRATION));
    }

    private static void assertSame(long seed, Moments a, Moments b) {
        assertThat(a.count()).as("seed %d", seed).isEqualTo(b.count());
        assertThat(a.mean()).as("seed %d", seed).isCloseTo(b.mean(), within(1e-12));
        assertThat(a.m2()).as("seed %d", seed).isCloseTo(b.m2(), within(1e-9));
    }
}
