package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.context.ContextAlarm;

/** What a guardrail is fed under {@code guardrail_unit: 'SESSION'}; the sessions time out after 100 seconds. */
class SessionGuardrailTest {
    private static final Settings SETTINGS =
            Settings.defaults().with(Map.of("guardrail_unit", "SESSION", "session_timeout", 100.0));

    private final VersionEvidence evidence = VersionEvidence.empty();

    @Test
    void sessionsAreFedInTheOrderInWhichTheyOpened() {
        count("a", 0, 0.2);
        count("b", 10, 1.0);
        count("a", 20, 0.4);
        assertThat(reward().n()).isZero();
        // The clock goes by the lower median: 20 at c and d, 125 at e, when a has been idle for 105 seconds and b for
        // 115.
        // idle.
        count("c", 125, 0);
        count("d", 300, 0);
        count("e", 301, 0);
        assertThat(reward().n()).isEqualTo(2);
        assertThat(reward().estimate()).as("each decision's reward").isCloseTo(1.6 / 3, within(1e-12));
    }

    @Test
    void aBetIsOnTheSumOverTheMostThatASessionMayHave() {
        count("a", 0, 0.2);
        count("a", 1, 0.4);
        evidence.count(observation("b", 2, 0.6), Settings.defaults(), 1);
        // At first 50: python3 -c "print((.4+.3+48*.525)/50)"; x of .2 and .4 are .4 and .3, m is .525.
        WatchCapital alike = new WatchCapital();
        alike.openStart(guardrail -> true);
        alike.observe(Guardrail.REWARD, 0.518, 0.525, 0.7, 2, true);
        alike.observe(Guardrail.REWARD, 0.2, 0.525, 0.2, 1, false);
        assertThat(Math.exp(reward().logE())).isCloseTo(alike.worth(Guardrail.REWARD), within(1e-12));
    }

    @Test
    void aSessionThatCameBackAfterItsEndIsAPartBeyondTheGuarantee() {
        count("a", 0, 0.5);
        count("b", 200, 0);
        count("c", 400, 0);
        count("a", 401, -1);
        assertThat(reward().reason()).contains("0.25 came beyond");
        assertThat(evidence.openWindow().n()).isEqualTo(4);
    }

    @Test
    void aSessionThatArrivesLateAsAWholeIsOneSession() {
        count("a", 1000, 0);
        count("old", 0, 0.2);
        count("old", 50, 0.6);
        count("a", 1001, 0);
        assertThat(evidence.state().watch().sessionState().parts())
                .extracting(SessionPart.State::id, SessionPart.State::count)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("a", 2L),
                        org.assertj.core.api.Assertions.tuple("old", 2L));
    }

    @Test
    void theMostOfASessionIsWhatNineteenInTwentyFitSoFar() {
        SessionLengths lengths = new SessionLengths(SessionLengths.none());
        assertThat(lengths.most()).isEqualTo(50);
        for (int i = 0; i < 19; i++) {
            lengths.add(4);
        }
        assertThat(lengths.most()).isEqualTo(5);
        lengths.add(600);
        assertThat(lengths.most()).isEqualTo(5);
        lengths.add(600);
        assertThat(lengths.most()).isEqualTo(1000);
        lengths.add(5000);
        assertThat(lengths.most()).isEqualTo(1000);
    }

    @Test
    void whatComesBeyondTheMostIsCutEverLarger() {
        for (int i = 0; i < 850; i++) {
            count("a", i / 10, 0);
        }
        assertThat(reward().n()).as("parts of 50, 100, 200 and 500").isEqualTo(4);
        SessionLengths lengths = new SessionLengths(SessionLengths.none());
        assertThat(lengths.mostBeyond(500)).isEqualTo(1000);
        assertThat(lengths.mostBeyond(1000)).isEqualTo(1000);
        assertThat(lengths.mostBeyond(SessionPart.MEAN)).isEqualTo(50);
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
        assertThat(reward().estimate()).isCloseTo(1.2 / 3, within(1e-12));
    }

    /** Each session has three decisions in the morning, and one in the evening that is overridden. */
    @Test
    void aContextIsBetOnWhenItsSessionsAreDoneAndSuspendedAlone() {
        int session = 0;
        for (; session < 400 && alarms().isEmpty(); session++) {
            for (int i = 0; i < 4; i++) {
                Instant time = Observations.START.plusSeconds(200L * session + i);
                EpisodeFacts facts =
                        new EpisodeFacts(i == 3, i == 3 ? "evening" : "morning", false, "s" + session, time);
                evidence.count(Observations.of(facts, true, 0.2, null, null, null, false), SETTINGS, 1);
            }
        }
        assertThat(alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.cluster()).isEqualTo("evening");
            assertThat(alarm.guardrail()).isEqualTo("overrides");
            assertThat(alarm.estimate()).isEqualTo(1);
        });
        // The last one or two are still open: a session is done when another is 100 seconds later.
        assertThat(alarms().get(0).n()).isBetween(session - 2L, session - 1L);
        assertThat(evidence.state().watch().alarmed()).isFalse();
    }

    private List<ContextAlarm> alarms() {
        return WatchedContexts.of(evidence).alarms(SETTINGS);
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 5000; i++) {
            count("s" + i, i / 1000, 0);
            assertThat(evidence.state().watch().sessionState().parts())
                    .hasSizeLessThanOrEqualTo(2 * OpenSessions.MAX_OPEN);
        }
        for (int i = 0; i < 2000; i++) {
            count("t" + i, 1000 + 200 * i, 0);
        }
        OpenSessions.State state = evidence.state().watch().sessionState();
        assertThat(state.closed()).hasSizeLessThanOrEqualTo(OpenSessions.MAX_CLOSED);
        assertThat(reward().n()).isBetween(6995L, 7000L);
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
