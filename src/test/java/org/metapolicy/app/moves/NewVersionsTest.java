package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.VersionContents;

/** Versions that are registered, and versions made from versions. */
class NewVersionsTest {
    private static final Map<String, Object> LIN_UCB = Map.of(
            "alpha",
            0.5,
            "actions",
            Map.of(
                    "rest", Map.of("A", List.of(List.of(2.0)), "b", List.of(0.1)),
                    "cue", Map.of("A", List.of(List.of(1.0)), "b", List.of(0.0))));

    @Test
    void aVersionStartsAsACandidateRecordedWithItsContents() {
        Pilot pilot = Pilot.start().family(Map.of());
        GovernanceEvent event = pilot.as("eve")
                .register("f", Map.of("parameters", Map.of("theta", List.of(0.5)), "hyperparams", Map.of("rate", 1L)));
        assertThat(event.action()).isEqualTo(GovernanceAction.REGISTERED);
        assertThat(event.actor().name()).isEqualTo("eve");
        assertThat(event.change().fromStatus()).isNull();
        assertThat(event.change().toStatus()).isEqualTo("CANDIDATE");
        assertThat(event.change().versionId()).isEqualTo("made");
        assertThat(event.evidence())
                .isEqualTo("{\"created_at\":\"2026-01-31T12:00:04Z\",\"hyperparams\":{\"rate\":1},\"policy_id\":\"f\","
                        + "\"version_tag\":\"1.0.0\"}");
        assertThat(pilot.version("made")).satisfies(version -> {
            assertThat(version.status()).isEqualTo(VersionStatus.CANDIDATE);
            assertThat(version.makers()).containsExactly("eve");
        });
        assertThat(pilot.ports().registry().contentsChange("made")).isEmpty();
    }

    @Test
    void tagsAreCountedOn() {
        Pilot pilot = Pilot.start().family(Map.of());
        pilot.as("ada").register("f", Map.of("id", "a"));
        pilot.as("ada").register("f", Map.of("id", "b"));
        pilot.as("ada").register("f", Map.of("id", "c", "version_tag", "v2.3.4"));
        pilot.as("ada").register("f", Map.of("id", "d"));
        pilot.as("ada").register("f", Map.of("id", "e", "version_tag", "pilot"));
        assertThat(pilot.ports().registry().versionTags("f"))
                .containsExactlyInAnyOrder("1.0.0", "1.1.0", "v2.3.4", "v2.4.0", "pilot");
        assertThatThrownBy(() -> pilot.as("ada").register("f", Map.of("id", "x", "version_tag", "pilot")))
                .isInstanceOf(Conflict.class)
                .hasMessage("meta-policy 'f' has a version of tag 'pilot' already");
    }

