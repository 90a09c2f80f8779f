package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.ApproverChange;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotPermitted;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.testing.memory.PortsContract;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.StoredEvent;

/** Who may approve in the graph: the first grant, the second, and two people from then on. */
class ChangeApproversTest {
    @Test
    void theFirstGrantIsOpenOnce() {
        Pilot pilot = Pilot.empty();
        GovernanceEvent event = pilot.as("ada").grant("ada");
        assertThat(event.action()).isEqualTo(GovernanceAction.APPROVER_GRANTED);
        assertThat(event.change().settingsBefore()).isNull();
        assertThat(event.change().settingsAfter()).isEqualTo("{\"approvers\":[\"ada\"]}");
        assertThat(event.evidence()).isEqualTo("{\"username\":\"ada\"}");
        assertThat(approvers(pilot)).containsExactly("ada");
        assertThatThrownBy(() -> pilot.as("bob").grant("bob"))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("grantApprover needs an approver of the graph: 'bob' is none; approvers are [ada]");
    }

    @Test
    void theFirstGrantNeedsAPersonWithAName() {
        assertThatThrownBy(() -> Pilot.empty().asNobody().grant("ada"))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("the first grant is open to a named user in person: this session is without a name");
        assertThatThrownBy(() -> Pilot.empty().impersonating("ada", "eve").grant("ada"))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("the first grant is open to a named user in person: this session is impersonating 'eve'");
        assertThat(Pilot.empty().withoutUsers().grant("unauthenticated").actor().name())
                .as("on a server without users nobody has a name")
                .isEqualTo("unauthenticated");
    }

    @Test
    void theFirstGrantIsClosedWhereAFamilyExists() {
        Pilot pilot = Pilot.empty();
        pilot.ports().registry().addFamily("f", PortsContract.properties("f"), pilot.now());
        PortsContract.append(pilot.ports(), Chain.of("f"), GovernanceAction.CREATED, Change.none(null), Map.of());
        assertThatThrownBy(() -> pilot.as("ada").grant("ada"))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("the first grant is open only while there is no meta-policy, and there is one: restore the"
                        + " graph's settings");
    }

    @Test
    void nobodyIsRevokedBeforeSomebodyIsGranted() {
        assertThatThrownBy(() -> Pilot.empty().as("ada").revoke("bob"))
                .isInstanceOf(Conflict.class)
                .hasMessage("cannot revoke 'bob': nobody is an approver yet");
    }

    @Test
    void oneApproverGrantsTheSecondAlone() {
        Pilot pilot = Pilot.start("ada");
        assertThat(pilot.as("ada").grant("bob").action()).isEqualTo(GovernanceAction.APPROVER_GRANTED);
        assertThat(approvers(pilot)).containsExactly("ada", "bob");
    }

    @Test
    void fromTwoApproversOnASecondOneMustAskForTheSame() {
        Pilot pilot = Pilot.start("ada", "bob");
        GovernanceEvent request = pilot.as("ada").grant("cem");
        assertThat(request.action()).isEqualTo(GovernanceAction.APPROVER_GRANT_REQUESTED);
        assertThat(request.change().settingsAfter()).isNull();
        assertThat(approvers(pilot)).containsExactly("ada", "bob");
        assertThatThrownBy(() -> pilot.as("ada").grant("cem"))
                .isInstanceOf(Conflict.class)
                .hasMessage("'ada' has asked for this already: a second approver of the graph's settings must ask for"
                        + " the same");
        assertThat(pilot.as("bob").grant("dan").action())
                .as("something else")
                .isEqualTo(GovernanceAction.APPROVER_GRANT_REQUESTED);
        assertThat(pilot.as("bob").revoke("ada").action())
                .as("the other direction")
                .isEqualTo(GovernanceAction.APPROVER_REVOKE_REQUESTED);
        assertThat(pilot.as("bob").grant("cem").action()).isEqualTo(GovernanceAction.APPROVER_GRANTED);
        assertThat(approvers(pilot)).containsExactly("ada", "bob", "cem");
    }

    @Test
    void aRequestDoesNotOutliveAChangeOfTheApprovers() {
        Pilot pilot = Pilot.start("ada", "bob");
        pilot.as("ada").grant("dan");
        pilot.as("ada").grant("cem");
        pilot.as("bob").grant("cem");
        assertThat(pilot.as("bob").grant("dan").action()).isEqualTo(GovernanceAction.APPROVER_GRANT_REQUESTED);
    }

    @Test
    void aRequestOfSomebodyWhoseEventWasEditedCountsForNobody() {
        Pilot pilot = Pilot.start("ada", "bob");
        pilot.as("ada").grant("cem");
        pilot.byHand().setEvent(Chain.SETTINGS, 3, EventKey.ACTOR, "bob");
        assertThat(pilot.as("ada").grant("cem").action()).isEqualTo(GovernanceAction.APPROVER_GRANT_REQUESTED);
    }

    @Test
    void twoRevokeAThird() {
        Pilot pilot = Pilot.start("ada", "bob");
        assertThat(pilot.as("ada").revoke("bob").action()).isEqualTo(GovernanceAction.APPROVER_REVOKE_REQUESTED);
        assertThat(pilot.as("bob").revoke("bob").action()).isEqualTo(GovernanceAction.APPROVER_REVOKED);
        assertThat(approvers(pilot)).containsExactly("ada");
    }

