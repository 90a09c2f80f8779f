package org.metapolicy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlankTest {
    /** No-break and figure spaces, a zero-width space and joiner, marks of direction, a soft hyphen, NUL, Hangul, Braille. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\n",
                "\u00a0",
                "\u2007\u202f\u3000",
                "\u200b\u200d\ufeff",
                "\u200e\u202e",
                "\u00ad",
                "\u0000",
                "\u3164\uffa0\u115f\u1160",
                "\u2800"
            })
    void nobodyReadsAnythingInIt(String text) {
        assertThat(Blank.is(text)).isTrue();
    }

    @Test
    void wordsOfAnyScriptAreNone() {
        for (String text : new String[] {"a", "\u00a0.", "\u7406\u7531", "\u0627", "\ud83d\udc4d", "0"}) {
            assertThat(Blank.is(text)).as(text).isFalse();
        }
    }
}
