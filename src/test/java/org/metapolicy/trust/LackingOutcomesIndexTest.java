package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.policy.Settings;

/** Outcomes that are lacking make the index low, and stop nobody by that. */
class LackingOutcomesIndexTest {
    private static final Settings SETTINGS = Settings.defaults();
    private static final int VERSIONS = 2;

    /** Overridden in .10 with a limit of .40, rewards of .3 with a floor of -.05, no change of coherence with one of -.05. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.1})
    void whoeverKeepsTheLimitsIsNotStoppedForThem(double told) {
        for (int version = 0; version < VERSIONS; version++) {
            VersionEvidence evidence = VersionEvidence.empty();
            SplittableRandom random = new SplittableRandom(7919L * version + 11);
            for (int t = 0; t < 900; t++) {
                assertThat(isStoppedAfter(evidence, random, 0.1, random.nextDouble() < told))
                        .as("version %d after %d", version, t)
                        .isFalse();
            }
        }
    }

    /** A day's outcomes come at once, after closings that hardly had any. */
    @Test
    void theClosingsBeforeTheyCameStopNobodyAfterwards() {
        VersionEvidence evidence = VersionEvidence.empty();
        SplittableRandom random = new SplittableRandom(11);
        for (int t = 0; t < 150; t++) {
            assertThat(isStoppedAfter(evidence, random, 0.3, true)).isFalse();
        }
        for (int t = 0; t < 225; t++) {
            assertThat(isStoppedAfter(evidence, random, 0.3, t % 25 == 0)).isFalse();
        }
        for (int t = 0; t < 60; t++) {
            tell(evidence, random, new EpisodeFacts(false, null, null, null, Observations.START));
            assertThat(evidence.judge(SETTINGS, 0).belowMin()).isFalse();
        }
    }

    /** Overridden in .75 and with all outcomes: the index is low for that, and the guardrail too alarms of statuses alone. */
    @Test
    void aLowIndexStopsWhereOutcomesAreThere() {
        VersionEvidence evidence = VersionEvidence.empty();
        SplittableRandom random = new SplittableRandom(11);
        boolean stopped = false;
        for (int t = 0; t < 200; t++) {
            stopped |= isStoppedAfter(evidence, random, 0.75, true);
        }
        assertThat(stopped).isTrue();
        VersionEvidence alone = VersionEvidence.empty();
        for (int t = 0; t < 200; t++) {
            assertThat(isStoppedAfter(alone, random, 0.75, false)).isFalse();
        }
        assertThat(alone.alarmed()).isTrue();
    }

    private static boolean isStoppedAfter(
            VersionEvidence evidence, SplittableRandom random, double overridden, boolean told) {
        EpisodeFacts episode = new EpisodeFacts(random.nextDouble() < overridden, null, null, null, Observations.START);
        if (told) {
            tell(evidence, random, episode);
        }
        return evidence.countStatus(episode, SETTINGS, 0).isPresent()
                && (evidence.judge(SETTINGS, 0).critical()
                        || evidence.judge(SETTINGS, 0).belowMin());
    }

    private static void tell(VersionEvidence evidence, SplittableRandom random, EpisodeFacts episode) {
        double reward = 0.3 + random.nextDouble(-0.6, 0.6);
        double coherence = random.nextDouble(-0.1, 0.1);
        boolean flag = random.nextDouble() < 0.02;
        evidence.countOutcome(Observations.of(episode, true, reward, coherence, null, null, flag), SETTINGS);
    }
}
