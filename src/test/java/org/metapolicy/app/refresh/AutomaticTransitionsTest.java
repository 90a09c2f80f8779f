package org.metapolicy.app.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metapolicy.app.refresh.FamilyGovernor.ActionTaken;
import org.metapolicy.governance.JudgedVersion.Evidence;
import org.metapolicy.governance.Proposal;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.testing.memory.Person;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.ApproverHistory;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.TrailCheck;

/** What a refresh carries out by itself, event by event; what it chooses to do is the plan's test. */
class AutomaticTransitionsTest {
    private Pilot pilot;
    private long before;
    private int proposed;
    /** What a hand did besides; null where nothing. */
    private String otherwise;

    /** "base" is an earlier default, "now" the default, "v" a candidate. */
    @BeforeEach
    void aFamily() {
        pilot = Pilot.start().family(Map.of()).live("base", "now").candidates("v");
        before = pilot.events().size();
    }

    @AfterEach
    void whateverWasDoneTheTrailLeadsToIt() {
        Chain chain = Chain.of("f");
        assertThat(new TrailCheck(
                                chain,
                                pilot.events(),
                                new ApproverHistory(pilot.ports().trail().events(Chain.SETTINGS)))
                        .verify(pilot.ports().observed().observe(chain), null)
                        .problem())
                .isEqualTo(otherwise);
    }

    @Test
    void whereNothingIsWrongNothingIsDone() {
        assertThat(act(Map.of("base", Evidence.GOOD, "now", Evidence.GOOD, "v", Evidence.NONE)))
                .isEmpty();
        assertThat(done()).isEmpty();
    }

    @Test
    void anAlarmTakesTheDefaultOutAndMovesItOn() {
        assertThat(act(Map.of("base", Evidence.GOOD, "now", Evidence.ALARM)))
                .isEqualTo(Map.of(
                        "now", new ActionTaken("ROLLED_BACK", "ALARM"),
                        "base",
                                new ActionTaken(
                                        "DEFAULT_MOVED",
                                        "the latest earlier default that is live, trusted and without alarm")));
        assertThat(done()).containsExactly("ROLLED_BACK now: now to null", "DEFAULT_MOVED base: null to base");
        assertThat(pilot.family().defaultId()).isEqualTo("base");
        assertThat(pilot.lastEvent()).satisfies(event -> {
            assertThat(event.text(EventKey.ACTOR)).isEqualTo("eve");
            assertThat(event.text(EventKey.ACTOR_KIND)).isEqualTo(ActorKind.AUTOMATIC.name());
            assertThat(event.text(EventKey.SNAPSHOT_ID)).isEqualTo("base:t0");
        });
    }

    @Test
    void whereNobodyFollowsTheDefaultIsGone() {
        assertThat(act(Map.of("base", Evidence.UNTRUSTED, "now", Evidence.ALARM)))
                .isEqualTo(Map.of("now", new ActionTaken("ROLLED_BACK", "ALARM")));
        assertThat(done()).containsExactly("ROLLED_BACK now: now to null");
        assertThat(pilot.family().defaultId()).isNull();
    }

    @Test
    void severalAreStoppedAndTheDefaultMovesOnce() {
        pilot.fallback("base");
        before++;
        act(Map.of("base", Evidence.BELOW_MIN, "now", Evidence.CRITICAL, "v", Evidence.ALARM));
        assertThat(done())
                .containsExactly(
                        "ROLLED_BACK now: now to null", "PAUSED v: null to null", "DEFAULT_MOVED base: null to base");
    }

    @Test
    void theThirdStopWithinADayPausesTheFamily() {
        act(Map.of("now", Evidence.ALARM));
        act(Map.of("v", Evidence.ALARM));
        pilot.later(Duration.ofHours(23));
        assertThat(pilot.family().governed().status()).isEqualTo(FamilyStatus.ACTIVE);
        act(Map.of("base", Evidence.ALARM));
        assertThat(pilot.family().governed().status()).isEqualTo(FamilyStatus.PAUSED);
        assertThat(pilot.lastEvent().text(EventKey.REASON))
                .isEqualTo("3 automatic transitions within 24 h (auto_transitions_max is 3)");
        assertThat(done()).last().isEqualTo("STATUS_SET null: null to null");
    }

