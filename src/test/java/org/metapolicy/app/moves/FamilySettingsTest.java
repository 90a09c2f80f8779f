package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.MetapolicyException.NotPermitted;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.Setting;
import org.metapolicy.selection.ShadowEpisode;
import org.metapolicy.testing.memory.Person;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.testing.memory.PortsContract;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.Variable;

/** Families are configured and switched by approvers, what weakens the rules by two of them. */
class FamilySettingsTest {
    @Test
    void anApproverOfTheFamilyConfiguresIt() {
        Pilot pilot = Pilot.start().family(Map.of("approvers", List.of("bob")));
        GovernanceEvent event = pilot.as("bob").configure(Map.of("pci_promote", 0.5));
        assertThat(event.action()).isEqualTo(GovernanceAction.CONFIGURED);
        assertThat(event.evidence()).isEqualTo("{\"asked\":\"{\\\"pci_promote\\\":0.5}\"}");
        assertThat(pilot.family().governed().asMap()).containsEntry("pci_promote", 0.5);
        assertThat(event.change().settingsAfter())
                .isEqualTo(pilot.family().governed().json());
        assertThatThrownBy(() -> pilot.as("eve").configure(Map.of("pci_promote", 0.6)))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("configure needs an approver of meta-policy 'f': 'eve' is none; approvers are [ada, bob]");
        assertThatThrownBy(() -> pilot.as("bob").configure(Map.of("pci_promote", 0.5)))
                .isInstanceOf(Conflict.class)
                .hasMessage("meta-policy 'f' has these settings already");
        assertThatThrownBy(() -> pilot.as("bob").configure(Map.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("settings is empty: name at least one to change");
        assertThatThrownBy(() -> pilot.as("bob").configure(Map.of("mode", "ACTIVE")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("unknown key 'mode' in settings: known are ");
    }

    @Test
    void approversAndFourEyesTakeTwo() {
        Pilot pilot = Pilot.start("ada", "bob").family(Map.of("four_eyes", true));
        for (Map<String, Object> change :
                List.<Map<String, Object>>of(Map.of("four_eyes", false), Map.of("approvers", List.of("eve")))) {
            FamilyProperties before = pilot.family().governed();
            GovernanceEvent request = pilot.as("ada")
                    .giving(Input.of("options", Map.of("evidence", Map.of("rate", 0.5))))
                    .configure(change);
            assertThat(request.action()).isEqualTo(GovernanceAction.CONFIGURATION_REQUESTED);
            assertThat(pilot.family().governed()).isEqualTo(before);
            assertThatThrownBy(() -> pilot.as("ada").configure(change))
                    .isInstanceOf(Conflict.class)
                    .hasMessage(
                            "'ada' has asked for this already: a second approver of meta-policy 'f' must ask for the"
                                    + " same");
            // What either gives with it is theirs; what they ask for is the same.
            Input given = Input.of("options", Map.of("evidence", Map.of("note", "n1")));
            assertThat(pilot.as("bob").giving(given).configure(change).action()).isEqualTo(GovernanceAction.CONFIGURED);
            assertThat(pilot.family().governed()).isNotEqualTo(before);
        }
        assertThat(pilot.as("ada").configure(Map.of("four_eyes", true)).action())
                .as("what strengthens takes one")
                .isEqualTo(GovernanceAction.CONFIGURED);
        assertThat(Pilot.start("ada")
                        .family(Map.of("four_eyes", true))
                        .as("ada")
                        .configure(Map.of("four_eyes", false))
                        .action())
                .as("and where there is one approver, everything does")
                .isEqualTo(GovernanceAction.CONFIGURED);
    }

    @Test
    void thresholdsOfRegimesAreSettingsThatKeepTheirOrder() {
        Pilot pilot = Pilot.start().family(Map.of("coherence_high", 0.9, "affective_load_high", 0.6));
        assertThat(pilot.family().governed().settings().number(Setting.COHERENCE_HIGH))
                .isEqualTo(0.9);
        GovernanceEvent event =
                pilot.as("ada").configure(Map.of("affective_load_high", 0.4, "affective_load_exploratory", 0.4));
        assertThat(event.change().settingsAfter()).contains("\"affective_load_high\":0.4");
        for (Map<String, Object> crossed : List.<Map<String, Object>>of(
                Map.of("affective_load_exploratory", 0.5),
                Map.of("coherence_low", 0.9),
                Map.of("coherence_high", 0.4),
                Map.of("coherence_high", 1.1))) {
            assertThatThrownBy(() -> pilot.as("ada").configure(crossed))
                    .as("%s", crossed)
                    .isInstanceOf(InvalidInput.class);
        }
        assertThatThrownBy(() -> Pilot.start().family(Map.of("affective_load_high", 0.4)))
                .hasMessage("affective_load_exploratory is 0.5 and affective_load_high 0.4: they must keep"
                        + " affective_load_exploratory <= affective_load_high");
        assertThatThrownBy(() -> pilot.as("eve").configure(Map.of("coherence_high", 0.8)))
                .isInstanceOf(NotPermitted.class);
    }

    @Test
    void aFamilyWhoseApproversAreNotAsRecordedIsConfiguredByNobody() {
        Pilot pilot = Pilot.start().family(Map.of("four_eyes", true));
        pilot.byHand().setFamily("f", "approvers", List.of("mallory"));
        String refusal =
                "the approvers of meta-policy 'f' are not what event 1 of its trail says: nothing can be approved"
                        + " until they are; see metapolicy.audit.verify";
        assertThatThrownBy(() -> pilot.as("mallory").configure(Map.of("pci_promote", 0.5)))
                .isInstanceOf(Conflict.class)
                .hasMessage(refusal);
        pilot.byHand().setFamily("f", "approvers", List.of());
        pilot.byHand().setFamily("f", "four_eyes", false);
        assertThatThrownBy(() -> pilot.as("ada").configure(Map.of("pci_promote", 0.5)))
                .hasMessage(refusal);
        pilot.byHand().setFamily("f", "four_eyes", true);
        pilot.byHand().setEvent(Chain.of("f"), 1, EventKey.REASON, "another");
        assertThatThrownBy(() -> pilot.as("ada").configure(Map.of("pci_promote", 0.5)))
                .hasMessage(
                        "the trail of meta-policy 'f' does not hold (event 1: its contents were changed, they do not have"
                                + " its hash): nothing can be approved until it does; see metapolicy.audit.verify");
    }

    @Test
    void aFamilyWithoutATrailIsConfiguredByNobody() {
        Pilot pilot = Pilot.start();
        pilot.ports().registry().addFamily("f", PortsContract.properties("f"), pilot.now());
        assertThatThrownBy(() -> pilot.as("ada").configure(Map.of("pci_promote", 0.5)))
                .isInstanceOf(Conflict.class)
                .hasMessage("meta-policy 'f' has no event that says who approves: nothing can be approved; see"
                        + " metapolicy.audit.verify");
    }

    @Test
    void takingAFamilyOutOfServiceIsOpenAndBringingItBackIsNot() {
        Pilot pilot = Pilot.start().family(Map.of());
        GovernanceEvent event = pilot.as("eve").setStatus("PAUSED");
        assertThat(event.action()).isEqualTo(GovernanceAction.STATUS_SET);
        assertThat(event.evidence()).isEqualTo("{\"from\":\"ACTIVE\",\"to\":\"PAUSED\"}");
        assertThat(pilot.family().governed().status()).isEqualTo(FamilyStatus.PAUSED);
        assertThatThrownBy(() -> pilot.as("eve").setStatus("ACTIVE"))
                .isInstanceOf(NotPermitted.class)
                .hasMessage(
                        "setStatus ACTIVE needs an approver of meta-policy 'f': 'eve' is none; approvers are [ada]");
        pilot.as("ada").setStatus("ACTIVE");
        pilot.as("eve").setStatus("DEPRECATED");
        assertThatThrownBy(() -> pilot.as("ada").setStatus("PAUSED"))
                .isInstanceOf(Conflict.class)
                .hasMessage("cannot set the status of meta-policy 'f': DEPRECATED does not lead to PAUSED");
        assertThatThrownBy(() -> pilot.as("eve").setStatus("DEPRECATED"))
                .isInstanceOf(Conflict.class)
                .hasMessage("cannot set the status of meta-policy 'f': it is DEPRECATED already");
        assertThatThrownBy(() -> pilot.as("ada").setStatus("Active"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("status is 'Active': it must be one of ACTIVE, PAUSED, DEPRECATED");
        pilot.as("ada").setStatus("ACTIVE");
        assertThat(pilot.family().governed().status()).isEqualTo(FamilyStatus.ACTIVE);
    }

    @Test
    void aFamilyIsServedOnlyOverALiveFallback() {
        Pilot pilot = Pilot.start().family(Map.of());
        assertThatThrownBy(() -> pilot.as("eve").setMode("ACTIVE"))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("setMode needs an approver of meta-policy 'f': 'eve' is none; approvers are [ada]");
        assertThatThrownBy(() -> pilot.as("ada").setMode("ACTIVE"))
                .isInstanceOf(Conflict.class)
                .hasMessage(
                        "cannot set the mode of meta-policy 'f' to ACTIVE: it needs a fallback that is LIVE, and has"
                                + " none");
        pilot.live("v").fallback("v");
        pilot.as("ada").pause("v");
        assertThatThrownBy(() -> pilot.as("ada").setMode("ACTIVE"))
                .isInstanceOf(Conflict.class)
                .hasMessage(
                        "cannot set the mode of meta-policy 'f' to ACTIVE: it needs a fallback that is LIVE, and 'v'"
                                + " is not");
        pilot.as("ada").resume("v");
        GovernanceEvent event = pilot.as("ada").setMode("ACTIVE");
        assertThat(event.action()).isEqualTo(GovernanceAction.MODE_SET);
        assertThat(event.evidence()).isEqualTo("{\"from\":\"SHADOW\",\"shadow_report\":{},\"to\":\"ACTIVE\"}");
        assertThat(pilot.family().governed().mode()).isEqualTo(Mode.ACTIVE);
        assertThatThrownBy(() -> pilot.as("ada").setMode("ACTIVE"))
                .isInstanceOf(Conflict.class)
                .hasMessage("cannot set the mode of meta-policy 'f': it is ACTIVE already");
        assertThatThrownBy(() -> pilot.as("ada").setMode("active"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("mode is 'active': it must be one of SHADOW, ACTIVE");
        assertThat(pilot.as("ada").setMode("SHADOW").evidence()).isEqualTo("{\"from\":\"ACTIVE\",\"to\":\"SHADOW\"}");
    }

    @Test
    void leavingShadowModeKeepsTheShadowReportOfThatMoment() {
        Pilot pilot = Pilot.start().family(Map.of()).live("v").fallback("v");
        Observation good = new Observation(
                new EpisodeFacts(false, "c", false, null, Instant.EPOCH), true, Map.of(Variable.REWARD, 0.5), false);
        assertThat(pilot.as("ada")
                        .setMode(
                                "ACTIVE",
                                List.of(
                                        new ShadowEpisode("w", true, good.episode(), good),
                                        new ShadowEpisode("w", true, null, null),
                                        new ShadowEpisode("w", false, good.episode(), good),
                                        new ShadowEpisode("w", false, good.episode(), good)))
                        .evidence())
                .contains("\"shadow_report\":{\"w\":{\"agreed\":2,\"agreement\":0.5,\"n\":1,", "\"suggested\":4}}");
    }

    @Test
    void nobodyApprovesForSomebodyElse() {
        Pilot pilot = Pilot.start().family(Map.of());
        for (List<String> names : List.of(List.of("ada", "eve"), List.of("eve", "ada"))) {
            Person both = pilot.impersonating(names.get(0), names.get(1));
            Map.<String, Runnable>of(
                            "create", () -> both.create(Map.of("id", "g")),
                            "configure", () -> both.configure(Map.of("pci_promote", 0.5)),
                            "setStatus ACTIVE", () -> both.setStatus("ACTIVE"),
                            "setMode", () -> both.setMode("ACTIVE"))
                    .forEach((what, call) -> assertThatThrownBy(call::run)
                            .isInstanceOf(NotPermitted.class)
                            .hasMessage(what + " needs an approver in person: this session of '" + names.get(0)
                                    + "' impersonates '" + names.get(1) + "'"));
        }
        assertThat(pilot.impersonating("ada", "eve").setStatus("PAUSED").evidence())
                .as("out of service is open, and both names are kept")
                .isEqualTo("{\"from\":\"ACTIVE\",\"impersonating\":\"eve\",\"to\":\"PAUSED\"}");
    }

    @Test
    void aFamilyThatIsNotThereIsNamed() {
        Pilot pilot = Pilot.start();
        for (Runnable call : List.<Runnable>of(
                () -> pilot.as("ada").configure(Map.of("pci_promote", 0.5)),
                () -> pilot.as("ada").setStatus("PAUSED"),
                () -> pilot.as("ada").setMode("SHADOW"))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(NotFound.class)
                    .hasMessage("there is no meta-policy 'f': metapolicy.create makes one");
        }
    }
}
