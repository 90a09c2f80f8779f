package org.metapolicy.governance.comparable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.running.Compared;
import org.metapolicy.counterfactual.running.Compared.Source;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.trust.context.ContextHistory;

/** Versions by what each decided lately, context by context. */
class HistoryComparisonsTest {
    private final ContextHistory standard = new ContextHistory();
    private final ContextHistory candidate = new ContextHistory();

    /** The default's contexts weigh what they weigh: .49 where it is easy and 0 where it is hard, the candidate .31 and 0. */
    @Test
    void contextsWeighAsTheDefaultMetThem() {
        count(standard, "easy", 300, 0.49);
        count(standard, "hard", 300, 0);
        count(candidate, "easy", 300, 0.31);
        count(candidate, "hard", 30, 0);
        Compared compared = compare();
        assertThat(compared.source()).isEqualTo(Source.HISTORIES);
        assertThat(compared.coverage()).isEqualTo(1);
        assertThat(2 * compared.estimate()).isCloseTo(-0.09, within(0.02));
        assertThat(compared.lower()).isLessThan(compared.certain());
        assertThat(compared.certain()).isLessThan(compared.estimate());
        assertThat(compared.estimate()).isLessThan(compared.upper());
    }

    @Test
    void whereOnlyTheDefaultActedNothingIsCovered() {
        count(standard, "easy", 300, 0.49);
        count(standard, "hard", 300, 0);
        count(candidate, "easy", 300, 0.49);
        assertThat(compare().coverage()).isEqualTo(0.5);
        assertThat(2 * compare().estimate()).isCloseTo(0, within(1e-9));
    }

    @Test
    void whatHasNoNameOfItsOwnIsNotTheSameOfBoth() {
        count(standard, "easy", 300, 0.49);
        count(standard, "other", 100, -0.49);
        count(candidate, "easy", 300, 0.49);
        count(candidate, "other", 100, 0.49);
        assertThat(compare().coverage()).isEqualTo(0.75);
        assertThat(2 * compare().estimate()).isCloseTo(0, within(0.01));
    }

    @Test
    void whoNeverActedIsNotCompared() {
        count(standard, "easy", 300, 0.49);
        assertThat(compare().source()).isEqualTo(Source.NOTHING);
        assertThat(new HistoryComparisons(Map.of(), RewardRange.WHOLE)
                        .compare("new", "now", 0.9)
                        .source())
                .isEqualTo(Source.NOTHING);
    }

    /**
     * python3: d = 181/302 - 11/302; v = lambda p: p*(1-p)/302; w = math.sqrt(v(181/302) + v(11/302));
     * d - 1.644854*w, d + 1.644854*w, d - 1.959964*w, d + 1.959964*w
     */
    @Test
    void overridesAreComparedByTheirRates() {
        for (int i = 0; i < 300; i++) {
            standard.status("c", i % 30 == 0, 800);
            standard.outcome("c", false, 0.3, null, 800);
            candidate.status("c", i % 5 < 3, 800);
            candidate.outcome("c", false, 0.3, null, 800);
        }
        assertThat(compare().overrides().atLeast()).isCloseTo(0.5132580, within(1e-6));
        assertThat(compare().overrides().atMost()).isCloseTo(0.6125698, within(1e-6));
        assertThat(compare().overrides().lower()).isCloseTo(0.5037452, within(1e-6));
        assertThat(compare().overrides().upper()).isCloseTo(0.6220826, within(1e-6));
    }

    private Compared compare() {
        return new HistoryComparisons(Map.of("now", standard, "new", candidate), RewardRange.WHOLE)
                .compare("new", "now", 0.9);
    }

    private static void count(ContextHistory history, String cluster, int n, double reward) {
        for (int i = 0; i < n; i++) {
            history.status(cluster, false, 800);
            history.outcome(cluster, false, reward + 0.1 * (i % 2 - 0.5), null, 800);
        }
    }
}
