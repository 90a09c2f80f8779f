package org.metapolicy.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.governance.JudgedVersion.live;
import static org.metapolicy.governance.JudgedVersion.plan;
import static org.metapolicy.governance.JudgedVersion.version;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.JudgedVersion.Evidence;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.VersionStatus;

/** When a promotion is proposed, and when an open proposal lapses (specification, section 6.7). */
class AutomaticProposalTest {
    @Test
    void aCandidateWithGoodEvidenceIsProposedAndNeverPromoted() {
        assertThat(plan(List.of(), live("now").asDefault(), version("new", VersionStatus.CANDIDATE, Evidence.GOOD)))
                .singleElement()
                .satisfies(action -> {
                    assertThat(action).isInstanceOf(AutomaticAction.Propose.class);
                    assertThat(((AutomaticAction.Propose) action).onShadowEvidence())
                            .isFalse();
                });
        assertThat(plan(
                        List.of(),
                        version("new", VersionStatus.CANDIDATE, Evidence.NONE).shadow(Evidence.GOOD)))
                .singleElement()
                .satisfies(action -> assertThat(((AutomaticAction.Propose) action).onShadowEvidence())
                        .isTrue());
    }

    @Test
    void whatStandsInTheWayOfAProposalIsNamed() {
        JudgedVersion good = version("new", VersionStatus.CANDIDATE, Evidence.GOOD);
        assertThat(blocks(live("now").asDefault().reward(0.40), good.reward(0.28)))
                .singleElement()
                .asString()
                .startsWith("it is not certain that it is at most worse_margin 0.1 worse than the default 'now'")
                .contains("400 decisions of its own");
        assertThat(blocks(live("now").asDefault().reward(0.40), good.reward(0.38)))
                .isEmpty();
        assertThat(blocks(good.reward(0.36).shadow(Evidence.ALARM))).containsExactly("an alarm");
        assertThat(blocks(good.rejected(1))).singleElement().asString().contains("rejected");
        assertThat(blocks(good.rejected(2))).isEmpty();
        assertThat(blocks(version("new", VersionStatus.CANDIDATE, Evidence.UNTRUSTED)))
                .singleElement()
                .asString()
                .contains("pci_promote");
    }

    @Test
    void anOpenProposalLapsesOnAnAlarmALowClosingOrAChangeOfStatus() {
        assertThat(plan(
                        List.of(),
                        version("a", VersionStatus.CANDIDATE, Evidence.GOOD).proposed()))
                .isEmpty();
        for (Evidence worse : List.of(Evidence.UNTRUSTED, Evidence.NONE, Evidence.BELOW_MIN)) {
            assertThat(plan(
                            List.of(),
                            version("a", VersionStatus.CANDIDATE, worse).proposed()))
                    .as("%s", worse)
                    .singleElement()
                    .isInstanceOf(AutomaticAction.LapseProposal.class);
        }
        assertThat(plan(
                        List.of(),
                        version("a", VersionStatus.CANDIDATE, Evidence.ALARM).proposed()))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(AutomaticAction.Pause.class),
                        second -> assertThat(second).isInstanceOf(AutomaticAction.LapseProposal.class));
        assertThat(plan(List.of(), live("a").proposed()))
                .singleElement()
                .isInstanceOf(AutomaticAction.LapseProposal.class);
    }

    @Test
    void anOpenProposalLapsesWhereARecountCorrectedItsEvidence() {
        assertThat(plan(
                        List.of(),
                        version("a", VersionStatus.CANDIDATE, Evidence.GOOD)
                                .proposed()
                                .recounted()))
                .containsExactly(new AutomaticAction.LapseProposal(
                        "a", "a recount corrected the evidence that it was proposed on"));
        assertThat(plan(
                        List.of(),
                        version("a", VersionStatus.CANDIDATE, Evidence.NONE)
                                .proposed()
                                .recounted()))
                .containsExactly(
                        new AutomaticAction.LapseProposal("a", "its last closing lies below pci_promote 0.45"));
    }

    @Test
    void besideADefaultThatCannotBeReadNobodyIsProposed() {
        JudgedVersion good = version("new", VersionStatus.CANDIDATE, Evidence.GOOD);
        assertThat(AutomaticPlan.of(family(Optional.of("nobody knows")), JudgedVersion.all(good)))
                .isEqualTo(new AutomaticPlan(List.of(), Map.of("new", List.of("nobody knows"))));
        assertThat(AutomaticPlan.of(family(Optional.empty()), JudgedVersion.all(good))
                        .actions())
                .hasOnlyElementsOfType(AutomaticAction.Propose.class);
        JudgedVersion waiting =
                version("new", VersionStatus.CANDIDATE, Evidence.NONE).proposed();
        assertThat(AutomaticPlan.of(family(Optional.of("nobody knows")), JudgedVersion.all(waiting))
                        .actions())
                .hasOnlyElementsOfType(AutomaticAction.LapseProposal.class);
    }

    private static AutomaticPlan.FamilySituation family(Optional<String> disputedDefault) {
        return new AutomaticPlan.FamilySituation(
                FamilyStatus.ACTIVE, List.of(), 0, Settings.defaults(), disputedDefault);
    }

    private static List<String> blocks(JudgedVersion... versions) {
        return AutomaticPlan.of(family(Optional.empty()), JudgedVersion.all(versions))
                .blocks()
                .getOrDefault("new", List.of());
    }
}