    @Test
    void aVersionIsNeverRegisteredOver() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v");
        pilot.as("ada").create(Map.of("id", "g"));
        for (String family : List.of("f", "g")) {
            assertThatThrownBy(() -> pilot.as("ada").register(family, Map.of("id", "v")))
                    .isInstanceOf(Conflict.class)
                    .hasMessage("there is a version 'v' already: a version never changes, register a new one");
        }
        assertThatThrownBy(() -> pilot.as("ada").spawn("v", Map.of("id", "v")))
                .hasMessage("there is a version 'v' already: a version never changes, register a new one");
    }

    @Test
    void whatCannotBeIsRefused() {
        Pilot pilot = Pilot.start().family(Map.of());
        assertThatThrownBy(() -> pilot.as("ada").register("g", Map.of()))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no meta-policy 'g': metapolicy.create makes one");
        assertThatThrownBy(() -> pilot.as("ada").register("f", Map.of("hyperparams", Map.of("rate", Double.NaN))))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("spec.hyperparams.rate is NaN: it must be a finite number");
        assertThatThrownBy(() -> pilot.as("ada").register("f", Map.of("colour", "red")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("unknown key 'colour'");
        assertThat(pilot.events()).hasSize(1);
    }

    /** Where versions are compared it stands for nobody. */
    @Test
    void whatStandsForNobodyIsNoVersionsId() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v");
        String why = ".id is 'NO_INTERVENTION': it must be an id, a text of 1 to 128 of A-Z a-z 0-9 . _ : -, and not"
                + " NO_INTERVENTION, which stands for nobody";
        assertThatThrownBy(() -> pilot.as("eve").register("f", Map.of("id", "NO_INTERVENTION")))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("spec" + why);
        assertThatThrownBy(() -> pilot.as("eve").spawn("v", Map.of("id", "NO_INTERVENTION")))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("changes" + why);
    }

    @Test
    void aChildCopiesItsParentWithTheChangesAsked() {
        Pilot pilot = Pilot.start().family(Map.of());
        pilot.as("ada")
                .register(
                        "f",
                        Map.of(
                                "id",
                                "v1",
                                "policy_id",
                                "p",
                                "version_tag",
                                "v1.0.0",
                                "hyperparams",
                                Map.of("learning_rate", 0.1, "decay", 0.9),
                                "parameters",
                                LIN_UCB));
        GovernanceEvent event =
                pilot.as("eve").spawn("v1", Map.of("id", "v2", "learning_rate", 0.05, "exploration", 0.2));
        assertThat(event.action()).isEqualTo(GovernanceAction.SPAWNED);
        assertThat(event.evidence()).contains("\"parent_version_id\":\"v1\"");
        pilot.as("eve").spawn("v2", Map.of("id", "v3", "actions", List.of("rest", "breathe")));
        assertThat(contents(pilot, "v2").tag()).isEqualTo("v1.1.0");
        assertThat(contents(pilot, "v3")).satisfies(contents -> {
            assertThat(contents.tag()).as("other actions are a major step").isEqualTo("v2.0.0");
            assertThat(contents.policyId()).isEqualTo("p");
            assertThat(contents.contextDim()).isEqualTo(1);
            assertThat(contents.hyperparams()).isEqualTo("{\"decay\":0.9,\"exploration\":0.2,\"learning_rate\":0.05}");
            assertThat(contents.parameters())
                    .isEqualTo("{\"actions\":{\"breathe\":{\"A\":[[1]],\"b\":[0]},\"rest\":{\"A\":[[2]],\"b\":[0.1]}},"
                            + "\"alpha\":0.2}");
        });
    }

    @Test
    void aHyperparameterIsTakenAwayByNull() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v");
        Map<String, Object> without = new HashMap<>();
        without.put("rate", null);
        pilot.as("eve").spawn("v", Map.of("id", "w", "hyperparams", without));
        assertThat(contents(pilot, "w").hyperparams()).isEqualTo("{}");
        assertThat(contents(pilot, "w").parameters()).isEqualTo("{\"theta\":[0.5]}");
    }

    @Test
    void aChildMayHaveParametersOfItsOwn() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v");
        pilot.as("eve").spawn("v", Map.of("id", "w", "parameters", LIN_UCB, "exploration", 0.2));
        assertThat(contents(pilot, "w").parameters()).contains("\"alpha\":0.2").doesNotContain("theta");
        assertThat(contents(pilot, "w").contextDim()).isEqualTo(1);
    }

    @Test
    void aRegisteredVersionMayNameItsParent() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v");
        GovernanceEvent event = pilot.as("eve").register("f", Map.of("id", "w", "parent_version_id", "v"));
        assertThat(event.action()).isEqualTo(GovernanceAction.REGISTERED);
        assertThat(event.evidence()).contains("\"parent_version_id\":\"v\"");
        pilot.as("ada").create(Map.of("id", "g"));
        assertThatThrownBy(() -> pilot.as("eve").register("g", Map.of("parent_version_id", "v")))
                .isInstanceOf(Conflict.class)
                .hasMessage("parent_version_id names 'v', a version of another meta-policy: it must be one of 'g'");
        assertThatThrownBy(() -> pilot.as("eve").register("f", Map.of("parent_version_id", "x")))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aParentMustBeThereAndOfOneFamily() {
        Pilot pilot = Pilot.start().family(Map.of()).candidates("v");
        assertThatThrownBy(() -> pilot.as("eve").spawn("w", Map.of()))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no version 'w'");
        assertThatThrownBy(() -> pilot.as("eve").spawn("v", Map.of("exploration", -1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("changes.exploration is -1: it must be a finite number of at least 0");
        pilot.as("ada").create(Map.of("id", "g"));
        pilot.byHand().linkVersion("g", "v");
        assertThatThrownBy(() -> pilot.as("eve").spawn("v", Map.of()))
                .isInstanceOf(Conflict.class)
                .hasMessage("version 'v' belongs to 2 meta-policies: it must belong to one, by"
                        + " metapolicy.registerVersion");
    }

    private static VersionContents contents(Pilot pilot, String id) {
        return pilot.ports().registry().contents(id);
    }
}
