package org.metapolicy.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever looks after every decision is misled in at most one log of twenty; the whole of it with -Pslow. */
class EveryLookTest {
    static Stream<Arguments> worlds() {
        return Stream.of(
                        new AdaptiveLogs(false, 0, false),
                        new AdaptiveLogs(true, 0, false),
                        new AdaptiveLogs(true, 100, false),
                        new AdaptiveLogs(true, 100, true))
                .flatMap(logs -> Stream.of(Arguments.of(logs, true), Arguments.of(logs, false)));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theIntervalMissesInAtMostOneLogOfTwenty(AdaptiveLogs logs, boolean difference) {
        assertThat(logs.missed(200, 150, difference)).isLessThanOrEqualTo(0.05);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("worlds")
    void itMissesInAtMostOneOfTwentyOfTwoThousandLongOnes(AdaptiveLogs logs, boolean difference) {
        assertThat(logs.missed(2000, 1000, difference)).isLessThanOrEqualTo(0.05);
    }

    @Test
    void certificatesAreSeldomFalseOnTheBoundary() {
        assertThat(CounterfactualTables.tenth(200, 800)).isLessThanOrEqualTo(most(200));
        assertThat(CounterfactualTables.rare(200, 800)).isLessThanOrEqualTo(most(200));
    }

    @Tag("slow")
    @Test
    void theyAreSeldomFalseInLongLogs() {
        assertThat(CounterfactualTables.tenth(1000, 5000)).isLessThanOrEqualTo(most(1000));
        assertThat(CounterfactualTables.rare(1000, 5000)).isLessThanOrEqualTo(most(1000));
        assertThat(CounterfactualTables.equal(1000, 5000)).isLessThanOrEqualTo(most(1000));
    }

    @Test
    void aCertificateComesAsSoonAsStated() {
        assertThat(CounterfactualTables.WORSE.median(40))
                .isLessThanOrEqualTo((int) (1.1 * CounterfactualTables.WORSE.stated()));
        assertThat(CounterfactualTables.BETTER.median(40))
                .isLessThanOrEqualTo((int) (1.1 * CounterfactualTables.BETTER.stated()));
    }

    @Tag("slow")
    @Test
    void everyCertificateComesAsSoonAsStated() {
        for (CounterfactualTables.Question question : CounterfactualTables.QUESTIONS) {
            assertThat(question.median(200)).as(question.words()).isLessThanOrEqualTo((int) (1.1 * question.stated()));
        }
    }

    /** 5 % and two standard errors. */
    private static double most(int runs) {
        return 0.05 + 2 * Math.sqrt(0.05 * 0.95 / runs);
    }
}
