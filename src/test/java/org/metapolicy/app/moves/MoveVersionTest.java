package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.testing.memory.CountedStates;
import org.metapolicy.testing.memory.KnownFigures;
import org.metapolicy.testing.memory.OwnDecisions;
import org.metapolicy.testing.memory.Person;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** A version's moves: what each leaves behind, what a promotion rests on, and where the default goes. */
class MoveVersionTest {
    private static final Map<String, Object> OVERRIDE = Map.of("override", true);

    @Test
    void everyMoveLeavesItsStatusItsDefaultAndItsEvent() {
        Pilot pilot =
                Pilot.start().family(Map.of()).live("base").fallback("base").candidates("v");
        Person ada = pilot.as("ada");
        moved(pilot, ada.promote("v", OVERRIDE), GovernanceAction.PROMOTED, "CANDIDATE", "LIVE", "base", "v");
        moved(pilot, ada.pause("v"), GovernanceAction.PAUSED, "LIVE", "PAUSED", "v", "base");
        moved(pilot, ada.resume("v"), GovernanceAction.RESUMED, "PAUSED", "LIVE", "base", "base");
        moved(pilot, ada.setFallback("v"), GovernanceAction.FALLBACK_SET, "LIVE", "LIVE", "base", "base");
        assertThat(pilot.family().fallbackId()).isEqualTo("v");
        moved(pilot, ada.rollBack("base"), GovernanceAction.ROLLED_BACK, "LIVE", "ROLLED_BACK", "base", "v");
        moved(pilot, ada.deprecate("base"), GovernanceAction.DEPRECATED, "ROLLED_BACK", "DEPRECATED", "v", "v");
        assertThat(pilot.family().liveIds()).containsExactly("v");
    }

    private static void moved(
            Pilot pilot,
            GovernanceEvent event,
            GovernanceAction action,
            String from,
            String to,
            String defaultBefore,
            String defaultAfter) {
        assertThat(event.action()).isEqualTo(action);
        assertThat(List.of(
                        event.change().fromStatus(),
                        event.change().toStatus(),
                        event.change().defaultBefore(),
                        event.change().defaultAfter()))
                .as("%s", action)
                .containsExactly(from, to, defaultBefore, defaultAfter);
        assertThat(event.reason()).isEqualTo(Person.REASON);
        assertThat(event.change().snapshotId()).isEqualTo(event.change().versionId() + ":t0");
        assertThat(pilot.version(event.change().versionId()).status().name()).isEqualTo(to);
        assertThat(pilot.family().defaultId()).isEqualTo(defaultAfter);
        assertThat(pilot.lastEvent().properties()).containsAllEntriesOf(event.properties());
    }

