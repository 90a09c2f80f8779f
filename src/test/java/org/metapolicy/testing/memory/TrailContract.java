package org.metapolicy.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.trail.Actor;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.AutomaticEvents;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.ChainSummary;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.Head;
import org.metapolicy.trail.StoredEvent;

/** What {@link org.metapolicy.trail.Trail} promises. */
public interface TrailContract extends PortsContract {
    Chain CHAIN = Chain.of("f");

    @Test
    default void aChainStartsEmptyAndEndsWithItsLastEvent() {
        family("f");
        assertThat(head()).isEqualTo(Head.EMPTY);
        assertThat(events()).isEmpty();
        GovernanceEvent first = appended(GovernanceAction.CREATED, Change.none(null));
        GovernanceEvent second = appended(GovernanceAction.STATUS_SET, Change.none(null));
        assertThat(head()).isEqualTo(new Head(2, second.hash()));
        assertThat(second.prevHash()).isEqualTo(first.hash());
        assertThat(events()).extracting(StoredEvent::seq).containsExactly(1L, 2L);
    }

    @Test
    default void anEventIsReadAsItWasWrittenWithItsLinks() {
        family("f");
        registered("f", "v", "1.0.0");
        GovernanceEvent event = appended(
                GovernanceAction.PROPOSED,
                Change.none("d").ofVersion("v", null, null, "x").supportedBy("v:t0"));
        Map<String, Object> written = new HashMap<>(event.properties());
        written.put(EventKey.HASH, event.hash());
        assertThat(events().get(1)).isEqualTo(new StoredEvent(written, List.of("v"), List.of("v:t0")));
        assertThat(events().get(1).holds()).isTrue();
        byHand().deleteSnapshot("v", 0);
        assertThat(events().get(1).supportedBy()).isEmpty();
        assertThat(events().get(1).text(EventKey.SNAPSHOT_ID)).isEqualTo("v:t0");
    }

    @Test
    default void aSnapshotThatIsGoneIsNamedAndNotLinked() {
        family("f");
        appended(GovernanceAction.STATUS_SET, Change.none(null).supportedBy("v:t9"));
        assertThat(events()).singleElement().satisfies(event -> assertThat(event.supportedBy())
                .isEmpty());
    }

