package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.policy.MetapolicyException.Conflict;

/** Outcomes that stay away by what was done, or come after their status, make no difference where there is none. */
class LackingTest {
    private static final int FAMILIES = 40;
    private static final int DECISIONS = 1200;
    private static final double[] NONE = {0, 0};

    /** Of two that earn alike. */
    static Stream<Arguments> equalOnes() {
        return Stream.of(
                Arguments.of("the default's", LackingFamilies.never(0, both(0.3, 0), both(0.3, 0))),
                Arguments.of("the candidate's", LackingFamilies.never(0, both(0, 0.3), both(0, 0.3))),
                Arguments.of("the default's good ones", LackingFamilies.never(0, both(0.4, 0), NONE)),
                Arguments.of("the candidate's bad ones", LackingFamilies.never(0, NONE, both(0, 0.4))),
                Arguments.of("the bad ones of either", LackingFamilies.never(0, NONE, both(0.4, 0.4))),
                Arguments.of(
                        "the bad ones of a candidate that is seldom tried",
                        new LackingFamilies(0.2, 0, NONE, both(0, 0.5), new int[2], true)),
                Arguments.of(
                        "those of the default's last 100",
                        new LackingFamilies(0.5, 0, NONE, NONE, new int[] {100, 0}, true)),
                Arguments.of(
                        "those of the candidate's last 100",
                        new LackingFamilies(0.5, 0, NONE, NONE, new int[] {0, 100}, true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("equalOnes")
    void nothingIsEverCertainOfTwoThatEarnAlike(String lacking, LackingFamilies families) {
        Predicate<Compared> certain = compared -> compared.lower() > 0 || compared.upper() < 0;
        assertThat(families.ever(FAMILIES, DECISIONS, certain)).isLessThanOrEqualTo(most());
        assertThat(families.withoutRecords().ever(FAMILIES, DECISIONS, certain)).isLessThanOrEqualTo(most());
    }

    @Test
    void whatIsWorseByMoreThanTheMarginDoesNotSuffice() {
        LackingFamilies worse = LackingFamilies.never(-0.06, both(0.5, 0.5), both(0.5, 0.5));
        for (LackingFamilies families : List.of(worse, worse.withoutRecords())) {
            assertThat(families.ever(FAMILIES, 2 * DECISIONS, compared -> compared.certain() > -0.06))
                    .isLessThanOrEqualTo(most());
        }
    }

    @Test
    void whatStaysAwayByChanceHidesNoDifference() {
        LackingFamilies better = LackingFamilies.never(0.3, both(0.3, 0.3), both(0.3, 0.3));
        for (LackingFamilies families : List.of(better, better.withoutRecords())) {
            assertThat(families.ever(FAMILIES, DECISIONS, compared -> compared.lower() > 0))
                    .isGreaterThanOrEqualTo(0.9);
            assertThat(families.ever(FAMILIES, DECISIONS, compared -> compared.lower() > 0.3 || compared.upper() < 0.3))
                    .isLessThanOrEqualTo(most());
        }
    }

    @Test
    void anOutcomeThatComesAfterItsStatusLeavesNoTraceOfIt() {
        LackingFamilies family = LackingFamilies.never(0, NONE, NONE);
        RunningDifferences late = RunningDifferences.after(0);
        RunningDifferences prompt = RunningDifferences.after(0);
        for (int t = 1; t <= 50; t++) {
            Optional<MadeDecision> decision = Optional.of(family.decision(t, t % 2));
            late.lacking(t, decision);
            if (t == 50) {
                assertThat(late.text()).contains("\"lacking\":{\"own\":{},\"standard\":{\"7\":1}");
                break;
            }
            if (t == 10) {
                double lower = late.compare("candidate", "default", 0).lower();
                double upper = late.compare("candidate", "default", 0).upper();
                late = RunningDifferences.read(late.text(), 0);
                assertThat(late.compare("candidate", "default", 0).lower()).isEqualTo(lower);
                assertThat(late.compare("candidate", "default", 0).upper()).isEqualTo(upper);
            }
            late.found(t, decision);
            late.outcome(t % 2 == 1 ? "candidate" : "default", null, t % 3 / 2.0, decision);
            prompt.outcome(t % 2 == 1 ? "candidate" : "default", null, t % 3 / 2.0, decision);
            assertThat(late.text()).isEqualTo(prompt.text());
        }
    }

    @Test
    void bothSidesAreHeldAlike() {
        LackingFamilies family = LackingFamilies.never(0, NONE, NONE);
        RunningDifferences running = RunningDifferences.after(0);
        for (int t = 1; t <= 600; t++) {
            running.outcome(t % 2 == 1 ? "candidate" : "default", null, 0.5, Optional.of(family.decision(t, t % 2)));
        }
        double without = running.compare("candidate", "default", 0).upper();
        for (int t = 601; t <= 700; t++) {
            running.lacking(t, Optional.of(family.decision(t, t % 2)));
        }
        Compared compared = running.compare("candidate", "default", 0);
        assertThat(compared.lower()).isEqualTo(-compared.upper(), within(1e-9));
        assertThat(compared.upper()).isGreaterThan(without);
        assertThat(compared.n()).isEqualTo(600);
    }

    @Test
    void whatWasEditedIsRefused() {
        LackingFamilies family = LackingFamilies.never(0, NONE, NONE);
        RunningDifferences running = RunningDifferences.after(3);
        running.outcome("candidate", null, 1, Optional.of(family.decision(4, 1)));
        running.lacking(5, Optional.of(family.decision(5, 1)));
        String text = running.text();
        assertThat(text).contains("\"lacking\":{\"own\":{\"7\":1},\"standard\":{},\"other\":0}");
        for (String edited : new String[] {
            text.replace("{\"7\":1}", "{\"7\":-1}"),
            text.replace("{\"7\":1}", "{\"42\":1}"),
            text.replace("{\"7\":1}", "null"),
            text.replace("\"other\":0}", "\"other\":-1}")
        }) {
            assertThat(edited).isNotEqualTo(text);
            assertThatThrownBy(() -> RunningDifferences.read(edited, 0)).isInstanceOf(Conflict.class);
        }
    }

    @Test
    void whatAnEarlierReleaseKeptBeginsWithWhatComesNext() {
        LackingFamilies family = LackingFamilies.never(0, NONE, NONE);
        RunningDifferences running = RunningDifferences.after(0);
        running.outcome("candidate", null, 1, Optional.of(family.decision(1, 1)));
        String former = running.text().replace(",\"lackingAfter\":0", "");
        assertThat(former).isNotEqualTo(running.text());
        RunningDifferences read = RunningDifferences.read(former, 7);
        assertThat(Begun.of(read.text()).lacking()).isEqualTo(7);
        read.lacking(7, Optional.of(family.decision(2, 1)));
        assertThat(read.text()).doesNotContain("\"lacking\":{");
        read.lacking(8, Optional.of(family.decision(2, 1)));
        assertThat(read.text()).contains("\"lacking\":{");
    }

    private static double[] both(double ofDefault, double ofCandidate) {
        return new double[] {ofDefault, ofCandidate};
    }

    /** 5 % and two standard errors. */
    private static double most() {
        return 0.05 + 2 * Math.sqrt(0.05 * 0.95 / FAMILIES);
    }
}
