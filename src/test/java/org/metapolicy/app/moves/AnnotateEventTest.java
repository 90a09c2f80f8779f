package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.app.audit.VerifyOptions;
import org.metapolicy.app.audit.VerifyTrail;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.testing.memory.KnownFigures;
import org.metapolicy.testing.memory.NoDecisions;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** What is said about an event after it happened; and the figures that events carry as properties. */
class AnnotateEventTest {
    private Pilot pilot;

    /** Events: 1 CREATED, 2 REGISTERED "v", 3 REGISTERED "w". */
    @BeforeEach
    void aFamily() {
        pilot = Pilot.start().family(Map.of()).candidates("v", "w");
    }

    private String problem(String familyId) {
        return new VerifyTrail(
                        pilot.ports().trail(),
                        pilot.ports().observed(),
                        pilot.ports().counted(),
                        pilot.ports().proposals(),
                        pilot.ports().tabulations(),
                        new NoDecisions())
                .run(familyId, VerifyOptions.of(Input.of("options", null)))
                .problem();
    }

    @Test
    void aNoteIsAnEventOfItsOwnByAnybody() {
        GovernanceEvent event = pilot.as("eve")
                .annotate(
                        "f#2",
                        "the plots came late",
                        Map.of("links", List.of("https://x/1", "https://x/2"), "evidence", Map.of("ticket", "T-7")));
        assertThat(event.action()).isEqualTo(GovernanceAction.ANNOTATED);
        assertThat(event.seq()).isEqualTo(4);
        assertThat(pilot.lastEvent()).satisfies(stored -> {
            assertThat(stored.text(EventKey.ANNOTATES)).isEqualTo("f#2");
            assertThat(stored.text(EventKey.REASON)).isEqualTo("the plots came late");
            assertThat(stored.evidence())
                    .isEqualTo(
                            Map.of("links", List.of("https://x/1", "https://x/2"), "caller", Map.of("ticket", "T-7")));
        });
        assertThat(problem("f")).isNull();
    }

    @Test
    void itChangesNothing() {
        pilot.as("ada").promote("v", Map.of("override", true));
        pilot.as("eve").annotate("f#4", "I would not have", Map.of("version_id", "v"));
        assertThat(pilot.family().defaultId()).isEqualTo("v");
        assertThat(pilot.version("v").status()).isEqualTo(VersionStatus.LIVE);
        assertThat(pilot.version("v").recordedStatus()).isEqualTo(VersionStatus.LIVE);
        assertThat(pilot.lastEvent().about()).containsExactly("v");
        assertThat(problem("f")).isNull();
    }

    @Test
    void aNoteOnASnapshotStandsThereToo() {
        pilot.as("eve").annotate("f#2", "a holiday", Map.of("snapshot_id", "v:t0"));
        assertThat(pilot.lastEvent().supportedBy()).containsExactly("v:t0");
        pilot.as("eve").annotate("f#2", "two holidays", Map.of("snapshot_id", "v:t0"));
        assertThat(problem("f")).isNull();
        pilot.byHand().setSnapshot("v", 0, Map.of("notes", "a good week"));
        assertThat(problem("f")).isEqualTo("snapshot 'v:t0' has notes a good week, event 5 says two holidays");
    }

    @Test
    void theGraphsOwnTrailTakesNotesToo() {
        pilot.as("eve").annotate("#1", "by letter of 3 May", Map.of());
        assertThat(problem(null)).isNull();
        assertThat(problem("f")).isNull();
        assertThat(pilot.as("ada").grant("bob").action()).isEqualTo(GovernanceAction.APPROVER_GRANTED);
        assertThatThrownBy(() -> pilot.as("eve").annotate("#1", "x", Map.of("version_id", "v")))
                .isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @CsvSource({"f#9", "f#4", "g#1", "#2"})
    void whatIsNotThereIsNotAnnotated(String eventId) {
        assertThatThrownBy(() -> pilot.as("ada").annotate(eventId, "x", Map.of()))
                .isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @CsvSource({"f", "f#", "f#0", "f#-1", "f#x", "f#1x", "a b#1"})
    void whatIsNoEventsIdIsRefused(String eventId) {
        assertThatThrownBy(() -> pilot.as("ada").annotate(eventId, "x", Map.of()))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void badOptionsAndNotesAreRefused() {
        for (Map<String, Object> options : List.<Map<String, Object>>of(
                Map.of("links", "https://x"),
                Map.of("links", Collections.nCopies(101, "x")),
                Map.of("links", List.of(" ")),
                Map.of("version", "v"))) {
            assertThatThrownBy(() -> pilot.as("ada").annotate("f#1", "x", options))
                    .isInstanceOf(InvalidInput.class);
        }
        assertThatThrownBy(() -> pilot.as("ada").annotate("f#1", " ", Map.of())).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> pilot.as("ada").annotate("f#1", "x", Map.of("version_id", "x")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> pilot.as("ada").annotate("f#1", "x", Map.of("snapshot_id", "v:t9")))
                .hasMessage("no version of meta-policy 'f' has a snapshot 'v:t9' that metapolicy took");
        assertThat(pilot.events()).hasSize(3);
    }

    @Test
    void keyFiguresOfTheEvidenceArePropertiesOfTheEvent() {
        pilot.known("v", KnownFigures.of(0.6, 60, 0.3));
        pilot.as("ada").promote("v", Map.of());
        assertThat(pilot.lastEvent().properties())
                .containsEntry("pci", 0.6)
                .containsEntry("n", 60L)
                .containsEntry("reward_mean", 0.3)
                .containsEntry("alarm", false)
                .doesNotContainKey("shadow_pci");
        pilot.byHand().setEvent(Chain.of("f"), 4, "pci", 0.9);
        assertThat(problem("f")).isEqualTo("event 4: its contents were changed, they do not have its hash");
    }

    @Test
    void figuresThatACallerGaveAreNone() {
        pilot.as("ada").annotate("f#1", "x", Map.of("evidence", Map.of("pci", 0.99)));
        assertThat(pilot.lastEvent().properties()).doesNotContainKey("pci");
    }
}
