package org.metapolicy.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.app.moves.GovernanceSession;
import org.metapolicy.policy.Input;
import org.metapolicy.testing.memory.CountingTrail;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.Actor;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.ApproverHistory;
import org.metapolicy.trail.AutomaticEvents;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.TrailCheck;

/** Each event notes how many of its trail are AUTOMATIC: read from the newest, and held against all of them. */
class AutomaticCountsTest {
    private static final Chain CHAIN = Chain.of("f");
    private static final Map<String, Long> ALL = Map.of("LAPSED", 1L, "PROPOSED", 2L);
    private static final String CHANGED = "its contents were changed, they do not have its hash";

    private Pilot pilot;
    private CountingTrail trail;

    /** Events: 1 CREATED, 2 PROPOSED, 3 LAPSED, 4 PROPOSED by refreshes, 5 STATUS_SET by a person. */
    @BeforeEach
    void aFamilyWithAHistory() {
        pilot = Pilot.start().family(Map.of());
        trail = new CountingTrail(pilot.ports().trail());
        automatic(GovernanceAction.PROPOSED);
        automatic(GovernanceAction.LAPSED);
        automatic(GovernanceAction.PROPOSED);
        pilot.as("ada").setStatus("PAUSED");
        trail.read();
    }

    @Test
    void eachEventNotesThemItselfIncluded() {
        assertThat(noted())
                .containsExactly(
                        "{}",
                        "{\"PROPOSED\":1}",
                        "{\"LAPSED\":1,\"PROPOSED\":1}",
                        "{\"LAPSED\":1,\"PROPOSED\":2}",
                        "{\"LAPSED\":1,\"PROPOSED\":2}");
        assertThat(problem()).isNull();
        assertThat(trail.events(Chain.SETTINGS)).isNotEmpty().noneMatch(event -> event.properties()
                .containsKey(EventKey.AUTOMATIC_COUNTS));
        assertThat(AutomaticEvents.of(trail, Chain.SETTINGS)).isEqualTo(AutomaticEvents.NONE);
    }

    @Test
    void theyAreReadFromTheNewestEventAlone() {
        assertThat(told()).isEqualTo(ALL);
        assertThat(trail.read()).isEqualTo(1);
        automatic(GovernanceAction.LAPSED);
        assertThat(trail.read()).isEqualTo(1);
        assertThat(told()).isEqualTo(Map.of("LAPSED", 2L, "PROPOSED", 2L));
    }

    @Test
    void anOldTrailIsCountedByEachLookAndOnceByTheNextEvent() {
        pilot.age(1, 5);
        assertThat(problem()).isNull();
        for (int look = 0; look < 2; look++) {
            assertThat(told()).isEqualTo(ALL);
            assertThat(trail.read()).as("the newest, then all five").isEqualTo(6);
        }
        automatic(GovernanceAction.LAPSED);
        assertThat(trail.read()).isEqualTo(6);
        assertThat(pilot.lastEvent().text(EventKey.AUTOMATIC_COUNTS)).isEqualTo("{\"LAPSED\":2,\"PROPOSED\":2}");
        automatic(GovernanceAction.LAPSED);
        assertThat(trail.read()).isEqualTo(1);
        assertThat(told()).isEqualTo(Map.of("LAPSED", 3L, "PROPOSED", 2L));
        assertThat(trail.read()).isEqualTo(1);
        assertThat(problem()).isNull();
    }

    @Test
    void otherCountsThanTheTrailLeadsToAreNamed() {
        note(4, "{\"LAPSED\":1,\"PROPOSED\":1}");
        assertThat(problem())
                .isEqualTo("event 4: it notes the AUTOMATIC events {\"LAPSED\":1,\"PROPOSED\":1}, its trail leads to"
                        + " {\"LAPSED\":1,\"PROPOSED\":2}");
        pilot.age(1, 4);
        assertThat(problem()).as("the fifth follows old ones").isNull();
        note(5, "{}");
        assertThat(problem())
                .isEqualTo(
                        "event 5: it notes the AUTOMATIC events {}, its trail leads to {\"LAPSED\":1,\"PROPOSED\":2}");
    }

    @Test
    void anOldEventBetweenOthersHidesNothing() {
        pilot.age(3, 3);
        assertThat(problem()).isNull();
        note(4, "{\"PROPOSED\":2}");
        assertThat(problem()).startsWith("event 4: it notes the AUTOMATIC events {\"PROPOSED\":2}, ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{\"LAPSED\":1,\"LAPSED\":1}",
                "{\"LAPSED\":0}",
                "{\"LAPSED\":-1}",
                "{\"LAPSED\":1.5}",
                "{\"LAPSED\":\"1\"}",
                "{\"LAPSED\":null}",
                "{\"LAPSED\":{}}",
                "{\"LAPSED\":9007199254740994}",
                "{ \"LAPSED\":1}"
            })
    void whatCannotBeReadIsNamedAndCountedAgain(String text) {
        pilot.byHand().setEvent(CHAIN, 5, EventKey.AUTOMATIC_COUNTS, text);
        assertThat(problem()).isEqualTo("event 5: " + CHANGED);
        assertThat(told()).isEqualTo(ALL);
        pilot.rehash();
        assertThat(problem()).startsWith("event 5: it notes the AUTOMATIC events " + text + ", its trail leads to ");
        assertThat(told()).isEqualTo(ALL);
        automatic(GovernanceAction.LAPSED);
        assertThat(pilot.lastEvent().text(EventKey.AUTOMATIC_COUNTS)).isEqualTo("{\"LAPSED\":2,\"PROPOSED\":2}");
    }

