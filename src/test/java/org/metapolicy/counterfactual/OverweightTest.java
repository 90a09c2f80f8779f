package org.metapolicy.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Propensities that are told too small are found, and nothing is certain by them. */
class OverweightTest {
    private static final int LOGS = 30;

    /**
     * {@code python3 -c "from math import prod; w=[0,2.5,1,4,0,1.5]; print(sum(prod((1+l*x)/(1+l) for x in w)
     * for l in [2.0**-i for i in range(13)])/13)"}; the second with {@code w=[2.0]*12}.
     */
    @Test
    void theEvidenceIsTheMeanOfThirteenStakes() {
        Overweight overweight = new Overweight();
        assertThat(overweight.evidence()).isEqualTo(1, within(1e-12));
        for (double weight : new double[] {0, 2.5, 1, 4, 0, 1.5}) {
            overweight.take(weight);
        }
        assertThat(overweight.evidence()).isEqualTo(1.156296432274528, within(1e-12));
        Overweight twos = new Overweight();
        for (int i = 0; i < 12; i++) {
            twos.take(2);
        }
        assertThat(twos.evidence()).isEqualTo(14.198375647189039, within(1e-10));
    }

    /** Without it about half of the logs of the first kind are told apart. */
    @ParameterizedTest
    @CsvSource({"0.12, 0.1", "0.085, 0.1"})
    void roundedPropensitiesTellNothingApartThatEarnsAlike(double chance, double told) {
        for (List<String> pair : List.of(List.of("candidate", "default"), List.of("default", "candidate"))) {
            List<Evaluation> judged = new RoundedLogs(chance, told).judged(LOGS, 6000, pair.get(0), pair.get(1));
            assertThat(share(judged, one -> one.verdict() == Verdict.BETTER || one.verdict() == Verdict.WORSE))
                    .isLessThanOrEqualTo(most());
            assertThat(share(judged, OverweightTest::isOverweight)).isGreaterThan(0.5);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.1, 0.5})
    void rightOnesAreSeldomRefused(double chance) {
        List<Evaluation> judged = new RoundedLogs(chance, chance).judged(LOGS, 2000, "candidate", "default");
        assertThat(share(judged, OverweightTest::isOverweight)).isLessThanOrEqualTo(most());
    }

    /** 5 % and two standard errors. */
    private static double most() {
        return 0.05 + 2 * Math.sqrt(0.05 * 0.95 / LOGS);
    }

    @Test
    void whereBothDoTheSameNoWeightMatters() {
        assertThat(new RoundedLogs(0.115, 0.1).judged(3, 6000, "candidate", "twin"))
                .allSatisfy(one -> assertThat(one.verdict()).isEqualTo(Verdict.NOT_WORSE));
    }

    /** Whose outcomes are there weigh 1.18 in the mean, as the default's others are not. */
    @Test
    void outcomesThatStayAwayAreNoSignOfIt() {
        double[] ofTheDefault = {0.3, 0};
        assertThat(LackingLogs.never(0, ofTheDefault, ofTheDefault).judged(LOGS, 800))
                .noneMatch(OverweightTest::isOverweight);
    }

    private static boolean isOverweight(Evaluation one) {
        return one.verdict() == Verdict.REFUSED && one.reason().contains("propensities are told too small");
    }

    private static double share(List<Evaluation> judged, Predicate<Evaluation> which) {
        return judged.stream().filter(which).count() / (double) judged.size();
    }
}
