package org.metapolicy.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.EvidenceBase;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.governance.Roster;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.governance.erasure.Holdings;
import org.metapolicy.governance.erasure.Redaction;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.RedactedEvent;
import org.metapolicy.trail.StoredEvent;

/** What the ports of an erasure promise, wherever data is kept. */
public interface ErasureContract extends PortsContract {
    @Test
    default void whatIsKeptOfSomebodyIsFoundByFamilyAndGoneOnceRemoved() {
        byHand().addParticipant("p-17");
        family("f");
        registered("f", "v", "1.0.0");
        family("untouched");
        byHand().addEpisode("v", "p-17");
        byHand().addEpisode("v", "p-17");
        byHand().addEpisode("v", "p-171");
        assertThat(this.<List<String>>ask(ports -> ports.people().data().families()))
                .containsExactly("f");
        Holdings found = found("p-17");
        assertThat(found.kept()).isEqualTo(new Holdings.Kept(2, 2, 0, 0, 0, 0, 0));
        assertThat(found.families()).containsOnlyKeys("f").containsEntry("f", found.kept());
        assertThat(found.application()).isEqualTo(new Holdings.Application(1, 0, 0));
        act(ports -> ports.people().data().find("p-17").remove(names()));
        assertThat(found("p-17").kept()).isEqualTo(Holdings.NOTHING);
        assertThat(found("p-17").application().participants()).isEqualTo(1);
        assertThat(found("p-171").kept().episodes()).isEqualTo(1);
    }

    @Test
    default void aBaseIsReadAsItWasSavedAndPutInPlaceOfTheFormer() {
        family("f");
        assertThat(base()).isEmpty();
        EvidenceBase first =
                new EvidenceBase(7, 2, 3, List.of("a", "b"), new TreeMap<>(Map.of("v", new SavedStates("{}", ""))));
        EvidenceBase second = new EvidenceBase(9, 4, 5, List.of(), new TreeMap<>());
        for (EvidenceBase base : List.of(first, second)) {
            act(ports -> ports.people().bases().save("f", base));
            assertThat(base()).contains(base);
            assertThat(base().orElseThrow().digest()).isEqualTo(base.digest());
        }
        assertThat(first.digest()).isNotEqualTo(second.digest());
    }

    @Test
    default void whoIsDroppedLeavesTheOthersTheirNames() {
        family("f");
        byHand().addParticipant("p-17");
        byHand().addParticipant("p-18");
        RunsOn both = ask(ports -> ports.rosters().write("f", new Roster(List.of("p-17", "p-18"), List.of())));
        assertThat(this.<Optional<RunsOn>>ask(ports -> ports.rosters().drop("f", "p-1")))
                .isEmpty();
        RunsOn one = this.<Optional<RunsOn>>ask(ports -> ports.rosters().drop("f", "p-17"))
                .orElseThrow();
        assertThat(both.participants()).containsAll(one.participants()).hasSize(2);
        assertThat(one.participants()).hasSize(1);
        RunsOn nobody = this.<Optional<RunsOn>>ask(ports -> ports.rosters().drop("f", "p-18"))
                .orElseThrow();
        assertThat(nobody.text()).isEqualTo(RunsOn.ANYBODY);
        assertThat(nobody.limited()).isNotEqualTo(RunsOn.ANYBODY).startsWith("participants: 0, groups: 0");
    }

    @Test
    default void anEventHoldsWithOtherTextsWhereALaterOneOfItsChainSaysSo() {
        family("f");
        registered("f", "v", "1.0.0");
        Map<String, String> texts = Map.of(EventKey.REASON, "because of nobody");
        RedactedEvent redacted = RedactedEvent.of(events().get(0), texts);
        act(ports -> PortsContract.append(
                ports,
                Chain.of("f"),
                GovernanceAction.PARTICIPANT_ERASED,
                Change.none(null),
                Map.of(RedactedEvent.LIST, List.of(redacted.asMap()))));
        act(ports -> ports.trail().redact(Chain.of("f"), 1, texts, null));
        assertThat(events().get(0).holds()).as("without the link").isFalse();
        act(ports -> ports.trail().redact(Chain.of("f"), 1, texts, 2L));
        assertThat(events().get(0).text(EventKey.REASON)).isEqualTo("because of nobody");
        assertThat(events()).allMatch(StoredEvent::holds);
        byHand().setEvent(Chain.of("f"), 1, EventKey.REASON, "because of somebody");
        assertThat(events().get(0).holds()).as("edited afterwards").isFalse();
        act(ports -> ports.trail().redact(Chain.of("f"), 1, texts, null));
        assertThat(events().get(0).holds()).isTrue();
        byHand().setEvent(Chain.of("f"), 2, EventKey.REASON, "another");
        assertThat(events().get(0).holds()).as("what says so was edited").isFalse();
    }

    @Test
    default void textsOfVersionsSnapshotsAndStatesArePseudonymised() {
        family("f");
        registered("f", "v", "1.0.0");
        registered("f", "w", "1.1.0");
        byHand().setVersion("v", "reasoning", "p-17 and p-171 liked it");
        byHand().setSnapshot("v", 0, Map.of("notes", "see p-17"));
        RunningStates states = CountedStates.counted(false);
        String live = states.saved().live().replace("\"c1\"", "\"p-17\"");
        byHand().saveEvidence("v", new SavedStates(live, ""), CountedStates.figures(states));
        assertThat(this.<Boolean>ask(ports -> ports.people().texts().statesName("f", names())))
                .isTrue();
        assertThat(this.<Long>ask(ports -> ports.people().texts().replace("f", names())))
                .as("a version, its snapshot, its states")
                .isEqualTo(3);
        assertThat(this.<Boolean>ask(ports -> ports.people().texts().statesName("f", names())))
                .isFalse();
        assertThat(this.<Long>ask(ports -> ports.people().texts().replace("f", names())))
                .isZero();
        assertThat(this.<SavedStates>ask(ports -> ports.counted().states("v")).live())
                .isEqualTo(live.replace("\"p-17\"", "\"erased-x\""));
    }

    private static Redaction names() {
        return Redaction.of("p-17", Set.of(), "erased-x");
    }

    private Holdings found(String participant) {
        return ask(ports -> ports.people().data().find(participant).holdings());
    }

    private Optional<EvidenceBase> base() {
        return ask(ports -> ports.counted().base("f"));
    }

    private List<StoredEvent> events() {
        return ask(ports -> ports.trail().events(Chain.of("f")));
    }
}
