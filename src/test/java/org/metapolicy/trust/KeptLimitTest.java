package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.betting.MirrorProcess;

/** A limit is called kept where the evidence shows it, and a verdict names what it does not rest on. */
class KeptLimitTest {
    private static final Settings SETTINGS = Settings.defaults();
    private static final int VERSIONS = 2000;

    @Test
    void flagsBeyondTheirLimitAreHardlyEverCalledKept() {
        // 8 % against 5 %: by the mean of 50 values 22 % of versions were.
        assertThat(everKept(0.08, 0.05, 3000, 1)).isLessThanOrEqualTo(most());
    }

    @Test
    void atRandomALimitThatIsNotKeptIsCalledKeptInOneRunInTwentyAtMost() {
        long seed = new SplittableRandom().nextLong();
        System.out.println("KeptLimitTest.atRandomALimitThatIsNotKeptIsCalledKeptInOneRunInTwentyAtMost: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int world = 0; world < 5; world++) {
            double limit = random.nextDouble(0.02, 0.9);
            double rate = Math.min(1, limit + random.nextDouble(0.1));
            assertThat(everKept(rate, limit, 1000, random.nextLong()))
                    .as("rate %s, limit %s", rate, limit)
                    .isLessThanOrEqualTo(most());
        }
    }

    @Test
    void whatIsWellKeptIsSoonShownToBe() {
        assertThat(medianN(0.01, 0.05, 3)).isBetween(130.0, 158.0);
        assertThat(medianN(0.10, 0.40, 4)).isBetween(11.0, 18.0);
    }

    @Test
    void anotherLimitIsShownAnew() {
        MirrorProcess process = new MirrorProcess();
        for (int i = 0; i < 200; i++) {
            process.observe(0, 0.4);
        }
        assertThat(process.shows(0.4)).isTrue();
        assertThat(process.shows(0.1)).isFalse();
        process.observe(0, 0.1);
        assertThat(process.shows(0.1)).isFalse();
        assertThat(process.shows(0.4)).isFalse();
    }

    @Test
    void onTheLimitItsExpectationIsExactlyOne() {
        for (double m : new double[] {0.05, 0.4, 0.9}) {
            double sum = 0;
            for (int path = 0; path < 1 << 10; path++) {
                MirrorProcess process = new MirrorProcess();
                double weight = 1;
                for (int t = 0; t < 10; t++) {
                    int x = path >> t & 1;
                    weight *= x == 1 ? m : 1 - m;
                    process.observe(x, m);
                }
                sum += weight * process.value();
            }
            assertThat(sum).as("limit %s", m).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
        }
    }

    @Test
    void aVerdictNamesWhatWasNotWatchedAndWhatIsNotShown() {
        VersionEvidence evidence = VersionEvidence.empty();
        for (int i = 0; i < 150; i++) {
            evidence.count(Observations.reward(i % 2 == 0 ? 0.9 : 0.5), SETTINGS, 1);
        }
        TrustJudgement judgement = evidence.judge(SETTINGS, 1);
        assertThat(judgement.verdict()).isEqualTo(TrustJudgement.Verdict.HEALTHY);
        assertThat(judgement.reason())
                .isEqualTo("PCI and guardrails that were watched keep their limits;"
                        + " not watched: coherence, accuracy, calibration, degradation, override_surge");
        // Sixty values without a flag are too few to show that 5 % are kept.
        VersionEvidence little = VersionEvidence.empty();
        for (int i = 0; i < 60; i++) {
            little.count(Observations.reward(0.5), SETTINGS, 1);
        }
        assertThat(little.judge(SETTINGS, 1).reason()).endsWith("; not shown to be kept: safety_flags");
        assertThat(little.guardrails(SETTINGS)
                        .get(Guardrail.SAFETY_FLAGS.ordinal())
                        .verdict())
                .isEqualTo(GuardrailReading.Verdict.INCONCLUSIVE);
    }

    @Test
    void aReadingShowsTheTrustWindowsBesideTheWholeWatch() {
        VersionEvidence evidence = VersionEvidence.empty();
        for (int i = 0; i < 1000; i++) {
            evidence.count(Observations.reward(i < 790 ? 0.8 : 0.2), SETTINGS, 1);
        }
        GuardrailReading reward = evidence.guardrails(SETTINGS).get(Guardrail.REWARD.ordinal());
        // 790 of .8 and 210 of .2 in all; the last 8 windows of 25, and none open: 200 of .2.
        assertThat(reward.estimate()).isCloseTo(0.674, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(reward.estimateWindows()).isCloseTo(0.2, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(reward.asMap()).containsEntry("estimate_windows", reward.estimateWindows());
    }

    @Test
    void aChangedLimitIsNotYetKept() {
        VersionEvidence evidence = VersionEvidence.empty();
        for (int i = 0; i < 200; i++) {
            evidence.count(Observations.reward(0.5), SETTINGS, 1);
        }
        Settings stricter = SETTINGS.with(Map.of("safety_flag_rate_max", 0.01));
        assertThat(evidence.guardrails(SETTINGS).get(1).verdict()).isEqualTo(GuardrailReading.Verdict.KEPT);
        assertThat(evidence.guardrails(stricter).get(1).verdict()).isEqualTo(GuardrailReading.Verdict.INCONCLUSIVE);
    }

    private static double most() {
        return 0.05 + 3 * Math.sqrt(0.05 * 0.95 / VERSIONS);
    }

    private static double everKept(double rate, double limit, int outcomes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int kept = 0;
        for (int version = 0; version < VERSIONS; version++) {
            MirrorProcess process = new MirrorProcess();
            for (int i = 0; i < outcomes && !process.shows(limit); i++) {
                process.observe(random.nextDouble() < rate ? 1 : 0, limit);
            }
            kept += process.shows(limit) ? 1 : 0;
        }
        return (double) kept / VERSIONS;
    }

    private static double medianN(double rate, double limit, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] n = new double[1001];
        for (int version = 0; version < n.length; version++) {
            MirrorProcess process = new MirrorProcess();
            while (!process.shows(limit)) {
                process.observe(random.nextDouble() < rate ? 1 : 0, limit);
                n[version]++;
            }
        }
        Arrays.sort(n);
        return n[n.length / 2];
    }
}
