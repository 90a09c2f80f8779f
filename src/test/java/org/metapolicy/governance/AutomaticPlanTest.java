package org.metapolicy.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.governance.JudgedVersion.live;
import static org.metapolicy.governance.JudgedVersion.plan;
import static org.metapolicy.governance.JudgedVersion.version;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.JudgedVersion.Evidence;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trust.OffPolicyWatch;

/** The table of the specification's section 6.6, row by row. */
class AutomaticPlanTest {
    @Test
    void anAlarmOrACriticalPciRollsTheLiveDefaultBackAndTheDefaultMoves() {
        for (Evidence bad : List.of(Evidence.ALARM, Evidence.CRITICAL)) {
            assertThat(plan(
                            List.of("old"),
                            version("now", VersionStatus.LIVE, bad).asDefault(),
                            live("old")))
                    .as("%s", bad)
                    .satisfiesExactly(
                            first -> rolledBack(first, "now"), second -> movedTo(second, "now", Optional.of("old")));
        }
    }

    @Test
    void anAlarmPausesAnyOtherLiveVersionOrCandidateTheFallbackIncluded() {
        for (Evidence bad : List.of(Evidence.ALARM, Evidence.CRITICAL)) {
            assertThat(plan(
                            List.of(),
                            version("a", VersionStatus.LIVE, bad),
                            version("b", VersionStatus.CANDIDATE, bad),
                            version("c", VersionStatus.LIVE, bad).asFallback()))
                    .filteredOn(action -> action instanceof AutomaticAction.Pause)
                    .extracting(action -> ((AutomaticAction.Pause) action).versionId())
                    .containsExactly("a", "b", "c");
        }
    }

    @Test
    void whatItWouldHaveDoneStopsACandidateAndWhoeverHasDecidedNothingYet() {
        List<AutomaticVersion> versions = List.of(
                foreseen(version("candidate", VersionStatus.CANDIDATE, Evidence.GOOD)),
                foreseen(live("decides")),
                foreseen(version("default", VersionStatus.LIVE, Evidence.NONE).asDefault()),
                foreseen(version("new", VersionStatus.LIVE, Evidence.NONE)),
                foreseen(version("paused", VersionStatus.PAUSED, Evidence.NONE)));
        AutomaticPlan plan = AutomaticPlan.of(
                new AutomaticPlan.FamilySituation(
                        FamilyStatus.ACTIVE, List.of(), 0, Settings.defaults(), Optional.empty()),
                versions);
        assertThat(plan.actions())
                .filteredOn(AutomaticAction.Pause.class::isInstance)
                .extracting(action -> ((AutomaticAction.Pause) action).versionId())
                .containsExactly("candidate", "new");
        assertThat(plan.actions()).noneMatch(AutomaticAction.Propose.class::isInstance);
        assertThat(plan.actions().get(0).reason())
                .isEqualTo("by what it would have done, alarm of overrides: 1 by weight over 60 decisions, the limit is"
                        + " 0.4; 60 of 60 did what it would have done");
    }

    private static AutomaticVersion foreseen(JudgedVersion version) {
        OffPolicyWatch watch = new OffPolicyWatch();
        for (int i = 0; i < 60; i++) {
            watch.status(true, true, 0.2, Settings.defaults());
        }
        AutomaticVersion built = version.build(Optional.empty());
        return new AutomaticVersion(
                built.id(),
                built.status(),
                built.isDefault(),
                built.isFallback(),
                built.judgement(),
                built.shadow(),
                built.limit(),
                built.proposed(),
                built.windowsSinceRejection(),
                built.contentsChange(),
                built.comparison(),
                built.contexts(),
                built.corrected(),
                built.contextAlarms(),
                built.personAlarms(),
                watch.alarm(Settings.defaults()));
    }

