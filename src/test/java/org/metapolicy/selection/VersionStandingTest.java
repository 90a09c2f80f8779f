package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metapolicy.policy.VersionStatus;

/** What bars a version, and what of it is left where no suspension counts. */
class VersionStandingTest {
    private static final String LIMITED = "live in contexts [calm] alone";

    @Test
    void withoutItsSuspensionAVersionIsStillLimited() {
        assertThat(unsuspended(VersionStanding.barred(VersionStanding.inContext("evening"), LIMITED)))
                .isEqualTo(LIMITED);
        assertThat(unsuspended(VersionStanding.barred(VersionStanding.FOR_PARTICIPANT, LIMITED)))
                .isEqualTo(LIMITED);
        assertThat(unsuspended(VersionStanding.barred(VersionStanding.inContext("evening"), null)))
                .isNull();
        assertThat(unsuspended(VersionStanding.barred(null, LIMITED))).isEqualTo(LIMITED);
        assertThat(VersionStanding.barred(null, null)).isNull();
    }

    @Test
    void whatCannotBeReadBarsItAllTheSame() {
        String bar = VersionStanding.unreadable("suspended_contexts", "'c', a text", "a list of texts");
        assertThat(unsuspended(VersionStanding.barred(bar, LIMITED))).isEqualTo(bar + "; it is " + LIMITED);
    }

    private static String unsuspended(String barred) {
        return new VersionStanding("v", VersionStatus.LIVE, true, null, barred)
                .unsuspended()
                .barred();
    }
}
