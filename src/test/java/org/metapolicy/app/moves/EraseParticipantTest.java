package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metapolicy.app.audit.VerifyOptions;
import org.metapolicy.app.audit.VerifyTrail;
import org.metapolicy.app.trust.ComputePci;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.evidence.EvidenceBase;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotPermitted;
import org.metapolicy.testing.memory.NoDecisions;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.RedactedEvent;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.TrailVerdict;

/** Who is forgotten, what the trail tells of it, and what an edit of what an erasure left shows. */
class EraseParticipantTest {
    private static final Chain CHAIN = Chain.of("f");

    private Pilot pilot;

    /** Events: 1 CREATED, 2 and 3 REGISTERED, 4 and 5 PROMOTED, 6 CONFIGURED, with evidence given. */
    @BeforeEach
    void aFamilyThatNamesSomebody() {
        pilot = Pilot.start();
        pilot.byHand().addParticipant("p-17");
        pilot.family(Map.of("participants", List.of("p-17"), "notes", "for p-17"))
                .live("v1", "v2");
        pilot.as("ada")
                .giving(Input.of("options", Map.of("evidence", Map.of("who", "p-17", "others", "p-171"))))
                .configure(Map.of("description", "tried"));
    }

    private TrailVerdict verify(Map<String, Object> options) {
        return new VerifyTrail(
                        pilot.ports().trail(),
                        pilot.ports().observed(),
                        pilot.ports().counted(),
                        pilot.ports().proposals(),
                        pilot.ports().tabulations(),
                        new NoDecisions())
                .run("f", VerifyOptions.of(Input.of("options", options)));
    }

    @Test
    void theTrailHoldsWithAHeadKeptBeforeAndNamesNobody() {
        Map<String, Object> kept = Map.of(
                "seq", pilot.ports().trail().head(CHAIN).seq(),
                "hash", pilot.ports().trail().head(CHAIN).hash());
        Erased erased = pilot.as("ada").erase("p-17");
        assertThat(erased.events()).isEqualTo(2);
        assertThat(erased.families()).containsExactly("f");
        assertThat(erased.removed().runsOn()).isEqualTo(1);
        assertThat(erased.left().participants()).isEqualTo(1);
        assertThat(erased.note()).isEmpty();
        assertThat(verify(Map.of("expected_head", kept, "recount", true)))
                .isEqualTo(new TrailVerdict(true, 7, null, null));
        assertThat(pilot.events().toString()).doesNotContain("p-17\"").contains("p-171");
        assertThat(pilot.family().governed().asMap()).containsEntry("notes", "for erased-x");
        assertThat(pilot.lastEvent().is(GovernanceAction.PARTICIPANT_ERASED)).isTrue();
        assertThat(pilot.lastEvent().evidence())
                .containsEntry("pseudonym", "erased-x")
                .containsKey(RedactedEvent.LIST);
        assertThat(pilot.ports().trail().events(Chain.SETTINGS)).hasSize(2);
        pilot.as("ada").configure(Map.of("description", "goes on"));
        assertThat(verify(Map.of()).ok()).isTrue();
    }

    @Test
    void anEditOfARedactedEventOrOfWhatSaysSoIsNamed() {
        pilot.as("ada").erase("p-17");
        pilot.byHand().setEvent(CHAIN, 6, EventKey.REASON, "another");
        assertThat(verify(Map.of()))
                .isEqualTo(new TrailVerdict(
                        false, 7, 6L, "event 6: its contents were changed, they do not have its hash"));
    }

    @Test
    void anEventThatWasEditedBeforeIsPseudonymisedAndStaysBroken() {
        pilot.byHand().setEvent(CHAIN, 4, EventKey.REASON, "p-17 was edited in");
        Erased erased = pilot.as("ada").erase("p-17");
        assertThat(erased.note())
                .isEqualTo(
                        "the trail of meta-policy 'f' did not hold before, and was added to all the same: event 4: its"
                                + " contents were changed, they do not have its hash");
        assertThat(pilot.events().get(3).text(EventKey.REASON)).isEqualTo("erased-x was edited in");
        assertThat(verify(Map.of()).firstBadSeq()).isEqualTo(4);
        assertThat(pilot.events().stream().filter(event -> !event.holds()).map(StoredEvent::seq))
                .containsExactly(4L);
    }

    @Test
    void aSecondErasureOfOthersInTheSameEventHolds() {
        pilot.as("ada").erase("p-17");
        assertThat(pilot.as("ada").erase("p-171").events()).isEqualTo(1);
        assertThat(pilot.events().get(5).evidence().get("caller"))
                .isEqualTo(Map.of("who", "erased-x", "others", "erased-x"));
        assertThat(verify(Map.of())).isEqualTo(new TrailVerdict(true, 8, null, null));
    }

    @Test
    void ofNobodyThereIsNothingToTell() {
        Erased erased = pilot.as("ada").erase("nobody");
        assertThat(erased.note()).isEqualTo("nothing is kept of this participant");
        assertThat(erased.families()).isEmpty();
        assertThat(pilot.events()).hasSize(6);
        pilot.as("ada").erase("p-17");
        assertThat(pilot.as("ada").erase("p-17").note()).isEqualTo("nothing is kept of this participant");
        assertThat(pilot.events()).hasSize(7);
    }

    @Test
    void anApproverErasesAndNamesNobody() {
        assertThatThrownBy(() -> pilot.as("eve").erase("p-17"))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("erase needs an approver of the graph: 'eve' is none; approvers are [ada]");
        assertThatThrownBy(() -> pilot.as("ada").erase("p-17", "p-17 asked for it"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("reason names the participant");
        assertThatThrownBy(() -> pilot.as("ada").erase("p-17", " ")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Erasure.of(Input.of("who", Map.of("group_id", "g"))))
                .isInstanceOf(InvalidInput.class);
        assertThat(pilot.events()).hasSize(6);
    }

    @Test
    void aBaseThatNoEventTellsOfIsNamedWithoutARecountToo() {
        RunningStates states = RunningStates.empty();
        EvidenceBase base = new EvidenceBase(0, 1, 1, List.of(), new TreeMap<>(Map.of("v1", states.saved())));
        pilot.ports().people().bases().save("f", base);
        assertThat(verify(Map.of()).problem())
                .isEqualTo("evidence stands as the base of recounts, and no event of the trail tells of it");
        assertThatThrownBy(() -> ComputePci.recount(pilot.ports().counted(), "f", TrustConfig.NONE))
                .isInstanceOf(Conflict.class)
                .hasMessageStartingWith("evidence cannot be counted again: evidence stands as the base");
    }
}
