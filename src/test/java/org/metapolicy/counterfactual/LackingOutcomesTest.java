package org.metapolicy.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Outcomes that stay away, or are late, by what was done make no difference where there is none. */
class LackingOutcomesTest {
    private static final int LOGS = 100;
    private static final int DECISIONS = 800;
    private static final double[] NONE = {0, 0};

    /** Of two things that earn alike. */
    static Stream<Arguments> equalOnes() {
        return Stream.of(
                Arguments.of("the default's, whatever they are", LackingLogs.never(0, both(0.3, 0), both(0.3, 0))),
                Arguments.of("the candidate's, whatever they are", LackingLogs.never(0, both(0, 0.3), both(0, 0.3))),
                Arguments.of("the default's good ones", LackingLogs.never(0, both(0.4, 0), NONE)),
                Arguments.of("the candidate's bad ones", LackingLogs.never(0, NONE, both(0, 0.4))),
                Arguments.of("the bad ones of either", LackingLogs.never(0, NONE, both(0.4, 0.4))),
                Arguments.of(
                        "the default's good ones, and some of either",
                        LackingLogs.never(0, both(0.6, 0.3), both(0.3, 0.3))),
                Arguments.of("those of the default's last 150", new LackingLogs(0, NONE, NONE, new int[] {150, 0})),
                Arguments.of("those of the candidate's last 150", new LackingLogs(0, NONE, NONE, new int[] {0, 150})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("equalOnes")
    void nothingIsCertainOfTwoThatEarnAlike(String lacking, LackingLogs logs) {
        List<Evaluation> judged = logs.judged(LOGS, DECISIONS);
        assertThat(share(judged, one -> one.verdict() == Verdict.BETTER)).isLessThanOrEqualTo(most());
        assertThat(share(judged, one -> one.verdict() == Verdict.WORSE)).isLessThanOrEqualTo(most());
        assertThat(share(judged, one -> misses(one.lower(), one.upper(), 0))).isLessThanOrEqualTo(most());
        assertThat(share(judged, one -> misses(one.fixedLower(), one.fixedUpper(), 0)))
                .isLessThanOrEqualTo(most());
    }

    @Test
    void whatIsWorseByTheMarginIsNotToldToBeWithin() {
        // .1 in rewards of -1 to 1 is .05 of the unit scale.
        List<Evaluation> judged =
                LackingLogs.never(-0.05, both(0.5, 0.5), both(0.5, 0.5)).judged(LOGS, 4 * DECISIONS);
        assertThat(share(judged, one -> one.verdict() == Verdict.NOT_WORSE || one.verdict() == Verdict.BETTER))
                .isLessThanOrEqualTo(most());
        assertThat(share(judged, one -> misses(one.lower(), one.upper(), -0.1))).isLessThanOrEqualTo(most());
    }

    @Test
    void whatStaysAwayByChanceHidesNoDifference() {
        List<Evaluation> judged =
                LackingLogs.never(0.3, both(0.3, 0.3), both(0.3, 0.3)).judged(LOGS, DECISIONS);
        assertThat(share(judged, one -> one.verdict() == Verdict.BETTER)).isGreaterThanOrEqualTo(0.9);
        assertThat(share(judged, one -> misses(one.lower(), one.upper(), 0.6))).isLessThanOrEqualTo(most());
    }

    private static double[] both(double ofDefault, double ofCandidate) {
        return new double[] {ofDefault, ofCandidate};
    }

    /** Whether an interval is told that does not hold the difference. */
    private static boolean misses(Double lower, Double upper, double difference) {
        return lower != null && (lower > difference || upper < difference);
    }

    private static double share(List<Evaluation> judged, Predicate<Evaluation> wrong) {
        return judged.stream().filter(wrong).count() / (double) judged.size();
    }

    /** 5 % and two standard errors. */
    private static double most() {
        return 0.05 + 2 * Math.sqrt(0.05 * 0.95 / LOGS);
    }
}
