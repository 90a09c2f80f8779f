package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.app.audit.VerifyOptions;
import org.metapolicy.app.audit.VerifyTrail;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotPermitted;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.testing.memory.HandEdits;
import org.metapolicy.testing.memory.NoDecisions;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.AutomaticEvents;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.TrailVerdict;

/** A family that other programs made, and what it is once it is governed. */
class AdoptFamilyTest {
    private Pilot pilot;
    private HandEdits byHand;

    /** As the change request has them: "one" LIVE and the default, "two" a candidate that came from it. */
    @BeforeEach
    void aFamilyMadeByHand() {
        pilot = Pilot.start();
        byHand = pilot.byHand();
        byHand.makeFamily("f", Map.of("name", "Focus", "scope", "INDIVIDUAL", "risk_tier", "SAFE", "status", "ACTIVE"));
        byHand.linkVersion("f", "one");
        byHand.linkVersion("f", "two");
        byHand.setVersion("one", "status", "LIVE");
        byHand.setVersion("one", "policy_id", "ContextualBandit_v1");
        byHand.setVersion("one", "version_tag", "v1.0.3");
        byHand.setVersion("one", "hyperparams", "{ \"alpha\": 0.5 }");
        byHand.setVersion("one", "parameters_blob", "gASVKAAAAAAAAACMFW51bXB5");
        byHand.setVersion("one", "reasoning", "the first that worked");
        byHand.setVersion("one", "created_at", "2025-11-01T09:00:00Z");
        byHand.setVersion("one", "created_by", "grace");
        byHand.setVersion("one", "trust_score_latest", 0.9);
        byHand.setVersion("two", "parent_version_id", "one");
        byHand.addDefault("f", "one");
        byHand.setSnapshot("one", 7, Map.of("id", "s-7", "trust_score", 0.9));
    }

    private TrailVerdict verdict() {
        return new VerifyTrail(
                        pilot.ports().trail(),
                        pilot.ports().observed(),
                        pilot.ports().counted(),
                        pilot.ports().proposals(),
                        pilot.ports().tabulations(),
                        new NoDecisions())
                .run("f", VerifyOptions.of(Input.of("options", Map.of("recount", true))));
    }

    @Test
    void itsTrailTellsWhatStoodThere() {
        List<GovernanceEvent> events = pilot.as("ada").adopt("f");
        assertThat(events).extracting(GovernanceEvent::action).containsOnly(GovernanceAction.ADOPTED);
        assertThat(events).extracting(event -> event.change().versionId()).containsExactly(null, "one", "two");
        assertThat(events).allMatch(event -> event.summary().automatic().equals(AutomaticEvents.NONE));
        assertThat(pilot.events().get(0).evidence())
                .containsEntry(
                        "links",
                        Map.of(
                                "DEFAULT_POLICY",
                                List.of("one"),
                                "FALLBACK_POLICY",
                                List.of(),
                                "HAS_LIVE_VERSION",
                                List.of(),
                                "HAS_CANDIDATE_VERSION",
                                List.of()))
                .containsEntry("versions", 2L);
        StoredEvent one = pilot.events().get(1);
        assertThat(one.evidence())
                .containsEntry("version_tag", "v1.0.3")
                .containsEntry("policy_id", "ContextualBandit_v1")
                .containsEntry("hyperparams", Map.of("alpha", 0.5))
                .containsEntry("reasoning", "the first that worked")
                .containsEntry("created_at", "2025-11-01T09:00:00Z")
                .containsEntry(
                        "stood",
                        Map.of(
                                "status", "LIVE",
                                "created_by", "grace",
                                "created_at", "2025-11-01T09:00:00Z",
                                "hyperparams", "{ \"alpha\": 0.5 }",
                                "trust_score_latest", 0.9));
        assertThat(pilot.events().get(2).evidence()).containsEntry("parent_version_id", "one");
        assertThat(verdict()).isEqualTo(new TrailVerdict(true, 3, null, null));
    }

    @Test
    void nobodyIsInServiceUntilAPersonSaysSo() {
        pilot.as("ada").adopt("f");
        assertThat(pilot.family().defaultId()).isNull();
        assertThat(pilot.family().governed().asMap()).containsEntry("mode", "SHADOW");
        assertThat(pilot.version("one")).satisfies(version -> {
            assertThat(version.status()).isEqualTo(VersionStatus.PAUSED);
            assertThat(version.statusBeforePause()).isEqualTo(VersionStatus.CANDIDATE);
            assertThat(version.makers()).as("four eyes rule out both").containsExactlyInAnyOrder("ada", "grace");
        });
        assertThat(pilot.version("two").status()).isEqualTo(VersionStatus.CANDIDATE);
        assertThat(pilot.as("ada").resume("one").change().toStatus()).isEqualTo("CANDIDATE");
        pilot.as("ada").promote("one", Map.of("override", true));
        assertThat(pilot.family().defaultId()).isEqualTo("one");
        assertThat(verdict().ok()).isTrue();
    }

