package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;

/** A version whose contents were changed by hand: nothing that a person must approve rests on it. */
class ChangedContentsTest {
    private static final Map<String, Object> OVERRIDE = Map.of("override", true);

    private static final String CHANGE = "it has other parameters than it was registered with: their hash is"
            // printf '{"theta":[0.9]}' | sha256sum
            + " 6d34865e3477b13d3a1a287a902dca15fd0f240baf410da75b8700233a4aac90, the trail says"
            // printf '{"theta":[0.5]}' | sha256sum
            + " 93eb12302d78bda691e7b34aff9d57c010e2f05cb739f28653e257c19f9c46d7";

    private static final String REMEDY =
            "; put back what it was registered with, or register what it holds now as a new version";

    private Pilot pilot;

    @BeforeEach
    void aFamilyOfThree() {
        pilot = Pilot.start().family(Map.of()).live("base").fallback("base").candidates("v", "w");
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.of("parameters_blob", "{\"theta\":[0.9]}", CHANGE),
                Arguments.of(
                        "parameters_hash",
                        "x",
                        "it has another parameters_hash than it was registered with: x, the trail says"
                                + " 93eb12302d78bda691e7b34aff9d57c010e2f05cb739f28653e257c19f9c46d7"),
                Arguments.of(
                        "hyperparams",
                        "{\"rate\":2}",
                        "it has other hyperparams than it was registered with: {\"rate\":2}, the trail says {\"rate\":1}"),
                Arguments.of(
                        "version_tag",
                        "9.0.0",
                        "it has another version_tag than it was registered with: 9.0.0, the trail says 1.1.0"),
                Arguments.of(
                        "policy_id",
                        "other",
                        "it has another policy_id than it was registered with: other, the trail says p"),
                Arguments.of(
                        "context_dim",
                        2L,
                        "it has another context_dim than it was registered with: 2, the trail says 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void whateverTheTrailRecordedOfItsContentsCounts(String key, Object value, String change) {
        pilot.byHand().setVersion("v", key, value);
        assertThatThrownBy(() -> pilot.as("ada").promote("v", OVERRIDE))
                .isInstanceOf(Conflict.class)
                .hasMessage("cannot promote version 'v' of meta-policy 'f': " + change + REMEDY);
    }

    @Test
    void nothingThatAPersonMustApproveRestsOnThem() {
        pilot.as("ada").promote("w", OVERRIDE);
        pilot.as("ada").pause("v");
        edit("base", "v", "w");
        Map.<String, Runnable>of(
                        "cannot promote version 'base'", () -> pilot.as("ada").promote("base", OVERRIDE),
                        "cannot resume version 'v'", () -> pilot.as("ada").resume("v"),
                        "cannot setFallback version 'w'", () -> pilot.as("ada").setFallback("w"),
                        "cannot set the mode to ACTIVE over version 'base'",
                                () -> pilot.as("ada").setMode("ACTIVE"),
                        "cannot spawn from version 'v'", () -> pilot.as("eve").spawn("v", Map.of()))
                .forEach((what, call) -> assertThatThrownBy(call::run)
                        .isInstanceOf(Conflict.class)
                        .hasMessage(what + " of meta-policy 'f': " + CHANGE + REMEDY));
        pilot.byHand().setVersion("v", "parameters_blob", "{\"theta\":[0.5]}");
        assertThat(pilot.as("ada").resume("v").change().toStatus()).isEqualTo("CANDIDATE");
    }

    @Test
    void whatLeadsOutOfServiceIsNeverHeldBackAndSaysWhatItWas() {
        pilot.as("ada").promote("w", OVERRIDE);
        edit("base", "v", "w");
        assertThat(pilot.as("eve").rollBack("w")).satisfies(event -> {
            assertThat(event.evidence()).contains("\"contents_changed\":\"" + CHANGE + "\"");
            assertThat(event.change().defaultAfter())
                    .as("neither the earlier default nor the fallback is what was approved")
                    .isNull();
        });
        assertThat(pilot.as("eve").pause("base").change().toStatus()).isEqualTo("PAUSED");
        assertThat(pilot.as("eve").deprecate("v").change().toStatus()).isEqualTo("DEPRECATED");
    }

    @Test
    void evenWhereTheEventThatMadeItCannotBeRead() {
        pilot.byHand().setEvent(Chain.of("f"), 5, EventKey.EVIDENCE, "nothing");
        assertThatThrownBy(() -> pilot.as("ada").promote("v", OVERRIDE))
                .isInstanceOf(Conflict.class)
                .hasMessage(
                        "the trail of meta-policy 'f' does not hold (event 5: its contents were changed, they do not have its"
                                + " hash): nothing can be approved until it does; see metapolicy.audit.verify");
        assertThat(pilot.as("eve").pause("v").change().toStatus()).isEqualTo("PAUSED");
    }

    private void edit(String... ids) {
        List.of(ids).forEach(id -> pilot.byHand().setVersion(id, "parameters_blob", "{\"theta\":[0.9]}"));
    }
}
