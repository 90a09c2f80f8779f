package org.metapolicy.app.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metapolicy.policy.MetapolicyException.Conflict;

class RefreshedVersionTest {
    @Test
    void aFamilyThatCouldNotBeRefreshedIsToldInWords() {
        assertThat(RefreshedVersion.failed("f", new Conflict("its settings say otherwise"))
                        .reason())
                .isEqualTo("meta-policy 'f' could not be refreshed: its settings say otherwise");
        assertThat(RefreshedVersion.failed("f", new ClassCastException("Long is no String"))
                        .reason())
                .as("what nobody foresaw")
                .isEqualTo("meta-policy 'f' could not be refreshed: something of it cannot be read, or written, as the"
                        + " server's log says; metapolicy.audit.verify('f') names what was changed by hand"
                        + " (Long is no String)");
    }
}
