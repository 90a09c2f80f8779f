package org.metapolicy.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of stored JSON texts, whatever somebody made of them. */
class CanonicalJsonTest {
    @Test
    void aMapIsReadAsItStands() {
        assertThat(CanonicalJson.parse("{\"a\":1,\"b\":[true,null,0.5]}"))
                .containsEntry("a", 1L)
                .containsEntry("b", Arrays.asList(true, null, 0.5));
        assertThat(CanonicalJson.parse("{}")).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "[[\"a\",1],[\"b\",2]]",
                "7",
                "\"a\"",
                "nonsense",
                "{\"a\":",
                "{\"a\":1,\"a\":2}"
            })
    void whatIsNoMapIsNeverTakenForOne(String edited) {
        assertThatThrownBy(() -> CanonicalJson.parse(edited)).isInstanceOf(JsonParseException.class);
    }
}
