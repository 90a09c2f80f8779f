package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Settings;

class ObservationReadingTest {
    private static final Settings SETTINGS = Settings.defaults();

    @ParameterizedTest(name = "reward {0}, delta_coherence {1}, accuracy {2}, calibration {3}: {4}")
    @CsvSource({
        "1.5, , , , reward is 1.5",
        "-1.0001, , , , reward is -1.0001",
        "NaN, , , , reward is NaN",
        "Infinity, , , , reward is Infinity",
        ", , , , reward is missing",
        "0, 1.1, , , delta_coherence is 1.1",
        "0, NaN, , , delta_coherence is NaN",
        "0, , NaN, , delta_accuracy is NaN",
        "0, , , NaN, delta_calibration is NaN",
        "0, , 2, , delta_accuracy is 2.0"
    })
    void aWrongFigureIsNamedAndNeverClipped(
            Double reward, Double coherence, Double accuracy, Double calibration, String reason) {
        ObservationReading reading = read(reward, coherence, accuracy, calibration, null, null);
        assertThat(reading).isInstanceOf(ObservationReading.Invalid.class);
        assertThat(((ObservationReading.Invalid) reading).reason()).contains(reason);
    }

    @Test
    void wrongTypesAreNamedToo() {
        assertThat(reason(read("good", null, null, null, null, null))).contains("reward is 'good', a text: it must");
        assertThat(reason(read(0, null, null, null, "yes", null))).contains("safety_flag is 'yes', a text: it must");
        assertThat(reason(read(0, null, null, null, null, "high")))
                .contains("coherence_after is 'high', a text: it must");
    }

    @ParameterizedTest(name = "flag {0}, delta {1}, after {2}: {3}")
    @CsvSource({
        "true, , , true",
        "false, , , false",
        ", , , false",
        // From 0.25 down to 0.15, through the floor of 0.2.
        ", -0.1, 0.15, true",
        "false, -0.1, 0.15, true",
        // From the floor itself.
        ", -0.125, 0.075, true",
        // It lay below before.
        ", -0.02, 0.15, false",
        // It ends on the floor.
        ", -0.3, 0.2, false",
        ", , 0.1, false",
        ", -0.5, , false"
    })
    void aFlagIsRaisedByItselfOrByADropThroughTheFloor(Boolean flag, Double delta, Double after, boolean expected) {
        ObservationReading reading = read(0.5, delta, null, null, flag, after);
        assertThat(((ObservationReading.Valid) reading).observation().safetyFlag())
                .isEqualTo(expected);
    }

    @Test
    void aRewardOutsideTheDeclaredRangeIsNamedWithIt() {
        Settings declared = SETTINGS.with(Map.of("reward_low", -0.25, "reward_high", 0.5));
        for (double outside : new double[] {-0.26, 0.51, -1, 1}) {
            assertThat(reason(read(declared, outside, null, null, null, null, null)))
                    .isEqualTo("reward is " + outside
                            + ": it must be from -0.25 to 0.5, the family's reward_low and reward_high");
        }
        for (double inside : new double[] {-0.25, 0, 0.5}) {
            // Changes are no rewards, and keep their own range.
            assertThat(read(declared, inside, -1.0, 1.0, -1.0, null, null))
                    .isInstanceOf(ObservationReading.Valid.class);
        }
    }

    @Test
    void integersAreNumbers() {
        ObservationReading reading = read(1L, 0L, null, null, null, null);
        assertThat(((ObservationReading.Valid) reading).observation().measure(Variable.REWARD))
                .isEqualTo(1.0);
    }

    @Test
    void onlyAnOverrideCountsWithoutAnOutcome() {
        assertThatThrownBy(() -> Observation.timedOutOverride(Observations.episode(false)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Observations.reward(Double.NaN)).isInstanceOf(InvalidInput.class);
    }

    private static String reason(ObservationReading reading) {
        return ((ObservationReading.Invalid) reading).reason();
    }

    private static ObservationReading read(
            Object reward, Object coherence, Object accuracy, Object calibration, Object flag, Object after) {
        return read(SETTINGS, reward, coherence, accuracy, calibration, flag, after);
    }

    private static ObservationReading read(
            Settings settings,
            Object reward,
            Object coherence,
            Object accuracy,
            Object calibration,
            Object flag,
            Object after) {
        return ObservationReading.of(
                Observations.episode(false),
                OutcomeFigures.of(key -> switch (key) {
                    case "reward" -> reward;
                    case "delta_coherence" -> coherence;
                    case "delta_accuracy" -> accuracy;
                    case "delta_calibration" -> calibration;
                    case "safety_flag" -> flag;
                    case "coherence_after" -> after;
                    default -> null;
                }),
                settings);
    }
}
