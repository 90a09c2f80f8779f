package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

/** What a guardrail is fed under {@code guardrail_unit: 'SESSION'}; the sessions time out after 100 seconds. */
class SessionGuardrailTest {
    private static final Settings SETTINGS =
            Settings.defaults().with(Map.of("guardrail_unit", "SESSION", "session_timeout", 100.0));

    private final VersionEvidence evidence = VersionEvidence.empty();

    @Test
    void aSessionIsFedAsOneMeanWhenItHasBeenIdle() {
        count("a", 0, 0.2);
        count("b", 10, 1.0);
        count("a", 20, 0.4);
        assertThat(reward().n()).isZero();
        // b fell idle at 110, a at 120.
        count("c", 119, 0);
        assertThat(reward().n()).isEqualTo(1);
        assertThat(reward().estimate()).isCloseTo(1.0, within(1e-12));
        count("c", 120, 0);
        assertThat(reward().n()).isEqualTo(2);
        assertThat(reward().estimate()).isCloseTo((1.0 + 0.3) / 2, within(1e-12));
    }

    @Test
    void anEpisodeOfAClosedSessionIsLeftOutOfGuardrailsThoughNotOfTheWindow() {
        count("a", 0, 0.5);
        count("b", 200, 0);
        count("a", 10, -1);
        count("a", 201, -1);
        count("c", 400, 0);
        assertThat(reward().n()).isEqualTo(2);
        assertThat(reward().estimate()).isCloseTo(0.25, within(1e-12));
        assertThat(evidence.openWindow().n()).isEqualTo(5);
    }

    @Test
    void aSessionThatArrivesLateAsAWholeIsOneSession() {
        count("a", 1000, 0);
        count("old", 0, 0.2);
        count("old", 50, 0.6);
        count("a", 1001, 0);
        assertThat(reward().n()).isEqualTo(1);
        assertThat(reward().estimate()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void anEpisodeWithoutASessionIsOneOfItsOwn() {
        count(null, 0, 0.1);
        count(null, 1, 0.3);
        assertThat(reward().n()).isEqualTo(2);
    }

    @Test
    void goingOverToSingleEpisodesFeedsWhatWasOpen() {
        count("a", 0, 0.2);
        count("a", 1, 0.4);
        evidence.count(observation("b", 2, 0.6), Settings.defaults(), 1);
        assertThat(reward().n()).isEqualTo(2);
        assertThat(reward().estimate()).isCloseTo((0.3 + 0.6) / 2, within(1e-12));
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 5000; i++) {
            count("s" + i, i / 1000, 0);
            assertThat(evidence.state().watch().sessionState().open()).hasSizeLessThanOrEqualTo(OpenSessions.MAX_OPEN);
        }
        for (int i = 0; i < 2000; i++) {
            count("t" + i, 1000 + 200 * i, 0);
        }
        OpenSessions.State state = evidence.state().watch().sessionState();
        assertThat(state.closed()).hasSizeLessThanOrEqualTo(OpenSessions.MAX_CLOSED);
        // Every session but the last has been fed.
        assertThat(reward().n()).isEqualTo(6999);
    }

    private void count(String session, int second, double reward) {
        evidence.count(observation(session, second, reward), SETTINGS, 1);
    }

    private static Observation observation(String session, int second, double reward) {
        Instant time = Observations.START.plusSeconds(second);
        return Observations.of(
                new EpisodeFacts(false, "a", false, session, time), true, reward, null, null, null, false);
    }

    private GuardrailReading reward() {
        List<GuardrailReading> readings = evidence.guardrails(SETTINGS);
        return readings.get(Guardrail.REWARD.ordinal());
    }
}
