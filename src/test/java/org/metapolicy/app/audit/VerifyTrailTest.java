package org.metapolicy.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Settings;
import org.metapolicy.testing.memory.EvidenceContract;
import org.metapolicy.testing.memory.HandEdits;
import org.metapolicy.testing.memory.KnownFigures;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.Head;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.TrailVerdict;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;

/** Each way of altering the trail, or what stands beside it, is found and named. */
class VerifyTrailTest {
    private static final Chain CHAIN = Chain.of("f");

    private Pilot pilot;

    /** Events: 1 CREATED, 2 and 3 REGISTERED, 4 PROMOTED v1, 5 FALLBACK_SET, 6 PROMOTED v2, 7 ROLLED_BACK v2. */
    @BeforeEach
    void aFamilyWithAHistory() {
        pilot = Pilot.start().family(Map.of()).candidates("v1", "v2");
        pilot.as("ada").promote("v1", Map.of("override", true));
        pilot.fallback("v1");
        pilot.as("ada").promote("v2", Map.of("override", true));
        pilot.as("ada").rollBack("v2");
    }

    @Test
    void anUntouchedTrailHolds() {
        assertThat(verify()).isEqualTo(new TrailVerdict(true, 7, null, null));
        assertThat(verify("f", Map.of("recount", true))).isEqualTo(new TrailVerdict(true, 7, null, null));
        assertThat(verify(null, Map.of())).isEqualTo(new TrailVerdict(true, 1, null, null));
        Pilot empty = Pilot.empty();
        assertThat(new VerifyTrail(
                                empty.ports().trail(),
                                empty.ports().observed(),
                                empty.ports().counted())
                        .verify(null, Map.of()))
                .isEqualTo(new TrailVerdict(true, 0, null, null));
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                broken(
                        "a reason edited",
                        hand -> hand.setEvent(CHAIN, 4, EventKey.REASON, "asked by ada"),
                        4,
                        "event 4: its contents were changed, they do not have its hash"),
                broken("the first event deleted", hand -> hand.deleteEvent(CHAIN, 1), 1, "event 1 is missing"),
                broken("one in the middle deleted", hand -> hand.deleteEvent(CHAIN, 5), 5, "event 5 is missing"),
                broken(
                        "the last deleted",
                        hand -> hand.deleteEvent(CHAIN, 7),
                        7,
                        "event 7 is missing: family 'f' counts 7"),
                broken(
                        "two swapped",
                        hand -> {
                            hand.setEvent(CHAIN, 4, EventKey.SEQ, 0L);
                            hand.setEvent(CHAIN, 6, EventKey.SEQ, 4L);
                            hand.setEvent(CHAIN, 0, EventKey.SEQ, 6L);
                        },
                        4,
                        "event 4: its contents were changed, they do not have its hash"),
                broken(
                        "one inserted",
                        hand -> hand.copyEvent(CHAIN, 4, Map.of(EventKey.ID, "f#4b", EventKey.REASON, "another")),
                        4,
                        "two events have seq 4"),
                broken(
                        "one without a number of the chain",
                        hand -> hand.copyEvent(CHAIN, 4, Map.of(EventKey.SEQ, 0L)),
                        1,
                        "an event has seq 0"),
                broken(
                        "one added at the end, with a number and a place of its own",
                        hand -> hand.copyEvent(CHAIN, 7, Map.of(EventKey.ID, "f#8", EventKey.SEQ, 8L)),
                        8,
                        "event 8: its contents were changed, they do not have its hash"),
                broken(
                        "one linked to another version",
                        hand -> hand.relinkEvent(CHAIN, 6, "v1"),
                        6,
                        "event 6: it is about v2 and linked to [v1]"),
                broken(
                        "a snapshot deleted",
                        hand -> hand.deleteSnapshot("v1", 0),
                        4,
                        "event 4: it rests on snapshot v1:t0 and is linked to []"),
                differs(
                        "a status set by hand",
                        hand -> hand.setVersion("v2", "status", "LIVE"),
                        "version 'v2' is LIVE, event 7 says ROLLED_BACK"),
                differs(
                        "a second default added by hand",
                        hand -> hand.addDefault("f", "v2"),
                        "the default of family 'f' is [v1, v2], its trail says [v1]"),
                differs(
                        "parameters edited",
                        hand -> hand.setVersion("v1", "parameters_blob", "{\"theta\":[0.9]}"),
                        "version 'v1' has other parameters than it was registered with: their hash is"
                                // printf '{"theta":[0.9]}' | sha256sum
                                + " 6d34865e3477b13d3a1a287a902dca15fd0f240baf410da75b8700233a4aac90, the trail says"
                                // printf '{"theta":[0.5]}' | sha256sum
                                + " 93eb12302d78bda691e7b34aff9d57c010e2f05cb739f28653e257c19f9c46d7"),
                differs(
                        "hyperparameters edited",
                        hand -> hand.setVersion("v1", "hyperparams", "{\"rate\":2}"),
                        "version 'v1' has other hyperparams than it was registered with: {\"rate\":2}, the trail says"
                                + " {\"rate\":1}"),
                differs(
                        "its maker edited",
                        hand -> hand.setVersion("v1", "created_by", "eve"),
                        "version 'v1' has created_by eve, the trail says ada"),
                differs(
                        "a limit loosened",
                        hand -> hand.setFamily("f", "override_rate_max", 0.99),
                        "the settings of family 'f' are {"),
                differs(
                        "a version linked by hand",
                        hand -> hand.linkVersion("f", "w"),
                        "version 'w' is ungoverned: it was linked by hand"),
                differs(
                        "a trust score raised",
                        hand -> hand.setVersion("v1", "trust_score_latest", 0.99),
                        "version 'v1' has trust_score_latest 0.99, its running evidence amounts to none"),
                differs(
                        "a snapshot raised",
                        hand -> hand.setSnapshot("v1", 0, Map.of("trust_score", 0.99)),
                        "snapshot 'v1:t0' has trust_score 0.99, event 4 rests on none"),
                differs(
                        "a snapshot added",
                        hand -> hand.setSnapshot("v1", 1, Map.of("n_episodes", 25L)),
                        "snapshot 'v1:t1' was added by hand: 1 were taken"),
                differs(
                        "figures without evidence",
                        hand -> hand.saveEvidence(
                                "v1",
                                new SavedStates("", ""),
                                KnownFigures.of(0.9, 60, 0.3).build()),
                        "version 'v1' has "),
                differs(
                        "a state that nobody can read",
                        hand -> hand.saveEvidence(
                                "v1",
                                new SavedStates("{}", ""),
                                KnownFigures.of(0.9, 60, 0.3).build()),
                        "version 'v1': the stored evidence has format 0"));
    }

    private static Arguments broken(String what, Consumer<HandEdits> edit, long seq, String problem) {
        return Arguments.of(what, edit, seq, problem);
    }

    private static Arguments differs(String what, Consumer<HandEdits> edit, String problem) {
        return Arguments.of(what, edit, null, problem);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void isFoundAndNamed(String what, Consumer<HandEdits> edit, Long seq, String problem) {
        edit.accept(pilot.byHand());
        TrailVerdict verdict = verify();
        assertThat(verdict.ok()).as(what).isFalse();
        assertThat(verdict.firstBadSeq()).as(what).isEqualTo(seq);
        assertThat(verdict.problem()).as(what).startsWith(problem);
    }

    @Test
    void anApproverAddedByHandIsFoundInTheGraphsOwnChain() {
        pilot.byHand().setApprovers(List.of("ada", "mallory"));
        assertThat(verify(null, Map.of()).problem())
                .isEqualTo("the settings of the graph's settings are {\"approvers\":[\"ada\",\"mallory\"]}, its trail"
                        + " says {\"approvers\":[\"ada\"]}");
    }

    @Test
    void aChainRebuiltWithFreshHashesIsFoundByTheKeptHead() {
        Map<String, Object> kept = kept();
        rebuiltWithAnotherReason();
        assertThat(verify().ok()).as("without the kept head").isTrue();
        assertThat(verify("f", Map.of("expected_head", kept)))
                .isEqualTo(new TrailVerdict(
                        false, 7, 7L, "event 7 is not the one whose hash was kept: the trail was rewritten"));
    }

    @Test
    void aKeptHeadStillHoldsAfterFurtherMoves() {
        Map<String, Object> kept = kept();
        pilot.as("eve").pause("v1");
        assertThat(verify("f", Map.of("expected_head", kept))).isEqualTo(new TrailVerdict(true, 8, null, null));
        Map<String, Object> start = Map.of("seq", 0L, "hash", GovernanceEvent.NO_HASH);
        assertThat(verify("f", Map.of("expected_head", start)).ok()).isTrue();
        assertThat(verify("f", Map.of("expected_head", Map.of("seq", 99L, "hash", "x")))
                        .firstBadSeq())
                .isEqualTo(99);
    }

    @Test
    void aStopOverABrokenTrailLeavesTheGapToBeSeen() {
        pilot.byHand().deleteEvent(CHAIN, 7);
        pilot.as("eve").rollBack("v1");
        assertThat(verify().firstBadSeq()).isEqualTo(7);
        assertThat(verify().problem()).isEqualTo("event 7 is missing");
    }

    @Test
    void onlyARecountSeesAStateThatNoOutcomeStandsBehind() {
        RunningStates states = RunningStates.empty();
        states.live()
                .count(
                        new Observation(
                                new EpisodeFacts(false, "c", false, null, pilot.now()),
                                true,
                                0.5,
                                0.1,
                                null,
                                null,
                                false),
                        Settings.defaults(),
                        3);
        pilot.byHand().saveEvidence("v1", states.saved(), EvidenceContract.figures(states));
        assertThat(verify().ok()).isTrue();
        assertThat(verify("f", Map.of("recount", true)).problem())
                .startsWith("the running evidence of version 'v1' has ")
                .endsWith("; refreshTrust with {mode: 'FULL'} counts it anew");
    }

    @Test
    void optionsAndFamilyAreChecked() {
        refused("f", Map.of("heads", 1), "unknown option 'heads': known are expected_head, recount");
        refused("f", Map.of("recount", "yes"), "recount is yes: it must be true or false");
        refused(
                null,
                Map.of("recount", true),
                "recount is true: the graph's own settings have no evidence to count again");
        refused(
                "f",
                Map.of("expected_head", Map.of("seq", 7L)),
                "expected_head is {seq=7}: it must be {seq, hash} as metapolicy.audit.head gives it");
        assertThatThrownBy(() -> verify("g", Map.of()))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no meta-policy 'g'");
        assertThatThrownBy(() -> verify("a b", Map.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("meta-policy id 'a b' is not an id");
    }

    private void refused(String familyId, Map<String, Object> options, String message) {
        assertThatThrownBy(() -> verify(familyId, options))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(message);
    }

    private TrailVerdict verify() {
        return verify("f", Map.of());
    }

    private TrailVerdict verify(String familyId, Map<String, Object> options) {
        return new VerifyTrail(
                        pilot.ports().trail(),
                        pilot.ports().observed(),
                        pilot.ports().counted())
                .verify(familyId, options);
    }

    private Map<String, Object> kept() {
        Head head = new TrailHead(pilot.ports().trail()).head("f");
        return Map.of("seq", head.seq(), "hash", head.hash());
    }

    private void rebuiltWithAnotherReason() {
        pilot.byHand().setEvent(CHAIN, 4, EventKey.REASON, "asked by ada");
        String previous = GovernanceEvent.NO_HASH;
        for (StoredEvent event : pilot.events()) {
            Map<String, Object> properties = new HashMap<>(event.properties());
            properties.put(EventKey.PREV_HASH, previous);
            previous = GovernanceEvent.hash(properties);
            pilot.byHand().setEvent(CHAIN, event.seq(), EventKey.PREV_HASH, properties.get(EventKey.PREV_HASH));
            pilot.byHand().setEvent(CHAIN, event.seq(), EventKey.HASH, previous);
        }
    }
}
