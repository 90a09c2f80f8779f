package org.metapolicy.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.Proposal;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** What {@link org.metapolicy.governance.Proposals} promises. */
public interface ProposalsContract extends PortsContract {
    static Proposal proposal(String id, String versionId, int seconds) {
        return proposal(id, versionId, seconds, "{}");
    }

    static Proposal proposal(String id, String versionId, int seconds, String evidence) {
        return new Proposal(
                id,
                "f",
                versionId,
                Proposal.State.OPEN,
                "it is good",
                evidence,
                PARAMETERS_HASH,
                NOW.plusSeconds(seconds),
                null,
                null,
                null,
                null);
    }

    @Test
    default void anOpenProposalIsFoundByItsVersion() {
        family("f");
        registered("f", "v", "1.0.0");
        registered("f", "w", "1.1.0");
        act(ports -> ports.proposals().add(proposal("p", "v", 0)));
        assertThat(this.<Proposal>ask(ports -> ports.proposals().get("p"))).isEqualTo(proposal("p", "v", 0));
        assertThat(this.<Optional<Proposal>>ask(ports -> ports.proposals().open("v")))
                .contains(proposal("p", "v", 0));
        assertThat(this.<Optional<Proposal>>ask(ports -> ports.proposals().open("w")))
                .isEmpty();
        assertThat(this.<Optional<Long>>ask(ports -> ports.proposals().windowsSinceRejection("v")))
                .isEmpty();
    }

    @Test
    default void aFamilysProposalsComeTheNewestFirst() {
        family("f");
        family("g");
        registered("f", "v", "1.0.0");
        registered("f", "w", "1.1.0");
        act(ports -> ports.proposals().add(proposal("p2", "v", 2)));
        act(ports -> ports.proposals().add(proposal("p3", "w", 3)));
        act(ports -> ports.proposals().add(proposal("p1", "v", 1)));
        assertThat(this.<List<Proposal>>ask(ports -> ports.proposals().ofFamily("f")))
                .extracting(Proposal::id)
                .containsExactly("p3", "p2", "p1");
        assertThat(this.<List<Proposal>>ask(ports -> ports.proposals().ofFamily("g")))
                .isEmpty();
    }

    @Test
    default void aClosedProposalSaysHowAndAtWhichSnapshot() {
        family("f");
        registered("f", "v", "1.0.0");
        byHand().setSnapshot("v", 3, Map.of());
        act(ports -> ports.proposals().add(proposal("p", "v", 0)));
        act(ports -> ports.proposals().close("p", Proposal.State.LAPSED, "ada", "an alarm", NOW.plusSeconds(9)));
        assertThat(this.<Proposal>ask(ports -> ports.proposals().get("p")))
                .isEqualTo(new Proposal(
                        "p",
                        "f",
                        "v",
                        Proposal.State.LAPSED,
                        "it is good",
                        "{}",
                        PARAMETERS_HASH,
                        NOW,
                        NOW.plusSeconds(9),
                        "ada",
                        "an alarm",
                        3L));
        assertThat(this.<Optional<Proposal>>ask(ports -> ports.proposals().open("v")))
                .isEmpty();
        assertThat(this.<Optional<Long>>ask(ports -> ports.proposals().windowsSinceRejection("v")))
                .as("it lapsed")
                .isEmpty();
    }

    @Test
    default void windowsAreCountedFromTheLatestRejection() {
        family("f");
        registered("f", "v", "1.0.0");
        for (int i = 1; i <= 2; i++) {
            String id = "p" + i;
            int second = i;
            act(ports -> ports.proposals().add(proposal(id, "v", second)));
            byHand().setSnapshot("v", 2L * i, Map.of());
            act(ports -> ports.proposals().close(id, Proposal.State.REJECTED, "ada", "no", NOW.plusSeconds(second)));
        }
        assertThat(this.<Optional<Long>>ask(ports -> ports.proposals().windowsSinceRejection("v")))
                .contains(0L);
        byHand().setSnapshot("v", 5, Map.of());
        assertThat(this.<Optional<Long>>ask(ports -> ports.proposals().windowsSinceRejection("v")))
                .contains(1L);
    }

    @Test
    default void whatIsProposedMustExist() {
        family("f");
        assertThatThrownBy(() -> act(ports -> ports.proposals().get("p")))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no promotion proposal 'p'");
        assertThatThrownBy(
                        () -> act(ports -> ports.proposals().close("p", Proposal.State.LAPSED, "ada", "an alarm", NOW)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> act(ports -> ports.proposals().add(proposal("p", "v", 0))))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> act(ports -> ports.proposals().open("v"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> act(ports -> ports.proposals().ofFamily("g"))).isInstanceOf(NotFound.class);
    }
}