    @Test
    void whatGivesPowerIsNotTakenOver() {
        byHand.setFamily("f", "approvers", List.of("mallory"));
        byHand.setFamily("f", "mode", "ACTIVE");
        byHand.setFamily("f", "high_affect_approved", true);
        byHand.setFamily("f", "high_affect_segments", List.of("grief"));
        byHand.setFamily("f", "risk_tier", "RESTRICTED");
        byHand.setFamily("f", "four_eyes", false);
        byHand.setFamily("f", "pci_promote", 0.5);
        assertThatThrownBy(() -> pilot.as("mallory").adopt("f")).isInstanceOf(NotPermitted.class);
        pilot.as("ada").adopt("f");
        assertThat(pilot.family().governed().asMap())
                .containsEntry("approvers", List.of())
                .containsEntry("mode", "SHADOW")
                .containsEntry("high_affect_approved", false)
                .containsEntry("four_eyes", true)
                .containsEntry("pci_promote", 0.5)
                .doesNotContainKey("high_affect_segments");
        assertThat(pilot.events().get(0).evidence().get("stood"))
                .isEqualTo(Map.of(
                        "approvers",
                        List.of("mallory"),
                        "mode",
                        "ACTIVE",
                        "high_affect_approved",
                        true,
                        "high_affect_segments",
                        List.of("grief"),
                        "four_eyes",
                        false));
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "family | risk_tier | HIGH | risk_tier is 'HIGH': it must be one of EXPERIMENTAL, SAFE, RESTRICTED",
                "family | status | gone | status is 'gone': it must be one of ACTIVE, PAUSED, DEPRECATED",
                "family | pci_promote | much | pci_promote is 'much', a text: it must be a number from 0.0 to 1.0",
                "two | hyperparams | alpha=1 | version 'two': hyperparams is 'alpha=1', a text: it must be a map as JSON text",
                "two | created_at | monday | version 'two': created_at is 'monday': it must be a date and time",
                "two | created_at | 2300-01-01T00:00:00Z | version 'two': created_at is 2300-01-01T00:00:00Z, and it is",
                "two | parent_version_id | two | version 'two' has parent_version_id 'two' and descends from itself",
                "one | parent_version_id | two | version 'one' has parent_version_id 'two' and descends from itself",
                "one | parent_version_id | other.v | version 'one' has parent_version_id 'other.v', which is no version of its",
                "two | context_dim | three | version 'two': context_dim is 'three', a text: it must be an integer from 1 to 100000",
                "two | version_tag | v1.0.3 | version 'two': version_tag is 'v1.0.3', as that of another version",
                "two | parent_version_id | zero | version 'two': parent_version_id is 'zero', and there is no such version",
                "two | policy_id | a b | version 'two': policy_id is 'a b': it must be an id",
                "two | parameters_blob | {\"actions\":{}} | version 'two': parameters.alpha is null",
            })
    void whatCannotBeReadIsRefusedByName(String whose, String key, String value, String problem) {
        byHand.makeFamily("other", Map.of());
        byHand.linkVersion("other", "other.v");
        if (whose.equals("family")) {
            byHand.setFamily("f", key, value);
        } else {
            byHand.setVersion(whose, key, value);
        }
        assertThatThrownBy(() -> pilot.as("ada").adopt("f"))
                .isInstanceOf(Conflict.class)
                .hasMessageStartingWith("cannot adopt meta-policy 'f': " + problem);
        assertThat(pilot.events()).isEmpty();
    }

    @Test
    void whatIsGovernedIsNotTakenOverAgain() {
        pilot.as("ada").adopt("f");
        assertThatThrownBy(() -> pilot.as("ada").adopt("f"))
                .isInstanceOf(Conflict.class)
                .hasMessage(
                        "cannot adopt meta-policy 'f': it is governed already: it has a trail, see metapolicy.audit");
    }

    @Test
    void contentsAndSnapshotsOfBeforeAreHeldAgainstTheTrail() {
        pilot.as("ada").adopt("f");
        byHand.setVersion("one", "parameters_blob", "other");
        assertThat(verdict().problem()).startsWith("version 'one' has other parameters than it was registered with");
        byHand.setVersion("one", "parameters_blob", "gASVKAAAAAAAAACMFW51bXB5");
        byHand.setVersion("one", "reasoning", "another story");
        assertThat(verdict().problem()).startsWith("version 'one' has another reasoning than it was registered with");
        byHand.setVersion("one", "reasoning", "the first that worked");
        assertThat(verdict().ok()).isTrue();
        byHand.setAdoptedSnapshot("one", "trust_score", 0.95);
        assertThat(verdict().problem()).isEqualTo("version 'one' has other snapshots of before than event 2 took over");
    }
}
