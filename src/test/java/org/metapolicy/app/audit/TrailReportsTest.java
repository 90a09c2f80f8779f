package org.metapolicy.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.selection.replay.ReplayOptions;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.Head;
import org.metapolicy.trail.StoredEvent;

/** The trail read, page by page and at a moment. */
class TrailReportsTest {
    private Pilot pilot;

    /** One event a second: 1 CREATED, 2 and 3 REGISTERED v and w, 4 PROMOTED v, 5 PROMOTED w, 6 PAUSED w. */
    @BeforeEach
    void aFamilyWithAHistory() {
        pilot = Pilot.start().family(Map.of()).live("v", "w");
        pilot.as("eve").pause("w");
    }

    /** What asks about a period refuses one that holds nothing, lest an empty answer pass for one about the other way round. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:00:00Z", "2025-12-31T00:00:00Z"})
    void aPeriodEndsAfterItBegins(String to) {
        Input period = Input.of("options", Map.of("from", "2026-01-01T00:00:00Z", "to", to));
        for (Function<Input, ?> reading :
                List.<Function<Input, ?>>of(TrailQuery::of, ReplayOptions::of, EvaluationOptions::of)) {
            assertThatThrownBy(() -> reading.apply(period))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("options.to is")
                    .hasMessageEndingWith("the period must end after it begins");
        }
    }

    @Test
    void eventsComeTheNewestFirst() {
        assertThat(read(Map.of())).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(read(Map.of("limit", 2L))).containsExactly(6L, 5L);
        assertThat(read(Map.of("limit", 2L, "after", 5L))).containsExactly(4L, 3L);
        assertThat(read(Map.of("version_id", "w"))).containsExactly(6L, 5L, 3L);
        assertThat(read(Map.of("versionId", "w", "limit", 1L))).containsExactly(6L);
        assertThat(new ReadTrail(pilot.ports().trail(), pilot.ports().registry()).run(null, TrailQuery.newest(10)))
                .extracting(StoredEvent::seq)
                .as("the graph's own")
                .containsExactly(1L);
    }

    @Test
    void aTimeIsFromInclusiveToExclusive() {
        assertThat(read(Map.of("from", time(3).toString(), "to", time(5).toString())))
                .containsExactly(4L, 3L);
        assertThat(read(Map.of("from", time(5)))).containsExactly(6L, 5L);
        pilot.byHand().setEvent(Chain.of("f"), 2, EventKey.CREATED_AT, "a text");
        assertThat(read(Map.of("from", time(5))))
                .as("what does not say when it happened is not hidden")
                .containsExactly(6L, 5L, 2L);
    }

    @Test
    void whatCannotBeReadIsNamed() {
        refused(Map.of("until", 1L), "unknown option 'until': known are after, from, limit, to, version_id");
        refused(Map.of("limit", 0L), "options.limit is 0: it must be an integer of at least 1");
        refused(Map.of("limit", "2"), "options.limit is '2', a text: it must be an integer of at least 1");
        refused(Map.of("after", "x"), "options.after is 'x', a text: it must be an event's seq, an integer");
        refused(
                Map.of("from", 1L),
                "options.from is 1: it must be a date and time, or one as ISO 8601 text, such as 2026-01-31T12:00:00Z");
        refused(
                Map.of("to", "yesterday"),
                "options.to is 'yesterday': it must be a date and time, or one as ISO 8601 text, such as 2026-01-31T12:00:00Z");
        assertThatThrownBy(() ->
                        new ReadTrail(pilot.ports().trail(), pilot.ports().registry()).run("g", TrailQuery.newest(10)))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no meta-policy 'g': metapolicy.create makes one");
    }

    @Test
    void aVersionThatNeverWasIsNoVersionOfWhichNothingIsTold() {
        assertThat(read(Map.of("version_id", "v", "after", 2L)))
                .as("there is one, and nothing before")
                .isEmpty();
        pilot.as("ada").create(Map.of("id", "g"));
        pilot.as("ada").register("g", Map.of("id", "other", "policy_id", "p"));
        pilot.byHand().setEvent(Chain.of("f"), 3, EventKey.VERSION_ID, "gone");
        assertThat(read(Map.of("version_id", "gone", "after", 3L)))
                .as("the graph has it no longer, and the trail has")
                .isEmpty();
        refused("no.such", NotFound.class, "there is no version 'no.such'");
        refused("other", NotFound.class, "meta-policy 'f' has no version 'other'");
        refused(
                "no such",
                InvalidInput.class,
                "version_id 'no such' is not an id: it must match [A-Za-z0-9._:-]{1,128}");
    }

    private void refused(String versionId, Class<? extends Exception> as, String message) {
        assertThatThrownBy(() -> read(Map.of("version_id", versionId)))
                .isInstanceOf(as)
                .hasMessage(message);
    }

    @Test
    void theHeadIsTheLastEvents() {
        StoredEvent last = pilot.lastEvent();
        assertThat(new TrailHead(pilot.ports().trail()).run("f")).isEqualTo(new Head(6, last.text(EventKey.HASH)));
        assertThat(new TrailHead(Pilot.empty().ports().trail()).run(null))
                .isEqualTo(new Head(0, GovernanceEvent.NO_HASH));
    }

    @Test
    void theDefaultOfAMomentIsTheOneThatTheLastChangeUntilThenMade() {
        assertThat(defaultAt(time(1).minusNanos(1)))
                .as("before there was a family")
                .isEmpty();
        assertThat(defaultAt(time(3))).contains("1 null");
        assertThat(defaultAt(time(4).minusNanos(1))).contains("1 null");
        assertThat(defaultAt(time(4))).contains("4 v");
        assertThat(defaultAt(time(5).toString())).contains("5 w");
        // The default went back to none: v is live, and nothing is known of it.
        assertThat(defaultAt(time(6).plusYears(1))).contains("6 null");
        assertThatThrownBy(() -> defaultAt(null))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "when is missing: it must be a date and time, or one as ISO 8601 text, such as 2026-01-31T12:00:00Z");
        assertThatThrownBy(() -> defaultAt("noon"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "when is 'noon': it must be a date and time, or one as ISO 8601 text, such as 2026-01-31T12:00:00Z");
    }

    private ZonedDateTime time(long seq) {
        return pilot.events().get((int) seq - 1).createdAt().atZone(ZoneOffset.UTC);
    }

    private Optional<String> defaultAt(Object when) {
        return new DefaultAt(pilot.ports().trail())
                .run("f", ValueKind.TIME.require("when", when).toInstant())
                .map(event -> event.seq() + " " + event.text(EventKey.DEFAULT_AFTER));
    }

    private List<Long> read(Map<String, Object> options) {
        return new ReadTrail(pilot.ports().trail(), pilot.ports().registry())
                .run("f", TrailQuery.of(Input.of("options", options))).stream()
                        .map(StoredEvent::seq)
                        .toList();
    }

    private void refused(Map<String, Object> options, String message) {
        assertThatThrownBy(() -> read(options)).isInstanceOf(InvalidInput.class).hasMessage(message);
    }
}
