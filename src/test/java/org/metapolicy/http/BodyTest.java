package org.metapolicy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** What a request says is said once. */
class BodyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\": \"PAUSE\", \"reason\": \"r\", \"action\": \"PROMOTE\"}",
                "{\"evidence\": {\"action\": 1, \"b\": [{}], \"action\": 2}}",
                "{\"evidence\": [[{\"a\": {}, \"action\": 1, \"\\u0061ction\": 1}]]}",
            })
    void aKeyThatIsNamedTwiceIsRefused(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("the body names 'action' twice: say each key once");
    }

    @Test
    void theSameKeyMayStandInSeveralObjects() {
        assertThat(read("{\"a\": {\"a\": [{\"a\": 1}, {\"a\": 2}, null, true]}, \"b\": {\"a\": \"x\"}}")
                        .keys())
                .containsExactly("a", "b");
    }

    private static Input read(String body) {
        return Body.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