    @Test
    void aNumberInPlaceOfATextIsNoneEither() {
        pilot.byHand().setEvent(CHAIN, 5, EventKey.AUTOMATIC_COUNTS, 7L);
        pilot.rehash();
        assertThat(problem()).startsWith("event 5: it notes the AUTOMATIC events 7, its trail leads to ");
        assertThat(told()).isEqualTo(ALL);
    }

    @Test
    void anEditedEndIsNotBelieved() {
        pilot.byHand().setEvent(CHAIN, 5, EventKey.AUTOMATIC_COUNTS, "{\"ROLLED_BACK\":9}");
        assertThat(told()).isEqualTo(ALL);
        automatic(GovernanceAction.LAPSED);
        assertThat(pilot.lastEvent().text(EventKey.AUTOMATIC_COUNTS)).isEqualTo("{\"LAPSED\":2,\"PROPOSED\":2}");
        assertThat(problem()).isEqualTo("event 5: " + CHANGED);
    }

    /** The fifth holds, and knows nothing of the sixth. */
    @Test
    void anOlderEventDoesNotSpeakForAnEndThatIsGoneOrDisguised() {
        automatic(GovernanceAction.PROPOSED);
        pilot.byHand().setEvent(CHAIN, 6, EventKey.SEQ, 0L);
        assertThat(told()).isEqualTo(Map.of("LAPSED", 1L, "PROPOSED", 3L));
        pilot.byHand().deleteEvent(CHAIN, 0);
        trail.read();
        assertThat(told()).isEqualTo(ALL);
        assertThat(trail.read()).as("the newest, then all five").isEqualTo(6);
    }

    /** A double of the fifth, with a hash that it has to carry, is not what the chain ends with. */
    @Test
    void aDoubleOfTheEndIsNotBelieved() {
        Map<String, Object> forged = new HashMap<>(pilot.lastEvent().properties());
        forged.put(EventKey.ID, "f#5b");
        forged.put(EventKey.AUTOMATIC_COUNTS, "{\"ROLLED_BACK\":9}");
        forged.put(EventKey.HASH, GovernanceEvent.hash(forged));
        pilot.byHand().copyEvent(CHAIN, 5, forged);
        assertThat(told()).isEqualTo(ALL);
        assertThat(problem()).isEqualTo("two events have seq 5");
    }

    /** One whose id is the name of an action, so that their texts are replaced and the counts are not. */
    @Test
    void anErasureLeavesThem() {
        pilot.byHand().addParticipant("PROPOSED");
        pilot.as("ada")
                .giving(Input.of("options", Map.of("evidence", Map.of("who", "PROPOSED"))))
                .configure(Map.of("participants", List.of("PROPOSED")));
        assertThat(pilot.as("ada").erase("PROPOSED").events()).isEqualTo(1);
        assertThat(pilot.events().get(5).text(EventKey.EVIDENCE)).doesNotContain("PROPOSED");
        assertThat(told()).isEqualTo(ALL);
        assertThat(trail.read()).isEqualTo(1);
        assertThat(problem()).isNull();
    }

    private void automatic(GovernanceAction action) {
        GovernanceSession session = pilot.as("eve").session();
        new GovernanceSession(
                        session.registry(),
                        session.rosters(),
                        trail,
                        session.evidence(),
                        session.clock(),
                        session.caller(),
                        session.given())
                .record(
                        pilot.family(),
                        action,
                        Change.none(null),
                        new Actor("eve", ActorKind.AUTOMATIC),
                        "because",
                        EventEvidence.none());
    }

    private void note(long seq, String counts) {
        pilot.byHand().setEvent(CHAIN, seq, EventKey.AUTOMATIC_COUNTS, counts);
        pilot.rehash();
    }

    private Map<String, Long> told() {
        return AutomaticEvents.of(trail, CHAIN).counts();
    }

    private List<String> noted() {
        return pilot.events().stream()
                .map(event -> event.text(EventKey.AUTOMATIC_COUNTS))
                .toList();
    }

    private String problem() {
        List<StoredEvent> settings = pilot.ports().trail().events(Chain.SETTINGS);
        return new TrailCheck(CHAIN, pilot.events(), new ApproverHistory(settings))
                .verify(pilot.ports().observed().observe(CHAIN), null)
                .problem();
    }
}
