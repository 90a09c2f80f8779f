package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Settings;

/** The range that a family declares its rewards to lie in. */
class RewardRangeTest {
    private static final Settings WHOLE = Settings.defaults();
    private static final Settings HALF = WHOLE.with(Map.of("reward_low", -0.5, "reward_high", 0.5));

    @Test
    void itLiesInTheWholeOneAndHoldsTheFloor() {
        for (Map<String, Double> wrong : java.util.List.of(
                Map.of("reward_low", 0.5, "reward_high", 0.5),
                Map.of("reward_low", 0.5, "reward_high", 0.2),
                Map.of("reward_low", 0.0),
                Map.of("reward_high", -0.2),
                Map.of("reward_floor", 0.6, "reward_high", 0.5))) {
            assertThatThrownBy(() -> WHOLE.with(wrong))
                    .as("%s", wrong)
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("reward_low");
        }
        assertThatThrownBy(() -> WHOLE.with(Map.of("reward_high", 1.5)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("reward_high");
        assertThat(WHOLE.with(Map.of("reward_low", 0.0, "reward_floor", 0.0))).isNotNull();
    }

    @Test
    void halfTheRangeIsWhatTwiceTheRewardsAreOnTheWholeOne() {
        SplittableRandom random = new SplittableRandom(11);
        VersionEvidence half = VersionEvidence.empty();
        VersionEvidence doubled = VersionEvidence.empty();
        Settings twice = WHOLE.with(Map.of("reward_floor", -0.1));
        for (int i = 0; i < 300; i++) {
            double reward = random.nextDouble(-0.5, 0.5);
            half.count(Observations.reward(reward), HALF, 2);
            doubled.count(Observations.reward(2 * reward), twice, 2);
        }
        GuardrailReading one = reward(half, HALF);
        GuardrailReading other = reward(doubled, twice);
        assertThat(one.logE()).isCloseTo(other.logE(), within(1e-9));
        assertThat(one.estimate()).isCloseTo(other.estimate() / 2, within(1e-12));
        assertThat(robustness(half, HALF)).isCloseTo(robustness(doubled, twice), within(1e-12));
        // Numbers between 0 and 1 deviate by .29: python3 -c "print(1 - 2 * 12 ** -.5)"
        assertThat(robustness(half, HALF)).isCloseTo(0.42, within(0.05));
    }

    @Test
    void anotherRangeInTheMiddleKeepsEvidenceAndTheMeanSoFar() {
        SplittableRandom random = new SplittableRandom(12);
        VersionEvidence evidence = VersionEvidence.empty();
        double sum = 0;
        for (int i = 0; i < 200; i++) {
            double reward = random.nextDouble(-0.5, 0.5);
            sum += reward;
            if (i == 100) {
                double before = reward(evidence, WHOLE).logE();
                assertThat(reward(evidence, HALF).logE()).isEqualTo(before);
                assertThat(reward(evidence, HALF).estimate())
                        .isEqualTo(reward(evidence, WHOLE).estimate());
            }
            evidence.count(Observations.reward(reward), i < 100 ? WHOLE : HALF, 2);
            evidence = EvidenceCodec.read(EvidenceCodec.write(evidence));
        }
        assertThat(reward(evidence, HALF).n()).isEqualTo(200);
        assertThat(reward(evidence, HALF).estimate()).isCloseTo(sum / 200, within(1e-12));
    }

    @Test
    void whatIsOpenIsFedInTheRangeOfBefore() {
        Map<String, Object> sessions = Map.of("guardrail_unit", "SESSION");
        VersionEvidence evidence = VersionEvidence.empty();
        for (int i = 0; i < 10; i++) {
            evidence.count(in("a", i, -0.9), WHOLE.with(sessions), 2);
        }
        evidence.count(in("b", 10, 0.5), HALF.with(sessions), 2);
        GuardrailReading reading = reward(evidence, HALF.with(sessions));
        assertThat(reading.n()).isEqualTo(1);
        assertThat(reading.estimate()).isCloseTo(-0.9, within(1e-12));
    }

    private static Observation in(String session, int second, double reward) {
        return Observations.of(
                new EpisodeFacts(false, "a", false, session, Observations.START.plusSeconds(second)),
                true,
                reward,
                null,
                null,
                null,
                false);
    }

    private static GuardrailReading reward(VersionEvidence evidence, Settings settings) {
        return evidence.guardrails(settings).get(Guardrail.REWARD.ordinal());
    }

    private static double robustness(VersionEvidence evidence, Settings settings) {
        return evidence.estimate(settings, 2).pci().raw().get(Factor.ROBUSTNESS);
    }
}
