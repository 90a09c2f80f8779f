package org.metapolicy.governance.comparable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.running.Compared;
import org.metapolicy.counterfactual.running.Compared.Source;
import org.metapolicy.counterfactual.running.OverrideGap;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Settings;
import org.metapolicy.testing.memory.OwnDecisions;

/** What proposes a version beside the default, and what does not (specification, section 6.7). */
class DefaultComparisonTest {
    private static final Settings SETTINGS = Settings.defaults();

    @Test
    void whoEarnsAsMuchOnTheSameContextsIsNotInTheWayAndWhoEarnsClearlyLessIs() {
        assertThat(own(0.3, 0.3, 400).missing(SETTINGS)).isEmpty();
        assertThat(own(0.3, 0.12, 400).missing(SETTINGS))
                .singleElement()
                .asString()
                .startsWith("it is not certain that it is at most worse_margin 0.1 worse than the default 'now'");
        assertThat(own(0.3, 0.18, 400).worse(SETTINGS)).isEmpty();
        assertThat(own(0.3, -0.3, 400).worse(SETTINGS)).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("it is certainly worse than the default 'now'"));
    }

    @Test
    void tooFewDecisionsAreNoEvidenceInEitherDirection() {
        assertThat(own(0.3, 0.3, 20).missing(SETTINGS)).hasSize(1);
        assertThat(own(0.3, -0.9, 4).worse(SETTINGS)).isEmpty();
    }

    @Test
    void whatNothingComparesIsNamedUnlessTheDefaultNeverActed() {
        Comparisons nothing = new RunningComparisons(RunningDifferences.after(0));
        assertThat(DefaultComparison.of(nothing, "new", "now", true, SETTINGS).missing(SETTINGS))
                .singleElement()
                .asString()
                .startsWith("nothing compares it with the default 'now'");
        assertThat(DefaultComparison.of(nothing, "new", "now", false, SETTINGS).missing(SETTINGS))
                .isEmpty();
        assertThat(DefaultComparison.of(nothing, "new", "now", true, SETTINGS).worse(SETTINGS))
                .isEmpty();
    }

    @Test
    void whereNobodyAsksNothingIsInTheWay() {
        DefaultComparison notAsked = DefaultComparison.notAsked("now", SETTINGS);
        assertThat(notAsked.missing(SETTINGS)).isEmpty();
        assertThat(notAsked.worse(SETTINGS)).isEmpty();
        assertThat(notAsked.figures()).containsEntry("source", "NOTHING").containsEntry("default", "now");
    }

    @Test
    void agreementAloneProposesNobodyAndTheShareOfOtherChoicesIsNamed() {
        DefaultComparison comparison = decisions(0.5, 0.5, 0.5, 0.9, -0.9);
        assertThat(comparison.missing(SETTINGS))
                .containsExactly("what it would have earned is known of a share of 0.5, coverage_min is 0.9, of 1000"
                        + " decisions: it would have done as the default 'now' in 0.5 and otherwise in 0.5 of them");
        assertThat(comparison.worse(SETTINGS)).isEmpty();
        assertThat(comparison.figures()).containsEntry("disagreement", 0.5).containsEntry("coverage", 0.5);
    }

    @Test
    void whoIsCertainlyOverriddenOftenerIsInTheWayWhateverItEarns() {
        DefaultComparison comparison = decisions(1, 0.2, 0.8, 0.9, 0.08);
        assertThat(decisions(1, 0.2, 0.8, 0.9, 0.03).missing(SETTINGS)).isEmpty();
        assertThat(comparison.missing(SETTINGS))
                .containsExactly("it is certainly overridden oftener than the default 'now' on the same contexts,"
                        + " by at least 0.08");
        assertThat(comparison.worse(SETTINGS)).isPresent();
    }

    @Test
    void whatPeopleOverruleSpeaksAgainstItWhereThatIsCertain() {
        DefaultComparison uncertain = overridden(new OverrideGap(0.2, -0.05, 0.4, 0.05, 0.35));
        assertThat(uncertain.missing(SETTINGS)).isEmpty();
        assertThat(uncertain.figures())
                .containsEntry("overridden_at_most", 0.35)
                .containsEntry("overridden_more", 0.05);
        DefaultComparison certain = overridden(new OverrideGap(0.2, 0.05, 0.4, 0.06, 0.35));
        assertThat(certain.missing(SETTINGS))
                .containsExactly("it is certainly overridden oftener than the default 'now' on the same contexts, by at"
                        + " least 0.06");
        assertThat(certain.worse(SETTINGS)).isPresent();
        assertThat(overridden(OverrideGap.UNKNOWN).missing(SETTINGS)).isEmpty();
    }

    @Test
    void figuresAreInTheRewardsOfTheFamily() {
        Settings narrow = SETTINGS.with(Map.of("reward_low", -0.5, "reward_high", 0.5));
        DefaultComparison comparison = new DefaultComparison(
                "now", true, decisions(1, 0.2, 0.8, 0.2, 0).compared(), RewardRange.of(narrow));
        assertThat(comparison.figures()).containsEntry("difference", 0.2).containsEntry("not_below", 0.2);
        assertThat(decisions(1, 0.2, 0.8, 0.2, 0).figures()).containsEntry("difference", 0.4);
    }

    @Test
    void whereNothingIsCoveredNoDifferenceIsTold() {
        Settings lax = SETTINGS.with(Map.of("coverage_min", 0.0));
        DefaultComparison comparison = new DefaultComparison(
                "now",
                true,
                new Compared(Source.DECISIONS, Double.NaN, -1, 1, -1, 40, 0, 0, 1, 0, OverrideGap.UNKNOWN),
                RewardRange.of(lax));
        assertThat(comparison.figures()).doesNotContainKey("difference").containsEntry("coverage", 0.0);
        assertThat(comparison.missing(lax))
                .containsExactly("it is not certain that it is at most worse_margin 0.1 worse than the default 'now' on"
                        + " the same contexts: its difference is certainly not below -2, on 40 decisions (effectively 0"
                        + " in which they disagree)");
    }

    private static DefaultComparison own(double standard, double candidate, int each) {
        return DefaultComparison.of(
                new RunningComparisons(OwnDecisions.of(Map.of("now", standard, "new", candidate), each)),
                "new",
                "now",
                true,
                SETTINGS);
    }

    private static DefaultComparison decisions(
            double coverage, double agreement, double disagreement, double difference, double overriddenMore) {
        return decisions(
                coverage,
                agreement,
                disagreement,
                difference,
                new OverrideGap(overriddenMore, overriddenMore, overriddenMore, overriddenMore, overriddenMore));
    }

    private static DefaultComparison overridden(OverrideGap overrides) {
        return decisions(1, 0.2, 0.8, 0.9, overrides);
    }

    private static DefaultComparison decisions(
            double coverage, double agreement, double disagreement, double difference, OverrideGap overrides) {
        return new DefaultComparison(
                "now",
                true,
                new Compared(
                        Source.DECISIONS,
                        difference,
                        difference,
                        difference,
                        difference,
                        1000,
                        coverage,
                        agreement,
                        disagreement,
                        100,
                        overrides),
                RewardRange.of(SETTINGS));
    }
}
