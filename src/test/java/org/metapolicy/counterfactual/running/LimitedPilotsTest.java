package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a candidate is proposed in some contexts: where it does well, once it is known to do badly elsewhere; the rest with -Pslow. */
class LimitedPilotsTest {
    @Test
    void oneThatIsGoodInOneContextAndBadInTheOtherIsProposedInTheGoodOne() {
        LimitedPilots pilots = LimitedPilots.of(0.3, -0.4);
        assertThat(pilots.proposesIn("k0", 20, 8000)).isGreaterThanOrEqualTo(0.9);
        assertThat(pilots.proposesIn("k1", 20, 8000)).isZero();
    }

    @Test
    void oneThatIsTheSameEverywhereIsNotProposedInSomeContextsForWantOfEvidence() {
        assertThat(LimitedPilots.of(0, 0).everFound(20, 5000)).isZero();
    }

    /** Three standard errors above one of twenty. */
    @Tag("slow")
    @Test
    void aContextInWhichItIsWorseByTheMarginIsSeldomAmongTheProposed() {
        assertThat(LimitedPilots.of(-0.1, -0.5).proposesIn("k0", 400, 20_000)).isLessThanOrEqualTo(0.05 + 0.033);
        assertThat(LimitedPilots.of(0.3, -0.1).everFound(400, 20_000)).isLessThanOrEqualTo(0.05 + 0.033);
    }
}
