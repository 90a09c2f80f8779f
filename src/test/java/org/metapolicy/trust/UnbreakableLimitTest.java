package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.people.PersonWatch;

/** A floor at the least reward there is, or below it, is kept whatever comes. */
class UnbreakableLimitTest {
    private static final Settings AT_THE_EDGE =
            Settings.defaults().with(Map.of("reward_low", 0, "reward_high", 1, "reward_floor", 0));
    private static final PromotionBaseline BELOW_IT = new PromotionBaseline(Map.of(Guardrail.DEGRADATION, -0.1));
    private static final int OUTCOMES = 3000;

    @ParameterizedTest
    @ValueSource(strings = {"EPISODE", "SESSION"})
    void theLeastRewardsNeverAlarm(String unit) {
        Settings settings = AT_THE_EDGE.with(Map.of("guardrail_unit", unit));
        GuardrailWatch watch = GuardrailWatch.starting(BELOW_IT);
        for (int t = 0; t < OUTCOMES; t++) {
            if (t % 25 == 0) {
                watch.openWindow(settings);
            }
            Instant time = Observations.START.plusSeconds(7200L * t);
            EpisodeFacts episode = new EpisodeFacts(false, "a", null, "s" + t, time);
            watch.observeStatus(episode, settings);
            watch.observe(GuardrailValues.ofOutcome(outcome(episode, 0)), episode, settings);
        }
        assertThat(watch.alarmed()).isFalse();
        assertThat(watch.contextAlarms(settings)).isEmpty();
        // No more than what was given to bet with.
        assertThat(new WatchCapital(watch.capitalState()).worth()).isLessThanOrEqualTo(1);
    }

    @Test
    void theyNameNoParticipant() {
        PersonWatch person = PersonWatch.NONE.from(1);
        double before = person.weighted();
        for (int t = 0; t < OUTCOMES; t++) {
            person = person.plusOutcome(false, 0.0, AT_THE_EDGE);
        }
        assertThat(person.weighted()).isLessThanOrEqualTo(before);
    }

    @Test
    void theyMakeNoEvidenceByWhatItWouldHaveDone() {
        OffPolicyWatch watch = new OffPolicyWatch();
        for (int t = 0; t < 2 * OUTCOMES; t++) {
            watch.status(false, true, 0.5, AT_THE_EDGE);
            watch.outcome(outcome(Observations.episode(false), 0), true, 0.5, AT_THE_EDGE);
        }
        assertThat(watch.readings(AT_THE_EDGE).get(Guardrail.REWARD.ordinal()).logE())
                .isLessThanOrEqualTo(0);
    }

    @Test
    void rewardsAboveItShowThatItIsKept() {
        VersionEvidence evidence = VersionEvidence.empty();
        for (int t = 0; t < 50; t++) {
            evidence.count(Observations.reward(t % 2 / 2.0), AT_THE_EDGE, 1);
            evidence = EvidenceCodec.read(EvidenceCodec.write(evidence));
        }
        assertThat(evidence.guardrails(AT_THE_EDGE)
                        .get(Guardrail.REWARD.ordinal())
                        .verdict())
                .isEqualTo(GuardrailReading.Verdict.KEPT);
    }

    private static Observation outcome(EpisodeFacts episode, double reward) {
        return Observations.of(episode, true, reward, null, null, null, false);
    }
}
