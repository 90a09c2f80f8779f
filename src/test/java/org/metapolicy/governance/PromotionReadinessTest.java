package org.metapolicy.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

/** What is no number carries no promotion, of live or of shadow evidence. */
class PromotionReadinessTest {
    @Test
    void whatIsNoNumberIsNotEnough() {
        assertThat(of(60, Double.NaN, 0, null).missing()).containsExactly("its PCI is NaN, pci_promote is 0.450");
        assertThat(of(60, Double.NaN, 60, Double.NaN).isEnough()).isFalse();
        assertThat(of(60, null, 0, null).isEnough()).isFalse();
        assertThat(of(60, 0.45, 0, Double.NaN).isEnough()).isTrue();
        assertThat(of(60, Double.NaN, 60, 0.45).isEnough())
                .as("on shadow evidence")
                .isTrue();
    }

    private static PromotionReadiness of(long n, Double trust, long shadowN, Double shadowTrust) {
        return PromotionReadiness.of(
                new EvidenceAtMove(n, trust, 0.3, shadowN, shadowTrust, false, null, Map.of()),
                Optional.empty(),
                Settings.defaults());
    }
}
