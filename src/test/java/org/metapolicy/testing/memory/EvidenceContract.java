package org.metapolicy.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.CountedEvidence.FamilyCounts;
import org.metapolicy.evidence.CountingChange;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.FamilyTotals;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.StoredTrust;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.governance.EvidenceAtMove;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trust.Guardrail;

/** What {@link org.metapolicy.governance.MoveEvidence} promises, and what the audit reads of trust. */
public interface EvidenceContract extends PortsContract {
    private String differences(String familyId) {
        return ask(ports -> ports.evidence().differences(familyId));
    }

    @Test
    default void runningDifferencesAreReadAsTheyWereSaved() {
        family("f");
        registered("f", "v", "1.0.0");
        assertThat(differences("f")).isEmpty();
        String text = OwnDecisions.of(Map.of("v", 0.3), 3).text();
        byHand().saveDifferences("f", text);
        assertThat(differences("f")).isEqualTo(text);
    }

    @Test
    default void aNewVersionHasNoEvidenceAndItsFirstSnapshot() {
        family("f");
        registered("f", "v", "1.0.0");
        EvidenceAtMove known = evidence("v");
        assertThat(known).isEqualTo(new EvidenceAtMove(0, null, null, 0, null, false, "v:t0", known.details()));
        assertThat(known.details())
                .containsOnlyKeys("snapshot", "trust_lower", "trust_upper", "n_total", "guardrails")
                .contains(entry("snapshot", Map.of("t", 0.0, "n_episodes", 0.0)), entry("n_total", 0L));
        assertThat(guardrails(known))
                .extracting(reading -> reading.get("name"))
                .containsExactlyElementsOf(
                        Stream.of(Guardrail.values()).map(Guardrail::key).toList());
        assertThat(guardrails(known))
                .allSatisfy(
                        reading -> assertThat(reading).containsEntry("n", 0L).containsEntry("verdict", "INCONCLUSIVE"));
    }

    @Test
    default void theFiguresOfTheLastRefreshAreRead() {
        family("f");
        registered("f", "v", "1.0.0");
        RunningStates states = CountedStates.counted(false);
        byHand().saveEvidence("v", states.saved(), CountedStates.figures(states));
        byHand().setSnapshot("v", 1, Map.of("n_episodes", 25L));
        EvidenceAtMove known = evidence("v");
        VersionFigures figures = CountedStates.figures(states);
        assertThat(known)
                .isEqualTo(new EvidenceAtMove(
                        60,
                        figures.trustScore(),
                        figures.rewardMean().getAsDouble(),
                        0,
                        null,
                        false,
                        "v:t1",
                        known.details()));
        assertThat(known.details())
                .containsEntry("snapshot", Map.of("t", 1.0, "n_episodes", 25.0))
                .containsEntry("trust_lower", figures.trustLower())
                .containsEntry("trust_upper", figures.trustUpper())
                .containsEntry("n_total", 60L);
        assertThat(guardrails(known)).anySatisfy(reading -> assertThat(reading)
                .containsEntry("name", Guardrail.OVERRIDES.key())
                .containsEntry("n", 60L)
                .containsEntry("estimate", 0.0)
                .containsKeys("limit", "log_e", "log_threshold"));
    }

    @Test
    default void rewardAndAlarmAreThoseOfTheShadowWhereAPromotionRestsOnIt() {
        family("f");
        registered("f", "v", "1.0.0");
        SavedStates states = CountedStates.counted(true).saved();
        VersionFigures figures =
                KnownFigures.of(0.2, 49, -0.5).shadowed(0.6, 50).build();
        byHand().saveEvidence("v", states, figures);
        assertThat(evidence("v")).satisfies(known -> {
            assertThat(known.n()).isEqualTo(49);
            assertThat(known.shadowN()).isEqualTo(50);
            assertThat(known.shadowTrust()).isEqualTo(0.6);
            assertThat(known.rewardMean()).isEqualTo(0.4);
        });
        byHand().saveEvidence(
                        "v",
                        states,
                        KnownFigures.of(0.2, 50, -0.5).shadowed(0.6, 50).build());
        assertThat(evidence("v").rewardMean()).isEqualTo(-0.5);
    }

    @Test
    default void aVersionLinkedByHandHasNone() {
        family("f");
        byHand().linkVersion("f", "w");
        assertThat(evidence("w")).isEqualTo(new EvidenceAtMove(0, null, null, 0, null, false, null, Map.of()));
        act(ports -> ports.evidence().promoted("w"));
        act(ports -> ports.evidence().resumed("w"));
        assertThatThrownBy(() -> evidence("x")).isInstanceOf(NotFound.class).hasMessage("there is no version 'x'");
        assertThatThrownBy(() -> this.<SavedStates>ask(ports -> ports.counted().states("w")))
                .isInstanceOf(Conflict.class);
    }

    @Test
    default void aStateThatCannotBeReadIsNamedInItsPlace() {
        family("f");
        registered("f", "v", "1.0.0");
        byHand().saveEvidence(
                        "v",
                        new SavedStates("{}", ""),
                        KnownFigures.of(0.5, 60, 0.3).build());
        assertThat(evidence("v").details())
                .containsEntry(
                        "guardrails_unreadable",
                        "the stored evidence has format none: this version of the plugin reads formats up to 4; refreshTrust with"
                                + " {mode: 'FULL'} counts it anew")
                .doesNotContainKey("guardrails");
        for (Runnable move : List.<Runnable>of(
                () -> act(ports -> ports.evidence().promoted("v")),
                () -> act(ports -> ports.evidence().resumed("v")))) {
            assertThatThrownBy(move::run).isInstanceOf(Conflict.class);
        }
    }

