package org.metapolicy.governance.comparable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.running.ComparedIn;
import org.metapolicy.governance.comparable.ContextVerdict.Fitness;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.ContextLimit;

/** In which contexts a version is to be proposed, by what each of them says. */
class ContextVerdictsTest {
    private static final Settings SETTINGS = Settings.defaults();
    private static final ContextLimit MORNING = ContextLimit.to(List.of("morning"));

    @Test
    void aContextSaysWhetherTheVersionIsFitForItAndWhy() {
        assertThat(verdict(0.5, -0.04, 0.2, -1)).satisfies(one -> {
            assertThat(one.fitness()).isEqualTo(Fitness.FIT);
            assertThat(one.reason()).isEqualTo("its difference to the default there is certainly not below -0.08");
        });
        assertThat(verdict(0.5, -0.06, 0.2, -1)).satisfies(one -> {
            assertThat(one.fitness()).isEqualTo(Fitness.UNDECIDED);
            assertThat(one.reason()).endsWith("not below -0.12, and worse_margin is 0.1");
        });
        assertThat(verdict(0.5, -0.4, -0.06, -1)).satisfies(one -> {
            assertThat(one.fitness()).isEqualTo(Fitness.UNFIT);
            assertThat(one.reason()).isEqualTo("it certainly earns less than the default there, by at least 0.12");
        });
        assertThat(verdict(0.5, 0.1, 0.2, 0.06)).satisfies(one -> {
            assertThat(one.fitness()).isEqualTo(Fitness.UNFIT);
            assertThat(one.reason()).contains("certainly overridden oftener");
        });
        assertThat(of("x", List.of("no trust"), false, Optional.of(new ComparedIn(0.5, 90, 0.1, 0.1, 0.2, -1)))
                        .reason())
                .isEqualTo("no trust");
        assertThat(of("x", List.of(), true, Optional.empty()).fitness()).isEqualTo(Fitness.UNFIT);
        assertThat(of("x", List.of(), false, Optional.empty())).satisfies(one -> {
            assertThat(one.fitness()).isEqualTo(Fitness.UNDECIDED);
            assertThat(one.share()).isZero();
        });
    }

    @Test
    void itIsProposedWhereItIsFitOnceTheRestIsDecided() {
        assertThat(proposable(ContextLimit.NONE, fit("morning", 0.5), unfit("evening", 0.45), undecided("night", 0.05)))
                .contains(MORNING);
        assertThat(proposable(ContextLimit.NONE, fit("morning", 0.5), unfit("evening", 0.3), undecided("night", 0.2)))
                .as("a fifth is undecided")
                .isEmpty();
        assertThat(proposable(ContextLimit.NONE, fit("morning", 0.5), fit("evening", 0.5)))
                .as("fit in all: a promotion without contexts")
                .isEmpty();
        assertThat(proposable(ContextLimit.NONE, unfit("morning", 0.5), unfit("evening", 0.5)))
                .isEmpty();
        assertThat(proposable(ContextLimit.NONE)).isEmpty();
    }

    @Test
    void oneThatServesInSomeIsProposedForTheseAndMore() {
        assertThat(proposable(MORNING, fit("morning", 0.4), unfit("evening", 0.3), fit("night", 0.3)))
                .contains(ContextLimit.to(List.of("morning", "night")));
        assertThat(proposable(MORNING, fit("morning", 0.5), unfit("evening", 0.5)))
                .isEmpty();
        assertThat(proposable(MORNING, undecided("morning", 0.1), unfit("evening", 0.4), fit("night", 0.5)))
                .as("the evidence for where it serves is gone")
                .isEmpty();
    }

    @Test
    void aProposalNoLongerHoldsWhereOneOfItsContextsBecameUnfit() {
        assertThat(verdicts(ContextLimit.NONE, unfit("morning", 0.5), fit("evening", 0.5))
                        .unfit(MORNING))
                .contains("in context 'morning' it is suspended there");
        assertThat(verdicts(ContextLimit.NONE, undecided("morning", 0.5), unfit("evening", 0.5))
                        .unfit(MORNING))
                .isEmpty();
    }

    @Test
    void whatStandsInTheWayIsNamed() {
        assertThat(verdicts(ContextLimit.NONE, fit("morning", 0.5), undecided("evening", 0.5))
                        .missing(SETTINGS))
                .as("unfit nowhere")
                .isEmpty();
        assertThat(verdicts(ContextLimit.NONE, unfit("morning", 0.5), undecided("evening", 0.5))
                        .missing(SETTINGS))
                .containsExactly(
                        "of a promotion in some contexts, as it is unfit for others: contexts that make a share"
                                + " of 0.5 of the default's decisions are decided, coverage_min is 0.9; in 'evening' no trust");
        assertThat(verdicts(ContextLimit.NONE, unfit("morning", 1)).missing(SETTINGS))
                .containsExactly("of a promotion in some contexts, as it is unfit for others: it is fit in none beyond"
                        + " those that it has");
    }

    private static Optional<ContextLimit> proposable(ContextLimit stands, ContextVerdict... contexts) {
        return verdicts(stands, contexts).proposable(SETTINGS);
    }

    private static ContextVerdicts verdicts(ContextLimit stands, ContextVerdict... contexts) {
        return new ContextVerdicts(stands, List.of(contexts));
    }

    private static ContextVerdict fit(String context, double share) {
        return of(context, List.of(), false, Optional.of(new ComparedIn(share, 100, 0.1, 0.05, 0.15, -1)));
    }

    private static ContextVerdict unfit(String context, double share) {
        return of(context, List.of(), true, Optional.of(new ComparedIn(share, 100, 0.1, 0.05, 0.15, -1)));
    }

    private static ContextVerdict undecided(String context, double share) {
        return of(context, List.of("no trust"), false, Optional.of(new ComparedIn(share, 100, 0.1, 0.05, 0.15, -1)));
    }

    private static ContextVerdict verdict(double share, double certain, double atMost, double overriddenMore) {
        return of("x", List.of(), false, Optional.of(new ComparedIn(share, 100, 0, certain, atMost, overriddenMore)));
    }

    private static ContextVerdict of(
            String context, List<String> missing, boolean suspended, Optional<ComparedIn> compared) {
        return ContextVerdict.of(context, missing, suspended, compared, SETTINGS);
    }
}