    @Test
    void whatIsLongerAgoCountsNoMore() {
        act(Map.of("now", Evidence.ALARM));
        act(Map.of("v", Evidence.ALARM));
        pilot.later(Duration.ofHours(24));
        act(Map.of("base", Evidence.ALARM));
        assertThat(pilot.family().governed().status()).isEqualTo(FamilyStatus.ACTIVE);
    }

    @Test
    void aPersonWhoResumesTheFamilyStartsTheCountAnew() {
        act(Map.of("now", Evidence.ALARM, "v", Evidence.ALARM, "base", Evidence.ALARM));
        assertThat(pilot.family().governed().status()).isEqualTo(FamilyStatus.PAUSED);
        pilot.as("ada").setStatus("ACTIVE");
        pilot.candidates("w");
        act(Map.of("w", Evidence.ALARM));
        assertThat(pilot.family().governed().status()).isEqualTo(FamilyStatus.ACTIVE);
    }

    @Test
    void aGoodCandidateIsProposedAtTheLastLookAndOnce() {
        Map<String, Evidence> good = Map.of("now", Evidence.GOOD, "v", Evidence.GOOD);
        act("eve", good, Map.of(), Set.of(), false);
        assertThat(done()).isEmpty();
        String reason = "PCI 0.6 at the last closing, at or above pci_promote 0.45 for 2 closings";
        assertThat(act(good)).isEqualTo(Map.of("v", new ActionTaken("PROPOSED", reason)));
        assertThat(pilot.ports().proposals().open("v")).hasValueSatisfying(proposal -> {
            assertThat(proposal.id()).isEqualTo("proposal-1");
            assertThat(proposal.reason()).isEqualTo(reason);
            assertThat(proposal.parametersHash()).isEqualTo(pilot.version("v").parametersHash());
            assertThat(proposal.evidence()).contains("\"on_shadow_evidence\":false", "\"proposal\":\"proposal-1\"");
        });
        assertThat(pilot.version("v").status().name()).isEqualTo("CANDIDATE");
        act(good);
        assertThat(done()).containsExactly("PROPOSED v: now to now");
    }

    @Test
    void orOnShadowEvidence() {
        act("eve", Map.of("v", Evidence.NONE), Map.of("v", Evidence.GOOD), Set.of(), true);
        assertThat(pilot.ports().proposals().open("v")).hasValueSatisfying(proposal -> assertThat(proposal.evidence())
                .contains("\"on_shadow_evidence\":true"));
    }

    @Test
    void aRejectedOneComesBackAfterTwoWindows() {
        Map<String, Evidence> good = Map.of("v", Evidence.GOOD);
        act(good);
        pilot.as("ada").reject("proposal-1");
        for (long t = 0; t < 2; t++) {
            pilot.byHand().setSnapshot("v", t, Map.of("n_episodes", 0L));
            assertThat(act(good)).as("%d windows", t).isEmpty();
        }
        pilot.byHand().setSnapshot("v", 2, Map.of("n_episodes", 25L));
        assertThat(act(good)).containsOnlyKeys("v");
        assertThat(pilot.ports().proposals().ofFamily("f"))
                .extracting(Proposal::state)
                .containsExactly(Proposal.State.OPEN, Proposal.State.REJECTED);
    }

    @Test
    void aCandidateThatTripsWhileItWaitsIsPausedAndItsProposalLapses() {
        act(Map.of("v", Evidence.GOOD));
        assertThat(act(Map.of("v", Evidence.ALARM))).isEqualTo(Map.of("v", new ActionTaken("PAUSED", "ALARM")));
        lapsed("its status became PAUSED");
        assertThat(done()).containsExactly("PROPOSED v: now to now", "PAUSED v: now to now", "LAPSED v: now to now");
    }

    @Test
    void aProposalLapsesWhereItsEvidenceNoLongerCarries() {
        act(Map.of("v", Evidence.GOOD));
        assertThat(act(Map.of("v", Evidence.NONE)))
                .isEqualTo(Map.of("v", new ActionTaken("LAPSED", "its last closing lies below pci_promote 0.45")));
        lapsed("its last closing lies below pci_promote 0.45");
    }