    @Test
    void aPausedCandidateIsResumedAsACandidateWithItsEvidenceAnew() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v");
        pilot.known("v", KnownFigures.of(0.5, 60, 0.3).alarmed());
        pilot.as("ada").pause("v");
        GovernanceEvent event = pilot.as("ada").resume("v");
        assertThat(event.change().toStatus()).isEqualTo("CANDIDATE");
        assertThat(event.evidence()).as("what was known before").contains("\"n\":60", "\"alarm\":true");
        assertThat(pilot.ports().evidence().of("v")).satisfies(known -> {
            assertThat(known.n()).isZero();
            assertThat(known.alarm()).isFalse();
        });
    }

    @Test
    void whatTheTableDoesNotAllowIsRefusedAndLeavesNothing() {
        Pilot pilot = Pilot.start().family(Map.of()).live("v").candidates("w");
        int before = pilot.events().size();
        assertThatThrownBy(() -> pilot.as("ada").rollBack("w"))
                .isInstanceOf(Conflict.class)
                .hasMessage(
                        "cannot rollback version 'w' of meta-policy 'f': CANDIDATE does not lead to ROLLED_BACK; rollback"
                                + " starts from LIVE");
        assertThatThrownBy(() -> pilot.as("ada").promote("v", OVERRIDE))
                .isInstanceOf(Conflict.class)
                .hasMessage("cannot promote version 'v' of meta-policy 'f': it is the default already");
        assertThatThrownBy(() -> pilot.as("ada").deprecate("v"))
                .isInstanceOf(Conflict.class)
                .hasMessage("cannot deprecate version 'v' of meta-policy 'f': it is the default, which does not lead to"
                        + " DEPRECATED; promote another version or roll this one back first");
        assertThat(pilot.events()).hasSize(before);
        assertThat(pilot.version("w").status()).isEqualTo(VersionStatus.CANDIDATE);
    }

    @Test
    void aPromotionRestsOnEvidence() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v");
        assertThatThrownBy(() -> pilot.as("ada").promote("v", Map.of()))
                .isInstanceOf(Conflict.class)
                .hasMessage(
                        "cannot promote version 'v' without evidence enough: it has 0 resolved episodes, 50 are"
                                + " needed; its PCI is unknown, pci_promote is 0.450; {override: true} promotes it all the same");
        pilot.known("v", KnownFigures.of(0.4, 60, 0.1));
        assertThatThrownBy(() -> pilot.as("ada").promote("v", Map.of()))
                .hasMessageContaining("evidence enough: its PCI is 0.400, pci_promote is 0.450; {");
        pilot.known("v", KnownFigures.of(0.5, 49, 0.1));
        assertThatThrownBy(() -> pilot.as("ada").promote("v", Map.of()))
                .hasMessageContaining("evidence enough: it has 49 resolved episodes, 50 are needed; {");
        pilot.known("v", KnownFigures.of(0.45, 50, 0.1));
        assertThat(pilot.as("ada").promote("v", Map.of()).evidence())
                .contains("\"n\":50", "\"override\":false", "\"pci\":0.45", "\"reward_mean\":0.1");
    }

    @Test
    void orOnShadowEvidence() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v");
        pilot.byHand()
                .saveEvidence(
                        "v",
                        CountedStates.counted(true).saved(),
                        KnownFigures.of(0.1, 3, 0).shadowed(0.5, 60).build());
        assertThat(pilot.as("ada").promote("v", Map.of()).evidence())
                .contains("\"override\":false", "\"reward_mean\":0.4", "\"shadow_n\":60", "\"shadow_pci\":0.5");
    }

    @Test
    void itsRewardIsNotClearlyBelowTheDefaults() {
        Pilot pilot = Pilot.start().family(Map.of()).live("base").candidates("v");
        pilot.known("base", KnownFigures.of(0.6, 90, 0.3));
        pilot.known("v", KnownFigures.of(0.6, 60, 0.3));
        refused(pilot, "evidence enough: nothing compares it with the default 'base'");
        pilot.byHand()
                .saveDifferences(
                        "f",
                        OwnDecisions.of(Map.of("base", 0.3, "v", 0.18), 400).text());
        refused(
                pilot,
                "evidence enough: it is not certain that it is at most worse_margin 0.1 worse than the default 'base'");
        pilot.byHand()
                .saveDifferences(
                        "f", OwnDecisions.of(Map.of("base", 0.3, "v", 0.3), 400).text());
        GovernanceEvent promoted = pilot.as("ada").promote("v", Map.of());
        assertThat(promoted.change().defaultAfter()).isEqualTo("v");
        assertThat(promoted.evidence())
                .contains("\"compared\":{", "\"source\":\"OWN_OUTCOMES\"", "\"default\":{\"n\":90,\"pci\":0.6");
    }

    private static void refused(Pilot pilot, String reason) {
        assertThatThrownBy(() -> pilot.as("ada").promote("v", Map.of()))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anOverrideSaysWhatWasMissingAndIsOutweighedByAnAlarm() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v");
        pilot.known("v", KnownFigures.of(0.9, 90, 0.3).alarmed());
        for (Map<String, Object> options : List.of(OVERRIDE, Map.<String, Object>of())) {
            assertThatThrownBy(() -> pilot.as("ada").promote("v", options))
                    .isInstanceOf(Conflict.class)
                    .hasMessage("cannot promote version 'v': a guardrail's alarm stands, which no override outweighs");
        }
        pilot.known("v", KnownFigures.of(0.4, 60, 0.3));
        assertThat(pilot.as("ada").promote("v", OVERRIDE).evidence())
                .contains("\"missing\":[\"its PCI is 0.400, pci_promote is 0.450\"]", "\"override\":true");
    }

    @Test
    void anotherPersonsMoveInBetweenIsNotOverwritten() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v", "w");
        assertThatThrownBy(() -> pilot.as("ada").promote("v", Map.of("override", true, "expected_default", "w")))
                .isInstanceOf(Conflict.class)
                .hasMessage("version 'v' was not moved: the default of meta-policy 'f' is none, not the expected 'w'");
        Map<String, Object> none = new HashMap<>(OVERRIDE);
        none.put("expected_default", null);
        pilot.as("ada").promote("v", none);
        assertThatThrownBy(() -> pilot.as("ada").promote("w", none))
                .hasMessage("version 'w' was not moved: the default of meta-policy 'f' is 'v', not the expected none");
        assertThatThrownBy(() ->
                        pilot.as("eve").move(VersionAction.ROLL_BACK, "v", Map.of("expected_default", "w"), "odd"))
                .hasMessage("version 'v' was not moved: the default of meta-policy 'f' is 'v', not the expected 'w'");
        assertThat(pilot.as("eve")
                        .move(VersionAction.ROLL_BACK, "v", Map.of("expected_default", "v"), "odd")
                        .change()
                        .toStatus())
                .isEqualTo("ROLLED_BACK");
    }

    @Test
    void theCallersOwnEvidenceIsKept() {
        Pilot pilot = Pilot.start().family(Map.of()).live("v");
        assertThat(pilot.as("eve")
                        .move(VersionAction.PAUSE, "v", Map.of("evidence", Map.of("note", "n1")), "look")
                        .evidence())
                .contains("\"caller\":{\"note\":\"n1\"}");
        pilot.candidates("w");
        assertThatThrownBy(() ->
                        pilot.as("ada").promote("w", Map.of("evidence", Map.of("rate", Double.NaN), "override", true)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("options.evidence.rate is NaN: it must be a finite number");
        assertThat(pilot.version("w").status()).isEqualTo(VersionStatus.CANDIDATE);
    }

    @Test
    void theDefaultFallsBackToWhomIsLiveTrustedAndWithoutAlarmThenToTheFallbackThenToNone() {
        Pilot pilot = Pilot.start()
                .family(Map.of())
                .live("v1", "v2", "v3", "v4", "v5", "v6")
                .fallback("v1");
        for (String id : List.of("v1", "v2", "v3", "v4", "v5", "v6")) {
            pilot.known(id, KnownFigures.of(0.5, 60, 0.3));
        }
        pilot.known("v5", KnownFigures.of(0.5, 60, 0.3).alarmed());
        pilot.as("ada").pause("v4");
        pilot.as("ada").deprecate("v3");
        assertThat(pilot.as("ada").rollBack("v6").change().defaultAfter())
                .as("over v5 with its alarm, the paused v4 and the deprecated v3")
                .isEqualTo("v2");
        pilot.known("v1", KnownFigures.of(0.1, 60, 0.3));
        pilot.known("v5", KnownFigures.of(0.1, 60, 0.3));
        assertThat(pilot.as("ada").pause("v2").change().defaultAfter())
                .as("no longer trusted, v1 comes back as the fallback alone")
                .isEqualTo("v1");
        assertThat(pilot.as("ada").rollBack("v1").change().defaultAfter()).isNull();
        assertThat(pilot.family().defaultId()).isNull();
    }

    @Test
    void aStopOverABrokenTrailGoesThrough() {
        Pilot pilot = Pilot.start().family(Map.of()).live("v");
        pilot.byHand().deleteEvent(Chain.of("f"), 3);
        assertThatThrownBy(() -> pilot.as("ada").setFallback("v"))
                .isInstanceOf(Conflict.class)
                .hasMessage(
                        "the trail of meta-policy 'f' does not hold (event 3 is missing: meta-policy 'f' counts 3): nothing can"
                                + " be approved until it does; see metapolicy.audit.verify");
        assertThat(pilot.as("eve").rollBack("v")).satisfies(event -> {
            assertThat(event.seq()).isEqualTo(4);
            assertThat(event.change().toStatus()).isEqualTo("ROLLED_BACK");
        });
    }

    @Test
    void aVersionLinkedByHandIsNotMoved() {
        Pilot pilot = Pilot.start().family(Map.of());
        pilot.byHand().linkVersion("f", "w");
        for (VersionAction action : VersionAction.values()) {
            assertThatThrownBy(() -> pilot.as("ada").move(action, "w"))
                    .isInstanceOf(Conflict.class)
                    .hasMessage("version 'w' is ungoverned: it was linked to meta-policy 'f' by hand, and not by"
                            + " metapolicy.registerVersion");
        }
    }

    @Test
    void versionAndReasonAreNeeded() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v");
        assertThatThrownBy(() -> pilot.as("ada").pause("w"))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no version 'w'");
        assertThatThrownBy(() -> pilot.as("ada").pause(null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("version id is missing");
        assertThatThrownBy(() -> pilot.as("ada").move(VersionAction.PAUSE, "v", Map.of(), " "))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("reason is missing or blank");
    }

    @Test
    void whoNamesTheFamilyTooMustNameItsOwn() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v");
        pilot.as("ada").create(Map.of("id", "g"));
        assertThatThrownBy(() -> pilot.as("ada").control("h", VersionAction.PAUSE, "v"))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no meta-policy 'h': metapolicy.create makes one");
        assertThatThrownBy(() -> pilot.as("ada").control("g", VersionAction.PAUSE, "v"))
                .isInstanceOf(NotFound.class)
                .hasMessage("meta-policy 'g' has no version 'v'");
        assertThatThrownBy(() -> pilot.as("ada").control("g", VersionAction.PAUSE, "w"))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no version 'w'");
        assertThatThrownBy(() -> pilot.as("ada").control("a b", VersionAction.PAUSE, "v"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("meta_policy_id 'a b' is not an id");
        assertThat(pilot.as("eve")
                        .control("f", VersionAction.PAUSE, "v")
                        .change()
                        .toStatus())
                .isEqualTo("PAUSED");
    }
}