    @Test
    void aPciBelowMinPausesLiveVersionsButForTheFallbackAndMovesTheDefault() {
        assertThat(plan(
                        List.of("old"),
                        version("candidate", VersionStatus.CANDIDATE, Evidence.BELOW_MIN),
                        version("fallback", VersionStatus.LIVE, Evidence.BELOW_MIN)
                                .asFallback(),
                        version("now", VersionStatus.LIVE, Evidence.BELOW_MIN).asDefault()))
                .satisfiesExactly(
                        first -> paused(first, "now"), second -> movedTo(second, "now", Optional.of("fallback")));
    }

    @Test
    void aVersionThatIsNotInServiceIsLeftAlone() {
        for (VersionStatus status :
                List.of(VersionStatus.PAUSED, VersionStatus.ROLLED_BACK, VersionStatus.DEPRECATED)) {
            assertThat(plan(List.of(), version("a", status, Evidence.ALARM))).isEmpty();
        }
    }

    @Test
    void noEvidenceDoesNothingToAnyone() {
        assertThat(plan(
                        List.of(),
                        version("a", VersionStatus.LIVE, Evidence.NONE).asDefault(),
                        version("b", VersionStatus.CANDIDATE, Evidence.NONE),
                        version("c", VersionStatus.LIVE, Evidence.NONE).asFallback()))
                .isEmpty();
    }

    @Test
    void theDefaultMovesToTheLatestEarlierOneThatIsLiveTrustedAndWithoutAlarm() {
        JudgedVersion now = version("now", VersionStatus.LIVE, Evidence.ALARM).asDefault();
        JudgedVersion fallback =
                version("fallback", VersionStatus.LIVE, Evidence.UNTRUSTED).asFallback();
        List<String> earlier = List.of("alarmed", "untrusted", "paused", "good", "older");
        assertThat(plan(
                        earlier,
                        now,
                        fallback,
                        version("alarmed", VersionStatus.LIVE, Evidence.ALARM),
                        version("untrusted", VersionStatus.LIVE, Evidence.UNTRUSTED),
                        version("paused", VersionStatus.PAUSED, Evidence.GOOD),
                        live("good"),
                        live("older"),
                        live("never")))
                .anySatisfy(action -> movedTo(action, "now", Optional.of("good")));
        assertThat(plan(List.of("untrusted"), now, fallback, live("never")))
                .anySatisfy(action -> movedTo(action, "now", Optional.of("fallback")));
        assertThat(plan(
                        List.of(),
                        now,
                        version("fallback", VersionStatus.PAUSED, Evidence.GOOD).asFallback(),
                        live("never")))
                .anySatisfy(action -> movedTo(action, "now", Optional.empty()));
    }

    @Test
    void aFamilyThatMovesTooOftenIsPausedAndNothingSafeIsHeldBack() {
        JudgedVersion bad = version("now", VersionStatus.LIVE, Evidence.ALARM).asDefault();
        assertThat(plan(FamilyStatus.ACTIVE, 1, List.of(), bad))
                .noneMatch(action -> action instanceof AutomaticAction.PauseFamily);
        assertThat(plan(FamilyStatus.ACTIVE, 2, List.of(), bad))
                .satisfiesExactly(
                        first -> rolledBack(first, "now"),
                        second -> movedTo(second, "now", Optional.empty()),
                        third -> assertThat(third).isInstanceOf(AutomaticAction.PauseFamily.class));
        assertThat(plan(FamilyStatus.PAUSED, 9, List.of(), bad))
                .hasSize(2)
                .satisfies(actions -> rolledBack(actions.get(0), "now"));
    }