    @Test
    default void whatItIsAboutMustExist() {
        family("f");
        assertThatThrownBy(() ->
                        appended(GovernanceAction.PAUSED, Change.none(null).ofVersion("w", null, null, "x")))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no version 'w'");
        assertThatThrownBy(() -> this.<Head>ask(ports -> ports.trail().head(Chain.of("g"))))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no meta-policy 'g': metapolicy.create makes one");
        assertThatThrownBy(() -> this.<Object>ask(ports -> ports.trail().events(Chain.of("g"))))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> this.<Object>ask(ports -> ports.trail().lastSettings(Chain.of("g"))))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> this.<Object>ask(ports -> ports.trail().earlierDefaults("g", Set.of())))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void theSettingsHaveAChainFromTheFirstApproverOn() {
        assertThat(this.<Head>ask(ports -> ports.trail().head(Chain.SETTINGS))).isEqualTo(Head.EMPTY);
        assertThat(this.<List<StoredEvent>>ask(ports -> ports.trail().events(Chain.SETTINGS)))
                .isEmpty();
        assertThat(this.<Optional<StoredEvent>>ask(ports -> ports.trail().lastSettings(Chain.SETTINGS)))
                .isEmpty();
        assertThatThrownBy(() -> act(ports -> PortsContract.append(
                        ports, Chain.SETTINGS, GovernanceAction.APPROVER_GRANTED, Change.none(null), Map.of())))
                .isInstanceOf(NoSuchElementException.class);
        act(ports -> {
            ports.registry().writeGraphApprovers(List.of("ada"));
            PortsContract.append(ports, Chain.SETTINGS, GovernanceAction.APPROVER_GRANTED, Change.none(null), Map.of());
        });
        assertThat(this.<List<StoredEvent>>ask(ports -> ports.trail().events(Chain.SETTINGS)))
                .singleElement()
                .satisfies(event -> assertThat(event.text(EventKey.ID)).isEqualTo("#1"));
    }

    @Test
    default void theLastEventThatSaysTheSettingsIsFound() {
        family("f");
        appended(GovernanceAction.CREATED, Change.none(null).ofSettings(null, "{\"a\":1}"));
        appended(GovernanceAction.CONFIGURED, Change.none(null).ofSettings("{\"a\":1}", "{\"a\":2}"));
        appended(GovernanceAction.CONFIGURATION_REQUESTED, Change.none(null));
        assertThat(this.<Optional<StoredEvent>>ask(ports -> ports.trail().lastSettings(CHAIN)))
                .hasValueSatisfying(event -> {
                    assertThat(event.seq()).isEqualTo(2);
                    assertThat(event.text(EventKey.SETTINGS_AFTER)).isEqualTo("{\"a\":2}");
                });
    }

    @Test
    default void earlierDefaultsAreNamedOnceTheLatestFirst() {
        family("f");
        for (String id : List.of("a", "b", "a", "c")) {
            appended(GovernanceAction.PROMOTED, Change.none(null).movingDefaultTo(id));
        }
        appended(GovernanceAction.ROLLED_BACK, Change.none("c").movingDefaultTo(null));
        assertThat(this.<List<String>>ask(ports -> ports.trail().earlierDefaults("f", Set.of("a", "b", "c"))))
                .containsExactly("c", "a", "b");
        assertThat(this.<List<String>>ask(ports -> ports.trail().earlierDefaults("f", Set.of("b", "d"))))
                .as("those asked for")
                .containsExactly("b");
    }

    @Test
    default void eventsAreReadFromTheEndBackAndSoughtByTheirTime() {
        family("f");
        for (int hours : List.of(0, 2, 4, 1, 3)) {
            Instant at = NOW.plus(Duration.ofHours(hours));
            act(ports ->
                    PortsContract.append(ports, CHAIN, GovernanceAction.STATUS_SET, Change.none(null), Map.of(), at));
        }
        assertThat(this.<List<Long>>ask(ports -> ports.trail()
                        .newestFirst(Chain.of("f"), 4)
                        .map(StoredEvent::seq)
                        .toList()))
                .containsExactly(3L, 2L, 1L);
        // The clock went back before the fourth: the largest seq that had happened counts.
        Map.of(-1, 0L, 0, 1L, 1, 4L, 2, 4L, 3, 5L, 4, 5L)
                .forEach((hours, seq) -> assertThat(this.<Long>ask(ports -> ports.trail()
                                .lastAt(Chain.of("f"), NOW.plus(Duration.ofHours(hours)))
                                .map(StoredEvent::seq)
                                .orElse(0L)))
                        .as("after %d hours", hours)
                        .isEqualTo(seq));
    }

    @Test
    default void theNumberingGoesOnPastAnEventThatIsGone() {
        family("f");
        GovernanceEvent first = appended(GovernanceAction.CREATED, Change.none(null));
        appended(GovernanceAction.STATUS_SET, Change.none(null));
        byHand().deleteEvent(CHAIN, 2);
        assertThat(head()).isEqualTo(new Head(2, first.hash()));
        appended(GovernanceAction.STATUS_SET, Change.none(null));
        assertThat(events()).extracting(StoredEvent::seq).containsExactly(1L, 3L);
        for (long seq : new long[] {1, 3}) {
            byHand().deleteEvent(CHAIN, seq);
        }
        assertThat(head()).isEqualTo(new Head(3, GovernanceEvent.NO_HASH));
    }

    @Test
    default void actionsAreCountedByWhoTookThem() {
        family("f");
        assertThat(actions(ActorKind.AUTOMATIC)).isEmpty();
        appended(GovernanceAction.CREATED, Change.none(null));
        for (long seq = 2; seq <= 4; seq++) {
            appended(seq < 4 ? GovernanceAction.STATUS_SET : GovernanceAction.MODE_SET, Change.none(null));
            byHand().setEvent(CHAIN, seq, EventKey.ACTOR_KIND, ActorKind.AUTOMATIC.name());
        }
        assertThat(actions(ActorKind.AUTOMATIC)).isEqualTo(Map.of("STATUS_SET", 2L, "MODE_SET", 1L));
        assertThat(actions(ActorKind.HUMAN)).isEqualTo(Map.of("CREATED", 1L));
        byHand().setEvent(CHAIN, 4, EventKey.ACTION, 7L);
        byHand().setEvent(CHAIN, 2, EventKey.ACTOR_KIND, 7L);
        assertThat(actions(ActorKind.AUTOMATIC)).isEqualTo(Map.of("STATUS_SET", 1L, "null", 1L));
    }

    private Map<String, Long> actions(ActorKind by) {
        return ask(ports -> ports.trail().actions(CHAIN, by));
    }

    @Test
    default void howManyAreAutomaticStandsInTheNewestEvent() {
        family("f");
        assertThat(automatic()).isEmpty();
        noting(GovernanceAction.CREATED, ActorKind.HUMAN);
        noting(GovernanceAction.LAPSED, ActorKind.AUTOMATIC);
        noting(GovernanceAction.PROPOSED, ActorKind.AUTOMATIC);
        noting(GovernanceAction.MODE_SET, ActorKind.HUMAN);
        assertThat(events())
                .extracting(event -> event.text(EventKey.AUTOMATIC_COUNTS))
                .containsExactly(
                        "{}", "{\"LAPSED\":1}", "{\"LAPSED\":1,\"PROPOSED\":1}", "{\"LAPSED\":1,\"PROPOSED\":1}");
        byHand().setEvent(CHAIN, 2, EventKey.ACTOR_KIND, ActorKind.HUMAN.name());
        assertThat(automatic()).as("the newest says so").isEqualTo(Map.of("LAPSED", 1L, "PROPOSED", 1L));
        byHand().setEvent(CHAIN, 4, EventKey.AUTOMATIC_COUNTS, "{\"LAPSED\":9}");
        assertThat(automatic()).as("it was edited: all are looked at").isEqualTo(Map.of("PROPOSED", 1L));
        byHand().setEvent(CHAIN, 4, EventKey.AUTOMATIC_COUNTS, null);
        noting(GovernanceAction.PROPOSED, ActorKind.AUTOMATIC);
        assertThat(events().get(4).text(EventKey.AUTOMATIC_COUNTS)).isEqualTo("{\"PROPOSED\":2}");
        byHand().setEvent(CHAIN, 3, EventKey.ACTOR_KIND, ActorKind.HUMAN.name());
        assertThat(automatic()).as("the newest says so").isEqualTo(Map.of("PROPOSED", 2L));
        byHand().copyEvent(CHAIN, 2, Map.of(EventKey.SEQ, 9L, EventKey.ID, "f#9"));
        assertThat(automatic())
                .as("LAST_EVENT does not lead to the newest: all are looked at")
                .isEqualTo(Map.of("PROPOSED", 1L));
    }

    private void noting(GovernanceAction action, ActorKind by) {
        act(ports -> {
            Head head = ports.trail().head(CHAIN);
            Change change = Change.none(null);
            ports.trail()
                    .append(GovernanceEvent.next(
                            "f",
                            head,
                            action,
                            change,
                            new Actor("eve", by),
                            "because",
                            "{}",
                            NOW,
                            0,
                            ChainSummary.next(ports.trail(), CHAIN, head, action, change, by),
                            null));
        });
    }

    private Map<String, Long> automatic() {
        return ask(ports -> AutomaticEvents.of(ports.trail(), CHAIN).counts());
    }

    @Test
    default void whatWasEditedIsReadAsItStands() {
        family("f");
        registered("f", "v", "1.0.0");
        registered("f", "w", "1.1.0");
        byHand().setEvent(CHAIN, 1, EventKey.REASON, "another");
        byHand().relinkEvent(CHAIN, 2, "v");
        byHand().copyEvent(CHAIN, 2, Map.of(EventKey.SEQ, 9L, EventKey.ID, "f#9"));
        assertThat(events()).extracting(StoredEvent::seq).containsExactly(1L, 2L, 9L);
        assertThat(events()).extracting(StoredEvent::holds).containsExactly(false, true, false);
        assertThat(events()).extracting(StoredEvent::about).containsExactly(List.of("v"), List.of("v"), List.of("v"));
        assertThat(head().seq()).as("LAST_EVENT does not lead to the copy").isEqualTo(2);
    }

    private GovernanceEvent appended(GovernanceAction action, Change change) {
        return ask(ports -> PortsContract.append(ports, CHAIN, action, change, Map.of()));
    }

    private Head head() {
        return ask(ports -> ports.trail().head(CHAIN));
    }

    private List<StoredEvent> events() {
        return ask(ports -> ports.trail().events(CHAIN));
    }
}
