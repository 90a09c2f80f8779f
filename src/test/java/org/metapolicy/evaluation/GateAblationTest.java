package org.metapolicy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metapolicy.evaluation.Pilot.Context;
import org.metapolicy.evaluation.PilotFamily.Course;
import org.metapolicy.evaluation.PilotFamily.Gate;

/** Proposals with and without the comparison beside the default, and what their tables say. */
class GateAblationTest {
    private static final Context BETTER = new Context(0.45, 0.65, 0.3);
    private static final Context WORSE = new Context(0.45, 0.05, 0.3);

    @Test
    void whoIsWorseIsProposedWithoutTheGateAloneAndThatCosts() {
        Pilot worse = Pilot.everywhere("worse", 0.35, -0.3);
        Course whole = PilotFamily.run(worse, Gate.WHOLE, 3000, 1);
        Course without = PilotFamily.run(worse, Gate.WITHOUT, 3000, 1);
        assertThat(whole.proposed()).isZero();
        assertThat(without.proposed()).isBetween(1, 2999);
        assertThat(without.ownMeansAgree()).isFalse();
        assertThat(whole.reward()).isGreaterThan(without.reward());
    }

    @Test
    void whoIsBetterIsProposedByAllAlikeWhereOwnMeansAgree() {
        Pilot better = Pilot.everywhere("better", 0.35, 0.2);
        Course without = PilotFamily.run(better, Gate.WITHOUT, 3000, 2);
        assertThat(without.ownMeansAgree()).isTrue();
        assertThat(PilotFamily.run(better, Gate.OWN_MEANS, 3000, 2)).isEqualTo(without);
        assertThat(PilotFamily.run(better, Gate.WHOLE, 3000, 2).proposed()).isPositive();
    }

    @Test
    void inShadowTheWholeProposesNobodyWhoWouldDoOtherwise() {
        Pilot shadow =
                Pilot.halves("shadow", new Context(0.55, Double.NaN, 0), BETTER).inShadow();
        assertThat(PilotFamily.run(shadow, Gate.WHOLE, 3000, 3).proposed()).isZero();
        assertThat(PilotFamily.run(shadow, Gate.WITHOUT, 3000, 3).proposed()).isPositive();
    }

    @Test
    void whereContextsDifferTheWholeProposesForTheGoodOnes() {
        Pilot differing = Pilot.halves("differing", BETTER, WORSE);
        Course whole = PilotFamily.run(differing, Gate.WHOLE, 9000, 4);
        assertThat(whole.limit().contexts()).containsExactly("c0", "c1");
        assertThat(PilotFamily.run(differing, Gate.WITHOUT, 9000, 4).limit().isNone())
                .isTrue();
    }

    /** By what it would have earned where it never decided: .30 a decision, .25 less than when it was promoted. */
    @Test
    void whoTurnsOutWorseThanWhenPromotedIsStopped() {
        Pilot shadow =
                Pilot.halves("shadow", new Context(0.55, Double.NaN, 0), WORSE).inShadow();
        Course without = PilotFamily.run(shadow, Gate.WITHOUT, 6000, 5);
        assertThat(without.proposed()).isEqualTo(200);
        assertThat(without.reward()).isBetween(0.45, 0.4999);
    }

    @Test
    void theTablesSayWhatTheGateIsWorth() {
        GateAblation.Tables tables = new GateAblation.Tables(
                GateAblation.proposed()
                        .row(
                                "good",
                                "0.100",
                                "0.00",
                                "yes",
                                "90.0 % (1 to 2); 1,400",
                                never(),
                                "95.0 % (1 to 2); 800",
                                never())
                        .row(
                                "bad",
                                "-0.200",
                                "0.00",
                                "no",
                                "0.0 % (1 to 2); none",
                                "50.0 % (1 to 2); 900",
                                all(),
                                never())
                        .row("bold", "0.200", "0.25", "no", "25.0 % (1 to 2); none", never(), all(), all()),
                new Table("candidate", "to be promoted", "whole", "without the gate", "own means")
                        .row("good", "yes", "0.4 ± 0.0", "-0.10000 ± 0.01000", "0.00000 ± 0.01000")
                        .row("bad", "no", "0.4 ± 0.0", "0.20000 ± 0.01000", "0.00000 ± 0.01000")
                        .row("bold", "no", "0.4 ± 0.0", "0.00500 ± 0.01000", "0.00000 ± 0.01000"),
                new Table("candidate", "to be promoted", "without the gate", "own means")
                        .row("good", "yes", "0.000 ± 0.000", "0.000 ± 0.000")
                        .row("bad", "no", "0.000 ± 0.000", "0.000 ± 0.000")
                        .row("bold", "no", "15.000 ± 1.000", "0.000 ± 0.000"));
        List<String> said = GateAblation.sentences(tables);
        assertThat(said.get(0))
                .startsWith(
                        "Without the counterfactual gate less is earned in \"bad\" (0.20000 ± 0.01000); more is earned in \"good\" (0.10000"
                                + " ± 0.01000); harm is higher in \"bold\" (15.000 ± 1.000). Why: ");
        assertThat(said.get(1)).isEqualTo("With own means in its place nothing changes beyond the interval.");
        assertThat(said.get(2))
                .startsWith(
                        "Whom it should not, the whole proposes for all contexts in 0.0 to 25.0 % of the runs of a row, without the gate"
                                + " 100.0 %, by own means 0.0 to 100.0 %. Of these, who is overridden oftener is proposed by the whole in 25.0 %:");
        assertThat(said.get(3)).startsWith("For some contexts alone the whole proposes \"bad\" in 50.0 % after 900: ");
        assertThat(said.get(4))
                .isEqualTo(
                        "Whom it may, the whole proposes: \"good\" in 90.0 % after 1,400, without the gate in 95.0 % after 800.");
        assertThat(GateAblation.proposal(tables))
                .startsWith(
                        "counterfactual gate: of candidates that are not to be promoted it helps in 2 and costs in 0 of 4 figures, of the"
                                + " others it helps in 0 and costs in 1 of 2 figures. Proposed: keep it, and let a candidate decide");
    }

    private static String never() {
        return "0.0 % (1 to 2); none";
    }

    private static String all() {
        return "100.0 % (1 to 2); 800";
    }
}