    @Test
    void aVersionWithChangedContentsIsPausedAndItsProposalLapsesForThat() {
        assertThat(plan(
                        List.of("old", "older"),
                        version("candidate", VersionStatus.CANDIDATE, Evidence.GOOD)
                                .proposed()
                                .changed("was edited"),
                        live("fallback").changed("was edited").asFallback(),
                        live("now").changed("was edited").asDefault(),
                        live("old").changed("was edited"),
                        live("older")))
                .containsExactly(
                        new AutomaticAction.LapseProposal("candidate", "it was edited"),
                        new AutomaticAction.Pause("candidate", "it was edited"),
                        new AutomaticAction.Pause("fallback", "it was edited"),
                        new AutomaticAction.Pause("now", "it was edited"),
                        new AutomaticAction.Pause("old", "it was edited"),
                        new AutomaticAction.MoveDefault(
                                "now",
                                Optional.of("older"),
                                "the latest earlier default that is live, trusted and without alarm"));
        for (VersionStatus status :
                List.of(VersionStatus.PAUSED, VersionStatus.ROLLED_BACK, VersionStatus.DEPRECATED)) {
            assertThat(plan(List.of(), version("a", status, Evidence.GOOD).changed("was edited")))
                    .as("%s", status)
                    .isEmpty();
        }
    }

    @Test
    void aLapseIsNoAutomaticStop() {
        assertThat(plan(
                        FamilyStatus.ACTIVE,
                        Settings.defaults().integer(Setting.AUTO_TRANSITIONS_MAX) - 2,
                        List.of(),
                        version("a", VersionStatus.CANDIDATE, Evidence.GOOD)
                                .proposed()
                                .changed("was edited")))
                .noneMatch(action -> action instanceof AutomaticAction.PauseFamily);
    }

    @Test
    void nothingAutomaticEverOpensOrPromotes() {
        for (long seed = 0; seed < 600; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<JudgedVersion> versions = new ArrayList<>();
            int size = 1 + random.nextInt(6);
            int theDefault = random.nextInt(size + 1);
            int fallback = random.nextInt(size + 1);
            for (int i = 0; i < size; i++) {
                JudgedVersion version = version(
                        "v" + i, VersionStatus.values()[random.nextInt(5)], Evidence.values()[random.nextInt(6)]);
                version = i == theDefault ? version.asDefault() : version;
                version = random.nextInt(4) == 0 ? version.changed("was edited") : version;
                versions.add(i == fallback ? version.asFallback() : version);
            }
            List<AutomaticAction> actions = plan(
                    FamilyStatus.ACTIVE,
                    random.nextInt(4),
                    List.of("v0", "v1", "v2"),
                    versions.toArray(new JudgedVersion[0]));
            Map<String, JudgedVersion> byId = new HashMap<>();
            versions.forEach(version -> byId.put(version.id(), version));
            for (AutomaticAction action : actions) {
                if (action instanceof AutomaticAction.MoveDefault move
                        && move.toVersionId().isPresent()) {
                    JudgedVersion target = byId.get(move.toVersionId().get());
                    assertThat(target.status()).as("seed %d", seed).isEqualTo(VersionStatus.LIVE);
                    assertThat(target.evidence()).as("seed %d", seed).isNotIn(Evidence.ALARM, Evidence.CRITICAL);
                    assertThat(target.contentsChange()).as("seed %d", seed).isEmpty();
                } else if (action instanceof AutomaticAction.Propose propose) {
                    JudgedVersion proposed = byId.get(propose.versionId());
                    assertThat(proposed.evidence()).as("seed %d", seed).isEqualTo(Evidence.GOOD);
                    assertThat(proposed.contentsChange()).as("seed %d", seed).isEmpty();
                }
            }
            assertThat(actions.stream().filter(action -> action instanceof AutomaticAction.MoveDefault))
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static void rolledBack(AutomaticAction action, String id) {
        assertThat(action).isInstanceOfSatisfying(AutomaticAction.RollBack.class, back -> assertThat(back.versionId())
                .isEqualTo(id));
    }

    private static void paused(AutomaticAction action, String id) {
        assertThat(action).isInstanceOfSatisfying(AutomaticAction.Pause.class, pause -> assertThat(pause.versionId())
                .isEqualTo(id));
    }

    private static void movedTo(AutomaticAction action, String from, Optional<String> to) {
        assertThat(action).isInstanceOfSatisfying(AutomaticAction.MoveDefault.class, move -> {
            assertThat(move.fromVersionId()).isEqualTo(from);
            assertThat(move.toVersionId()).isEqualTo(to);
        });
    }
}