    @Test
    void aCorrectedVersionIsRecordedAndItsProposalLapses() {
        act(Map.of("v", Evidence.GOOD));
        act("eve", Map.of("v", Evidence.GOOD), Map.of(), Set.of("v"), true);
        lapsed("a recount corrected the evidence that it was proposed on");
        assertThat(done())
                .containsExactly("PROPOSED v: now to now", "EVIDENCE_CORRECTED v: now to now", "LAPSED v: now to now");
    }

    @Test
    void changedContentsPauseAtTheLastLook() {
        act(Map.of("v", Evidence.GOOD));
        for (String id : List.of("now", "v")) {
            pilot.byHand().setVersion(id, "policy_id", "q");
        }
        Map<String, Evidence> good = Map.of("base", Evidence.GOOD, "now", Evidence.GOOD, "v", Evidence.GOOD);
        assertThat(act("eve", good, Map.of(), Set.of(), false)).isEmpty();
        String change = "it has another policy_id than it was registered with: q, the trail says p";
        assertThat(act(good)).satisfies(done -> {
            assertThat(done.get("now")).isEqualTo(new ActionTaken("PAUSED", change));
            assertThat(done.get("v")).isEqualTo(new ActionTaken("LAPSED, PAUSED", change));
        });
        lapsed(change);
        assertThat(pilot.family().defaultId()).isEqualTo("base");
        for (String id : List.of("now", "v")) {
            pilot.byHand().setVersion(id, "policy_id", "p");
        }
    }

    @Test
    void aVersionLinkedByHandIsLeftAlone() {
        pilot.byHand().linkVersion("f", "w");
        assertThat(act("eve", Map.of("w", Evidence.ALARM), Map.of(), Set.of("w"), true))
                .isEmpty();
        assertThat(done()).isEmpty();
        otherwise = "version 'w' is ungoverned: it was linked by hand";
    }

    @Test
    void whoActsAsAnotherIsRecordedWithBothNames() {
        act(pilot.impersonating("ada", "eve"), Map.of("v", Evidence.ALARM), Map.of(), Set.of(), true);
        assertThat(pilot.lastEvent()).satisfies(event -> {
            assertThat(event.text(EventKey.ACTOR)).isEqualTo("ada");
            assertThat(event.text(EventKey.ACTOR_KIND)).isEqualTo(ActorKind.AUTOMATIC.name());
            assertThat(event.evidence()).containsEntry("impersonating", "eve");
        });
    }

    private Map<String, ActionTaken> act(Map<String, Evidence> judged) {
        return act("eve", judged, Map.of(), Set.of(), true);
    }

    private Map<String, ActionTaken> act(
            String who,
            Map<String, Evidence> judged,
            Map<String, Evidence> shadows,
            Set<String> corrected,
            boolean last) {
        return act(pilot.as(who), judged, shadows, corrected, last);
    }

    private Map<String, ActionTaken> act(
            Person who,
            Map<String, Evidence> judged,
            Map<String, Evidence> shadows,
            Set<String> corrected,
            boolean last) {
        return new AutomaticTransitions(
                        who.session(),
                        pilot.ports().proposals(),
                        "f",
                        () -> new TreeSet<>(judged.keySet()),
                        () -> "proposal-" + ++proposed,
                        () -> "no version is made here")
                .act(Found.of(judged, shadows, corrected, last));
    }

    /** What was recorded since the beginning, as "ACTION version: default before to default after". */
    private List<String> done() {
        return pilot.events().stream()
                .filter(event -> event.seq() > before)
                .filter(event -> ActorKind.AUTOMATIC.name().equals(event.text(EventKey.ACTOR_KIND)))
                .map(AutomaticTransitionsTest::text)
                .toList();
    }

    private static String text(StoredEvent event) {
        return event.text(EventKey.ACTION) + " " + event.text(EventKey.VERSION_ID) + ": "
                + event.text(EventKey.DEFAULT_BEFORE) + " to " + event.text(EventKey.DEFAULT_AFTER);
    }

    private void lapsed(String reason) {
        assertThat(pilot.ports().proposals().get("proposal-1")).satisfies(proposal -> {
            assertThat(proposal.state()).isEqualTo(Proposal.State.LAPSED);
            assertThat(Optional.ofNullable(proposal.closedReason())).contains(reason);
            assertThat(proposal.closedBy()).isEqualTo("eve");
        });
    }
}
