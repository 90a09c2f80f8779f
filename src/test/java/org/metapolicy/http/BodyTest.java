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

    /** As a Double it would be kept as another number, and be hashed into the trail as that. */
    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "1000000000000000000001"})
    void aWholeNumberThatIsNotReadAsItStandsIsRefused(String number) {
        for (String body :
                new String[] {"{\"evidence\": {\"a\": [{\"b\": " + number + "}]}}", "{\"a\": " + number + "}"}) {
            assertThatThrownBy(() -> read(body))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("the body has the whole number " + number
                            + ": it must lie within ±2^63, or be given as a text");
        }
    }

    @Test
    void otherNumbersAreReadAsTheyStand() {
        Input read =
                read("{\"a\": 9223372036854775807, \"b\": -9223372036854775808, \"c\": 1e22, \"d\": 0.1, \"e\": -0}");
        assertThat(read.get("a")).isEqualTo(Long.MAX_VALUE);
        assertThat(read.get("b")).isEqualTo(Long.MIN_VALUE);
        assertThat(read.get("c")).isEqualTo(1e22);
        assertThat(read.get("d")).isEqualTo(0.1);
        assertThat(read.get("e")).isEqualTo(0L);
        assertThat(read("{\"a\": \"1000000000000000000001\"}").get("a")).isEqualTo("1000000000000000000001");
    }

    private static Input read(String body) {
        return Body.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
