package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.MetapolicyException.NotPermitted;
import org.metapolicy.policy.Mode;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** Families are made by approvers of the graph. */
class CreateFamilyTest {
    @Test
    void aFamilyStartsInShadowModeOwnedByWhoMadeIt() {
        Pilot pilot = Pilot.start();
        GovernanceEvent event =
                pilot.as("ada").create(Map.of("id", "f", "risk_tier", "RESTRICTED", "pci_promote", 0.5));
        assertThat(event.action()).isEqualTo(GovernanceAction.CREATED);
        assertThat(event.seq()).isEqualTo(1);
        assertThat(event.change().settingsBefore()).isNull();
        FamilyProperties governed = pilot.family().governed();
        assertThat(event.change().settingsAfter()).isEqualTo(governed.json());
        assertThat(governed.mode()).isEqualTo(Mode.SHADOW);
        assertThat(governed.status()).isEqualTo(FamilyStatus.ACTIVE);
        assertThat(governed.fourEyes()).isTrue();
        assertThat(governed.asMap())
                .containsEntry("name", "f")
                .containsEntry("owner", "ada")
                .containsEntry("pci_promote", 0.5)
                .doesNotContainKey("pci_min");
    }

    @Test
    void onlyAnApproverOfTheGraphMakesOne() {
        assertThatThrownBy(() -> Pilot.start().as("eve").create(Map.of("id", "f")))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("create needs an approver of the graph: 'eve' is none; approvers are [ada]");
        assertThatThrownBy(() -> Pilot.empty().as("ada").create(Map.of("id", "f")))
                .hasMessage("create needs an approver of the graph: 'ada' is none; approvers are nobody");
    }

    @Test
    void anIdIsNeededAndFree() {
        Pilot pilot = Pilot.start().family(Map.of());
        assertThatThrownBy(() -> pilot.as("ada").create(Map.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("spec.id is missing: it must be an id, a text of 1 to 128 of A-Z a-z 0-9 . _ : -");
        assertThatThrownBy(() -> pilot.as("ada").create(Map.of("id", "a b")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("spec.id is 'a b': it must be an id");
        assertThatThrownBy(() -> pilot.as("ada").create(Map.of("id", "f")))
                .isInstanceOf(Conflict.class)
                .hasMessage("there is a meta-policy 'f' already");
        assertThatThrownBy(() -> pilot.as("ada").create(Map.of("id", "g", "colour", "red")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("unknown key 'colour' in spec: known are ");
        assertThat(pilot.ports().registry().familyExists("g")).isFalse();
        assertThatThrownBy(() -> pilot.as("ada").create(Map.of("id", "g", "participants", List.of("p1"))))
                .isInstanceOf(NotFound.class)
                .hasMessage("participants names 'p1': there is no Participant of that id");
    }

    /** A blank task is no task of any trial, and names nothing to whoever reads it. */
    @ParameterizedTest
    @ValueSource(strings = {"name", "task", "owner"})
    void whatIsReadAsANameIsNotBlank(String key) {
        Pilot pilot = Pilot.start().family(Map.of());
        for (String blank : List.of("", " ", "\u200b")) {
            assertThatThrownBy(() -> pilot.as("ada").create(Map.of("id", "g", key, blank)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageStartingWith("spec." + key + " is '")
                    .hasMessageEndingWith("it must be a text of at most 10000 characters, and not blank");
            assertThatThrownBy(() -> pilot.as("ada").configure(Map.of(key, blank)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageStartingWith("settings." + key + " is '");
        }
    }

    @Test
    void itRunsOnExistingParticipants() {
        Pilot pilot = Pilot.start();
        pilot.byHand().addParticipant("p1");
        String name = RunsOn.name("salt 0", "p1");

        assertThat(pilot.as("ada")
                        .create(Map.of("id", "f", "participants", List.of("p1", "p1")))
                        .evidence())
                .isEqualTo("{\"participants_added\":[\"" + name + "\"]}");
        assertThat(pilot.family().governed().asMap())
                .containsEntry("runs_on", RunsOn.of(List.of(name), List.of()).text());
        assertThat(pilot.events())
                .allSatisfy(event -> assertThat(event.properties()).doesNotContainValue("p1"));
    }

    @Test
    void whereTwoApproveOneAloneBringsNobodyInAndSwitchesNoFourEyesOff() {
        Pilot pilot = Pilot.start("ada", "bob");
        assertThatThrownBy(() -> pilot.as("ada").create(Map.of("id", "f", "approvers", List.of("bob", "eve"))))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("approvers names [eve], who approve nothing in the graph: create the family without them,"
                        + " then two approvers add them with metapolicy.configure");
        assertThatThrownBy(
                        () -> pilot.as("ada").create(Map.of("id", "f", "risk_tier", "RESTRICTED", "four_eyes", false)))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("four_eyes is false for a RESTRICTED meta-policy: create it with four eyes, then two"
                        + " approvers switch them off with metapolicy.configure");
        assertThat(pilot.ports().registry().familyExists("f")).isFalse();
        pilot.as("ada").create(Map.of("id", "f", "approvers", List.of("bob"), "four_eyes", false));
        Pilot alone = Pilot.start("ada");
        alone.as("ada").create(Map.of("id", "f", "approvers", List.of("eve"), "four_eyes", false));
        assertThat(alone.family().governed().approvers()).containsExactly("eve");
    }
}
