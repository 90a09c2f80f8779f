package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceHealthTest {
    private static final Instant REFRESHED = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void aRefreshInTheFutureIsTold() {
        EvidenceHealth health = refreshed(Optional.of(REFRESHED));
        assertThat(health.ahead(REFRESHED.minus(Duration.ofDays(1))))
                .contains("its last refresh ended at 2026-03-02T10:00:00Z, and by this server's clock it is"
                        + " 2026-03-01T10:00:00Z: the clock was set back; the next refresh counts its lag anew");
    }

    @Test
    void clocksOfTwoMembersMayDifferALittle() {
        EvidenceHealth health = refreshed(Optional.of(REFRESHED));
        assertThat(health.ahead(REFRESHED.minusSeconds(60))).isEmpty();
        assertThat(health.ahead(REFRESHED.minusSeconds(61))).isPresent();
        assertThat(health.ahead(REFRESHED.plusSeconds(61))).isEmpty();
        assertThat(refreshed(Optional.empty()).ahead(REFRESHED)).isEmpty();
    }

    @Test
    void aRefreshThatFailedIsToldUntilOneEnds() {
        Optional<Instant> failed = Optional.of(REFRESHED.plusSeconds(1));
        String told = "a refresh at 2026-03-02T10:00:01Z could not refresh it, and none has ended since: CALL"
                + " metapolicy.refreshTrust('f') says why";
        assertThat(refreshed(Optional.of(REFRESHED), failed).failed("f")).contains(told);
        assertThat(refreshed(Optional.empty(), failed).failed("f")).contains(told);
        assertThat(refreshed(Optional.of(REFRESHED.plusSeconds(2)), failed).failed("f"))
                .isEmpty();
        assertThat(refreshed(Optional.of(REFRESHED)).failed("f")).isEmpty();
    }

    private static EvidenceHealth refreshed(Optional<Instant> at) {
        return refreshed(at, Optional.empty());
    }

    private static EvidenceHealth refreshed(Optional<Instant> at, Optional<Instant> failed) {
        return new EvidenceHealth(0, 0, 0, at, failed, 0, 0, 0, 0, null);
    }
}
