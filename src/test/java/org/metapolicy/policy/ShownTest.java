package org.metapolicy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void aFailureIsToldInItsWordsOrByItsKind() {
        assertThat(Shown.failure(new IllegalStateException("no room"))).isEqualTo("no room");
        assertThat(Shown.failure(new NullPointerException())).isEqualTo("java.lang.NullPointerException");
    }
}
