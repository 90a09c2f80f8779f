package org.metapolicy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.app.moves.AnnotationOptions;
import org.metapolicy.governance.ApproverName;
import org.metapolicy.governance.FamilyChanges;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.VersionSpec;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Shown;

/**
 * JSON's escapes can tell half of a surrogate pair, which is no character: the database keeps a question mark for each, so that
 * different texts become one, and maps are no longer in the order in which they were hashed.
 */
class HalfCharactersTest {
    private static final String BODY =
            "{\"meta_policy_id\": \"f\", \"version_id\": \"v\", \"action\": \"PROMOTE\", \"reason\": \"r\"}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "reason": "a\\ud83db"                  | reason is 'a
                    "reason": "a\\ude00"                   | reason is 'a
                    "reason": "\\ude00\\ud83d"             | reason is '
                    "version_id": "\\ud800"                | version_id is '
                    "meta_policy_id": "\\ud800"            | meta_policy_id is '
                    "action": "PAUSE\\ud800"               | action is 'PAUSE
                    "context_clusters": ["\\ud800"]        | context_clusters is ['
                    "evidence": {"a": "\\ud800"}           | evidence.a is '
                    "evidence": {"a": [{"b": "\\ud800"}]}  | evidence.a[0].b is '
                    "evidence": {"a": {"\\ud800": 1}}      | a key of evidence.a is '
                    """)
    void aBodyIsRefusedByTheNameOfWhereItHasOne(String changed, String field) {
        String key = changed.substring(0, changed.indexOf(':'));
        String body = BODY.contains(key)
                ? BODY.replaceAll(key + ": \"\\w+\"", changed.replace("\\", "\\\\"))
                : BODY.replace("}", ", " + changed + "}");
        assertThatThrownBy(() -> VersionControl.of(stream(body)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(field)
                .hasMessageContaining("half of a surrogate pair")
                .hasMessageEndingWith("it must consist of whole characters, as UTF-8 has them");
    }

    @Test
    void whatIsKeptIsRefusedWhoeverGivesIt() {
        String half = "a\uD800b";
        refused("reason", () -> Reason.require(half));
        refused("approver", () -> ApproverName.require(half));
        refused("links", () -> AnnotationOptions.of(input("links", List.of(half))));
        refused("description", () -> FamilyChanges.ofNew(input("description", half)));
        refused("approver is", () -> FamilyChanges.ofNew(input("approvers", List.of(half))));
        refused("high_affect_segments", () -> FamilyChanges.ofNew(input("high_affect_segments", List.of(half))));
        refused("hyperparams.a", () -> VersionSpec.of(input("hyperparams", Map.of("a", half))));
        refused("a key of spec.parameters", () -> VersionSpec.of(input("parameters", Map.of(half, 1L))));
    }

    @Test
    void wholeCharactersAreTakenAndNoMessageCutsOne() {
        assertThat(VersionControl.of(stream(BODY.replace("\"r\"", "\"\\ud83d\\ude00\"")))
                        .reason())
                .isEqualTo("\uD83D\uDE00");
        assertThat(Shown.value("x".repeat(139) + "\uD83D\uDE00" + "x".repeat(9)))
                .isEqualTo("'" + "x".repeat(139) + "…'");
        assertThat(Shown.value(List.of("x".repeat(137) + "\uD83D\uDE00" + "x")))
                .doesNotContain("\uD83D")
                .contains("x…");
    }

    private static void refused(String field, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(field)
                .hasMessageContaining("half of a surrogate pair");
    }

    private static Input input(String key, Object value) {
        return Input.of("spec", Map.of(key, value));
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }
}