    @Test
    void whatChangesNothingIsRefused() {
        Pilot pilot = Pilot.start("ada", "bob");
        assertThatThrownBy(() -> pilot.as("ada").grant("bob"))
                .isInstanceOf(Conflict.class)
                .hasMessage("cannot grant 'bob': an approver already");
        assertThatThrownBy(() -> pilot.as("ada").revoke("eve"))
                .isInstanceOf(Conflict.class)
                .hasMessage("cannot revoke 'eve': no approver; approvers are [ada, bob]");
        assertThatThrownBy(() -> Pilot.start("ada").as("ada").revoke("ada"))
                .isInstanceOf(Conflict.class)
                .hasMessage("cannot revoke 'ada': the last approver stays");
        assertThat(events(pilot)).hasSize(2);
    }

    @Test
    void anApproversListThatIsNotAsRecordedApprovesNothing() {
        Pilot pilot = Pilot.start("ada");
        pilot.byHand().setApprovers(List.of("ada", "mallory"));
        for (String name : List.of("ada", "mallory")) {
            assertThatThrownBy(() -> pilot.as(name).grant("eve"))
                    .isInstanceOf(Conflict.class)
                    .hasMessage("the approvers of the graph's settings are not what event 1 of its trail says: nothing"
                            + " can be approved until they are; see metapolicy.audit.verify");
        }
    }

    @Test
    void anEventThatWasEditedAlongWithTheListApprovesNothing() {
        Pilot pilot = Pilot.start("ada");
        pilot.byHand().setApprovers(List.of("mallory"));
        pilot.byHand().setEvent(Chain.SETTINGS, 1, EventKey.SETTINGS_AFTER, "{\"approvers\":[\"mallory\"]}");
        assertThatThrownBy(() -> pilot.as("mallory").grant("eve"))
                .isInstanceOf(Conflict.class)
                .hasMessageStartingWith("the approvers of the graph's settings are not what event 1 of its trail says");
    }

    @Test
    void approversWithoutAnEventApproveNothing() {
        Pilot pilot = Pilot.start("ada");
        pilot.byHand().deleteEvent(Chain.SETTINGS, 1);
        assertThatThrownBy(() -> pilot.as("ada").grant("bob"))
                .isInstanceOf(Conflict.class)
                .hasMessage("the graph's settings has no event that says who approves: nothing can be approved; see"
                        + " metapolicy.audit.verify");
    }

    @Test
    void aSessionWithoutANameApprovesWhereItsPlaceholderIsListed() {
        assertThatThrownBy(() -> Pilot.start("ada").asNobody().grant("bob"))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("grantApprover needs an approver of the graph: a session without a name"
                        + " ('unauthenticated') is none; approvers are [ada]");
        Pilot pilot = Pilot.start("ada", "unauthenticated");
        pilot.as("ada").grant("bob");
        assertThat(pilot.asNobody().grant("bob").action()).isEqualTo(GovernanceAction.APPROVER_GRANTED);
    }

    @Test
    void nobodyApprovesForSomebodyElse() {
        for (Runnable call : List.<Runnable>of(
                () -> Pilot.start("ada").impersonating("ada", "eve").grant("bob"),
                () -> Pilot.start("ada").impersonating("ada", "eve").revoke("ada"))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(NotPermitted.class)
                    .hasMessageEndingWith(
                            "Approver needs an approver in person: this session of 'ada' impersonates 'eve'");
        }
        assertThatThrownBy(() -> Pilot.start("ada").impersonating("eve", "ada").grant("eve"))
                .hasMessage("grantApprover needs an approver in person: this session of 'eve' impersonates 'ada'");
    }

    @Test
    void aNameAndAReasonAreNeeded() {
        Pilot pilot = Pilot.empty();
        for (String name : new String[] {null, "", " ada", "a\nb", "x".repeat(129)}) {
            assertThatThrownBy(() -> pilot.as("ada").grant(name))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("approver " + (name == null ? "null" : "'" + name + "'")
                            + " is not a user name: a text of 1 to 128 characters without"
                            + " surrounding blanks is needed");
        }
        for (String reason : new String[] {null, " "}) {
            assertThatThrownBy(() ->
                            new ChangeApprovers(pilot.as("ada").session()).run(ApproverChange.GRANT, "ada", reason))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("reason is missing or blank: say why, in words, for whoever reads the trail");
        }
        assertThatThrownBy(() -> new ChangeApprovers(pilot.as("ada").session())
                        .run(ApproverChange.GRANT, "ada", "x".repeat(10_001)))
                .hasMessage("reason has 10001 characters: at most 10000 are kept");
        assertThat(events(pilot)).isEmpty();
    }

    private static List<String> approvers(Pilot pilot) {
        return pilot.ports().registry().graphApprovers().orElseThrow();
    }

    private static List<StoredEvent> events(Pilot pilot) {
        return pilot.ports().trail().events(Chain.SETTINGS);
    }
}
