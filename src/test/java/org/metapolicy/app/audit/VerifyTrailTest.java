package org.metapolicy.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Settings;
import org.metapolicy.testing.memory.CountedStates;
import org.metapolicy.testing.memory.HandEdits;
import org.metapolicy.testing.memory.NoDecisions;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.Head;
import org.metapolicy.trail.TrailVerdict;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.Variable;

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
                                empty.ports().counted(),
                                empty.ports().proposals(),
                                empty.ports().tabulations(),
                                new NoDecisions())
                        .run(null, VerifyOptions.of(Input.of("options", null))))
                .isEqualTo(new TrailVerdict(true, 0, null, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.metapolicy.app.audit.Tamperings#all")
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

    /** Whoever can write events with fresh hashes still cannot suspend nowhere, or lift what does not stand. */
    @Test
    void suspensionsFollowOnEachOther() {
        pilot.byHand().setEvent(CHAIN, 5, EventKey.ACTION, "SUSPENDED_IN_CONTEXT");
        pilot.rehash();
        assertThat(verify().problem())
                .isEqualTo("event 5: it suspends version 'v1' in context 'null', where it was not served before");
        pilot.byHand().setEvent(CHAIN, 5, EventKey.ACTION, "RESUMED");
        pilot.byHand().setEvent(CHAIN, 5, EventKey.CONTEXT_CLUSTER, "evening");
        pilot.rehash();
        assertThat(verify().problem())
                .isEqualTo("event 5: it resumes version 'v1' in context 'evening', where it was not suspended");
    }

    /** Nor can they widen where a version may serve by anything but a promotion. */
    @Test
    void onlyAPromotionChangesWhereAVersionMayServe() {
        String evening = "{\"context_clusters\":[\"evening\"]}";
        pilot.byHand().setEvent(CHAIN, 7, EventKey.LIMITED_TO, evening);
        pilot.rehash();
        assertThat(verify().problem())
                .isEqualTo("event 7: it changes where version 'v2' may serve, and only a promotion may");
        pilot.byHand().setEvent(CHAIN, 6, EventKey.LIMITED_TO, evening);
        pilot.rehash();
        assertThat(verify().problem())
                .isEqualTo("event 6: it lets version 'v2' serve everywhere, which may serve in some contexts alone");
    }

    @Test
    void suspensionsForParticipantsFollowOnEachOtherToo() {
        pilot.byHand().setEvent(CHAIN, 5, EventKey.ACTION, "SUSPENDED_FOR_PARTICIPANT");
        pilot.rehash();
        assertThat(verify().problem())
                .isEqualTo(
                        "event 5: it suspends version 'v1' for participant 'null', to whom it was not served before");
        pilot.byHand().setEvent(CHAIN, 5, EventKey.PARTICIPANT, "n4m3");
        pilot.byHand().setEvent(CHAIN, 5, EventKey.ACTION, "RESUMED");
        pilot.rehash();
        assertThat(verify().problem())
                .isEqualTo("event 5: it resumes version 'v1' for participant 'n4m3', for whom it was not suspended");
    }

    @Test
    void aKeptHeadStillHoldsAfterFurtherMoves() {
        Map<String, Object> kept = kept();
        pilot.as("eve").pause("v1");
        assertThat(verify("f", Map.of("expected_head", kept))).isEqualTo(new TrailVerdict(true, 8, null, null));
        Map<String, Object> start = Map.of("seq", 0L, "hash", GovernanceEvent.NO_HASH);
        assertThat(verify("f", Map.of("expected_head", start)).ok()).isTrue();
        assertThat(verify("f", Map.of("expected_head", Map.of("seq", 99L, "hash", "x"))))
                .as("one that an older copy does not reach")
                .isEqualTo(new TrailVerdict(
                        false,
                        8,
                        99L,
                        "event 99 is not the one whose hash was kept: the trail ends with event 8, an older copy was put"
                                + " back or its end was cut off"));
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
                                Map.of(Variable.REWARD, 0.5, Variable.DELTA_COHERENCE, 0.1),
                                false),
                        Settings.defaults(),
                        3);
        pilot.byHand().saveEvidence("v1", states.saved(), CountedStates.figures(states));
        assertThat(verify().problem()).isEqualTo("the family has no tabulated_at, and its episodes were counted");
        pilot.byHand()
                .saveTable(
                        "f",
                        Tabulation.of(
                                Map.of("v1", states.live()), Set.of("v1"), Map.of("v1", CountedStates.trust(states))),
                        7,
                        1);
        assertThat(verify().ok()).isTrue();
        assertThat(verify("f", Map.of("recount", true)).problem())
                .startsWith("the running evidence of version 'v1' has ")
                .endsWith("; refreshTrust with {mode: 'FULL'} counts it anew");
    }

    @Test
    void optionsAndFamilyAreChecked() {
        refused("f", Map.of("heads", 1), "unknown option 'heads': known are expected_head, recount");
        refused("f", Map.of("recount", "yes"), "options.recount is 'yes', a text: it must be true or false");
        refused(
                null,
                Map.of("recount", true),
                "options.recount is true: the graph's own settings have no evidence to count again");
        refused(
                "f",
                Map.of("expected_head", Map.of("seq", 7L)),
                "options.expected_head.hash is missing: it must be a text of at most 10000 characters");
        refused(
                "f",
                Map.of("expected_head", Map.of("seq", 7L, "hash", "x", "chain", "g")),
                "unknown key 'chain' in options.expected_head: known are seq, hash");
        assertThatThrownBy(() -> verify("g", Map.of()))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no meta-policy 'g': metapolicy.create makes one");
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
                        pilot.ports().counted(),
                        pilot.ports().proposals(),
                        pilot.ports().tabulations(),
                        new NoDecisions())
                .run(familyId, VerifyOptions.of(Input.of("options", options)));
    }

    private Map<String, Object> kept() {
        Head head = new TrailHead(pilot.ports().trail()).run("f");
        return Map.of("seq", head.seq(), "hash", head.hash());
    }

    private void rebuiltWithAnotherReason() {
        pilot.byHand().setEvent(CHAIN, 4, EventKey.REASON, "asked by ada");
        pilot.rehash();
    }
}