    @Test
    default void aPromotionFreezesTheLimitsThatDependOnIt() {
        family("f");
        registered("f", "v", "1.0.0");
        registered("f", "w", "1.1.0");
        byHand().saveEvidence(
                        "v", CountedStates.counted(false).saved(), CountedStates.figures(CountedStates.counted(false)));
        byHand().saveEvidence(
                        "w", CountedStates.counted(true).saved(), CountedStates.figures(CountedStates.counted(true)));
        for (String id : List.of("v", "w")) {
            assertThat(degradation(id)).as("before").doesNotContainKey("limit");
            act(ports -> ports.evidence().promoted(id));
            assertThat(degradation(id)).as("on live or on shadow evidence").containsKey("limit");
        }
        assertThat(this.<SavedStates>ask(ports -> ports.counted().states("w")).shadow())
                .as("the shadow state stays")
                .isEqualTo(CountedStates.counted(true).saved().shadow());
    }

    @Test
    default void aResumedVersionStartsAnewAndKeepsWhatItEverCounted() {
        family("f");
        registered("f", "v", "1.0.0");
        byHand().saveEvidence(
                        "v",
                        CountedStates.counted(false).saved(),
                        KnownFigures.of(0.5, 60, 0.3).alarmed().build());
        act(ports -> ports.evidence().resumed("v"));
        assertThat(evidence("v")).satisfies(known -> {
            assertThat(known.n()).isZero();
            assertThat(known.rewardMean()).isNull();
            assertThat(known.alarm()).isFalse();
            assertThat(known.details()).containsEntry("n_total", 60L);
            assertThat(guardrails(known))
                    .allSatisfy(reading -> assertThat(reading).containsEntry("n", 0L));
        });
        RunningStates restarted = CountedStates.counted(false);
        restarted.live().restart();
        assertThat(this.<SavedStates>ask(ports -> ports.counted().states("v"))).isEqualTo(restarted.saved());
    }

    @Test
    default void whatTheAuditComparesIsReadAsItStands() {
        family("f");
        registered("f", "v", "1.0.0");
        byHand().linkVersion("f", "w");
        RunningStates states = CountedStates.counted(false);
        byHand().saveEvidence("v", states.saved(), CountedStates.figures(states));
        byHand().setVersion("v", "trust_score_latest", 0.99);
        byHand().setSnapshot("v", 1, Map.of("n_episodes", 25L));
        List<StoredTrust> trusts = new ArrayList<>();
        act(ports -> ports.counted().forEachTrust("f", trusts::add));
        assertThat(trusts).singleElement().satisfies(trust -> {
            assertThat(trust.versionId()).isEqualTo("v");
            assertThat(trust.states()).isEqualTo(states.saved());
            assertThat(trust.figures()).contains(CountedStates.figures(states));
            assertThat(trust.asOfEvent()).isEqualTo(1);
            assertThat(trust.latest())
                    .isEqualTo(Map.of(
                            "trust_score_latest",
                            0.99,
                            "trust_lower_latest",
                            CountedStates.figures(states).trustLower(),
                            "trust_upper_latest",
                            CountedStates.figures(states).trustUpper(),
                            "n_episodes_latest",
                            60.0));
            assertThat(trust.snapshots()).containsOnlyKeys(0L, 1L);
            assertThat(trust.snapshots().get(1L)).containsEntry("n_episodes", 25L);
        });
    }

    @Test
    default void whatChangedTheCountingIsReadFromTheTrail() {
        family("f");
        String settings = PortsContract.properties("f").with("pci_promote", 0.5).json();
        act(ports -> PortsContract.append(
                ports,
                Chain.of("f"),
                GovernanceAction.CREATED,
                Change.none(null).ofSettings(null, settings),
                Map.of()));
        registered("f", "v", "1.0.0");
        moved("v", GovernanceAction.PROMOTED, VersionStatus.LIVE);
        moved("v", GovernanceAction.PAUSED, VersionStatus.PAUSED);
        moved("v", GovernanceAction.RESUMED, VersionStatus.LIVE);
        assertThat(this.<List<CountingChange>>ask(ports -> ports.counted().changes("f")))
                .containsExactly(
                        new CountingChange.SettingsChanged(
                                0, Settings.defaults().with(Map.of("pci_promote", 0.5))),
                        new CountingChange.Promoted(0, "v", true),
                        new CountingChange.Resumed(0, "v"));
        FamilyTotals totals = ask(ports -> ports.counted().totals("f"));
        assertThat(totals.counted() + totals.resolved() + totals.outcomes()).isZero();
        assertThat(totals.clusters()).isEmpty();
        assertThat(this.<FamilyCounts>ask(ports -> ports.counted().familyOf("v")))
                .isEqualTo(new FamilyCounts(
                        "f", Settings.defaults(), new FamilyContexts(Set.of(), Set.of()), Set.of("v")));
    }

    private EvidenceAtMove evidence(String versionId) {
        return ask(ports -> ports.evidence().of(versionId));
    }

    private Map<String, Object> degradation(String versionId) {
        return guardrails(evidence(versionId)).stream()
                .filter(reading -> reading.get("name").equals("degradation"))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> guardrails(EvidenceAtMove known) {
        return (List<Map<String, Object>>) known.details().get("guardrails");
    }
}
