package org.metapolicy.app.audit;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.testing.memory.HandEdits;
import org.metapolicy.testing.memory.KnownFigures;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;

/** Edits of the history of {@link VerifyTrailTest}, with the first event that no longer holds and the words for it. */
final class Tamperings {
    private static final Chain CHAIN = Chain.of("f");

    private Tamperings() {}

    static Stream<Arguments> all() {
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
                        "event 7 is missing: meta-policy 'f' counts 7"),
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
                        "the default of meta-policy 'f' is [v1, v2], its trail says [v1]"),
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
                        "the hash of its parameters edited",
                        hand -> hand.setVersion("v1", "parameters_hash", "x"),
                        "version 'v1' has another parameters_hash than it was registered with: x, the trail says"),
                differs(
                        "its tag edited",
                        hand -> hand.setVersion("v1", "version_tag", "9.0.0"),
                        "version 'v1' has another version_tag than it was registered with: 9.0.0, the trail says 1.0.0"),
                differs(
                        "its policy edited",
                        hand -> hand.setVersion("v1", "policy_id", "q"),
                        "version 'v1' has another policy_id than it was registered with: q, the trail says p"),
                differs(
                        "its dimension edited",
                        hand -> hand.setVersion("v1", "context_dim", 2L),
                        "version 'v1' has another context_dim than it was registered with: 2, the trail says 1"),
                differs(
                        "its maker edited",
                        hand -> hand.setVersion("v1", "created_by", "eve"),
                        "version 'v1' has created_by eve, the trail says ada"),
                differs(
                        "a limit loosened",
                        hand -> hand.setFamily("f", "override_rate_max", 0.99),
                        "the settings of meta-policy 'f' are {"),
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
                        "version 'v1': the stored evidence has format none"));
    }

    private static Arguments broken(String what, Consumer<HandEdits> edit, long seq, String problem) {
        return Arguments.of(what, edit, seq, problem);
    }

    private static Arguments differs(String what, Consumer<HandEdits> edit, String problem) {
        return Arguments.of(what, edit, null, problem);
    }
}
