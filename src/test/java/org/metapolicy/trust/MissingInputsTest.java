package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

/** What nobody reported neither stops a version nor carries its promotion. */
class MissingInputsTest {
    private static final Settings SETTINGS = Settings.defaults();

    @Test
    void aVersionThatNobodyOverridesIsNotStoppedForWhatNobodyReports() {
        VersionEvidence evidence = VersionEvidence.empty();
        for (int i = 0; i < 200; i++) {
            // Mean 0.28, in steps that every window has alike.
            evidence.count(bare(i % 25 < 16 ? 1 : -1), SETTINGS, 0);
        }
        TrustJudgement judgement = evidence.judge(SETTINGS, 0);

        assertThat(evidence.trustWindows(SETTINGS).reward().mean()).isCloseTo(0.28, within(1e-12));
        // python3 -c "s=(200*.9216/199)**.5; print(.25+.2*(1-s), (.25+.2*(1-s))/.55)": growth is there and 0.
        assertThat(judgement.estimate().pci().value()).isCloseTo(0.25751819246703916, within(1e-12));
        assertThat(judgement.estimate().pci().known()).isCloseTo(0.46821489539461664, within(1e-12));
        assertThat(judgement.estimate().pci().incomplete())
                .containsExactly("breadth", "amplification", "coherence", Pci.CONTEXT_CLUSTER);
        assertThat(judgement.critical()).isFalse();
        assertThat(judgement.belowMin()).isFalse();
        assertThat(judgement.promotable()).as("the sum carries promotions").isFalse();
    }

    @Test
    void atRandomWhatIsMissingNeitherStopsNorPromotes() {
        long seed = new SplittableRandom().nextLong();
        System.out.println("MissingInputsTest.atRandomWhatIsMissingNeitherStopsNorPromotes: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int version = 0; version < 300; version++) {
            VersionEvidence whole = VersionEvidence.empty();
            VersionEvidence less = VersionEvidence.empty();
            boolean clusters = random.nextBoolean();
            boolean segments = random.nextBoolean();
            boolean coherence = random.nextBoolean();
            double overridden = random.nextDouble(0.5);
            double reward = random.nextDouble(-0.3, 0.6);
            for (int i = 0; i < 150; i++) {
                boolean override = random.nextDouble() < overridden;
                double value = Math.max(-1, Math.min(1, reward + random.nextDouble(-0.5, 0.5)));
                String cluster = "c" + random.nextInt(4);
                boolean high = random.nextInt(3) == 0;
                whole.count(observation(override, cluster, high, value, 0.1), SETTINGS, 4);
                less.count(
                        observation(
                                override,
                                clusters ? cluster : null,
                                segments ? (Boolean) high : null,
                                value,
                                coherence ? 0.1 : null),
                        SETTINGS,
                        clusters ? 4 : 0);
            }
            Pci all = whole.estimate(SETTINGS, 4).pci();
            Pci some = less.estimate(SETTINGS, clusters ? 4 : 0).pci();
            assertThat(some.value()).as("version %d", version).isLessThanOrEqualTo(all.value() + 1e-12);
            assertThat(some.known()).as("version %d", version).isGreaterThanOrEqualTo(some.value());
            double lowest = 1;
            for (Factor factor : some.weights().keySet()) {
                lowest = Math.min(lowest, some.normalised().get(factor));
            }
            assertThat(some.known())
                    .as("version %d is no worse than the worst of what is known", version)
                    .isGreaterThanOrEqualTo(lowest - 1e-12);
        }
    }

    @Test
    void withoutRewardsNothingIsKnown() {
        VersionEvidence evidence = VersionEvidence.empty();
        for (int i = 0; i < 60; i++) {
            evidence.count(Observation.timedOutOverride(facts(true, null, null)), SETTINGS, 0);
        }
        TrustJudgement judgement = evidence.judge(SETTINGS, 0);
        assertThat(judgement.estimate().pci().known()).isNaN();
        assertThat(judgement.served()).isNull();
        assertThat(judgement.critical()).isFalse();
    }

    @Test
    void withFewEpisodesTheWholeIndexIsAsked() {
        VersionEvidence evidence = VersionEvidence.empty();
        for (int i = 0; i < 49; i++) {
            evidence.count(bare(0.5), SETTINGS, 0);
        }
        Pci pci = evidence.estimate(SETTINGS, 0).pci();
        assertThat(evidence.judge(SETTINGS, 0).served()).isEqualTo(pci.value());
        evidence.count(bare(0.5), SETTINGS, 0);
        assertThat(evidence.judge(SETTINGS, 0).served())
                .isEqualTo(evidence.estimate(SETTINGS, 0).pci().known());
    }

    private static Observation bare(double reward) {
        return observation(false, null, null, reward, null);
    }

    private static Observation observation(
            boolean override, String cluster, Boolean high, double reward, Double coherence) {
        return Observations.of(facts(override, cluster, high), true, reward, coherence, null, null, false);
    }

    private static EpisodeFacts facts(boolean override, String cluster, Boolean high) {
        return new EpisodeFacts(override, cluster, high, null, Observations.START);
    }
}
