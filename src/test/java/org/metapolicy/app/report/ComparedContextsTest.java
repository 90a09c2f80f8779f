package org.metapolicy.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.running.MadeDecision;
import org.metapolicy.counterfactual.running.MadeDecision.Arm;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.policy.RewardRange;

class ComparedContextsTest {
    @Test
    void decisionsThatTellOfBothAreCompared() {
        ComparedContexts contexts = contexts(0.5);
        ComparedFigure figure = contexts.rows("c", "d", "d").get(0);
        assertThat(figure.difference()).isBetween(0.15, 0.25);
        assertThat(figure.lower()).isLessThan(figure.difference());
        assertThat(figure.upper()).isGreaterThan(figure.difference());
        assertThat(figure.note())
                .startsWith("valid at every look, from 800 decisions, a share of ")
                .contains("in 0.5");
        ComparedFigure mirrored = contexts.rows("d", "c", "d").get(0);
        assertThat(mirrored.difference()).isEqualTo(-figure.difference());
        assertThat(mirrored.lower()).isEqualTo(-figure.upper());
        assertThat(mirrored.upper()).isEqualTo(-figure.lower());
    }

    @Test
    void agreementAloneIsNoComparisonAndTheRestIsNamed() {
        ComparedFigure figure = contexts(0).rows("c", "d", "d").get(0);
        assertThat(figure.difference()).isNull();
        assertThat(figure.lower()).isNull();
        assertThat(figure.note())
                .isEqualTo("not compared: coverage_min is 0.9, and it is known from 800 decisions, a share of 0.5 of"
                        + " them covered: both would have done the same in 0.5, something else in 0.5, which are as"
                        + " good as 0 of one weight; so far the difference is estimated at 0");
    }

    @Test
    void whereNothingIsCoveredNoNumberIsTold() {
        RunningDifferences running = RunningDifferences.after(0);
        for (int i = 0; i < 40; i++) {
            running.outcome(
                    "d",
                    "k",
                    0.5,
                    Optional.of(new MadeDecision(
                            Instant.ofEpochSecond(i),
                            "d",
                            "rest",
                            1,
                            new TreeMap<>(Map.of("c", new Arm("cue", 0), "d", new Arm("rest", 1))))));
        }
        for (double least : List.of(0.9, 0.0)) {
            ComparedFigure figure = new ComparedContexts(
                            (one, other) -> running.compare(one, other, least), least, RewardRange.WHOLE)
                    .rows("c", "d", "d")
                    .get(0);
            assertThat(figure.difference()).isNull();
            assertThat(figure.lower()).isNull();
            assertThat(figure.note())
                    .startsWith("not compared: ")
                    .contains("it is known from 40 decisions, a share of 0 of them covered")
                    .doesNotContain("NaN")
                    .doesNotContain("estimated");
        }
    }

    /** Half of the decisions alike; in the other half the candidate serves at this rate and earns .4 more. */
    private static ComparedContexts contexts(double explored) {
        RunningDifferences running = RunningDifferences.after(0);
        for (int i = 0; i < 800; i++) {
            boolean differ = i % 2 == 0;
            boolean own = differ && explored > 0 && i % 4 == 0;
            Arm rest = new Arm("rest", differ ? 1 - explored : 1);
            Arm other = differ ? new Arm("cue", explored) : rest;
            running.outcome(
                    own ? "c" : "d",
                    differ ? "k" : "l",
                    own ? 0.7 : 0.5,
                    Optional.of(new MadeDecision(
                            Instant.ofEpochSecond(i),
                            "d",
                            own ? "cue" : "rest",
                            own ? explored : rest.propensity(),
                            new TreeMap<>(Map.of("c", other, "d", rest)))));
        }
        return new ComparedContexts((one, other) -> running.compare(one, other, 0.9), 0.9, RewardRange.WHOLE);
    }
}
