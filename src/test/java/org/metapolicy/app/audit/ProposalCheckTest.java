package org.metapolicy.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.Proposal;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.StoredEvent;

class ProposalCheckTest {
    private final List<StoredEvent> events = new ArrayList<>();

    @Test
    void aProposalIsWhatItsLastEventSays() {
        event("PROPOSED", "v", "p");
        assertThat(problem("p", "v", Proposal.State.OPEN)).isEmpty();
        assertThat(problem("p", "v", Proposal.State.REJECTED))
                .contains("proposal 'p' is REJECTED, and after event 1 it is OPEN");
        assertThat(problem("p", "w", Proposal.State.OPEN))
                .contains("proposal 'p' names version 'w', and event 1 version 'v'");

        event("REJECTED", "v", "p");
        assertThat(problem("p", "v", Proposal.State.REJECTED)).isEmpty();
        assertThat(problem("p", "v", Proposal.State.OPEN))
                .contains("proposal 'p' is OPEN, and after event 2 it is REJECTED");
    }

    @Test
    void aPromotionFulfilsOneOrCarriesItOut() {
        event("PROPOSED", "v", "p");
        event("PROMOTED", "v", "p");
        assertThat(problem("p", "v", Proposal.State.APPROVED)).isEmpty();
        assertThat(problem("p", "v", Proposal.State.FULFILLED)).isEmpty();
        assertThat(problem("p", "v", Proposal.State.LAPSED)).isPresent();
    }

    @Test
    void figuresThatNobodyMeasuredAreNamed() {
        event("PROPOSED", "v", "p");
        Proposal edited = new Proposal(
                "p",
                "f",
                "v",
                Proposal.State.OPEN,
                "why",
                "{\"proposal\":\"p\",\"pci\":1}",
                "hash",
                Instant.EPOCH,
                null,
                null,
                null,
                null);
        assertThat(new ProposalCheck(events).problem(List.of(edited)))
                .contains("proposal 'p' of version 'v' has other evidence than the event that proposed it");
    }

    @Test
    void oneThatNoEventProposedIsNamed() {
        event("ANNOTATED", "v", "p");
        assertThat(problem("p", "v", Proposal.State.OPEN))
                .contains("proposal 'p' of version 'v' stands in the graph, and no event proposed it");
        assertThat(new ProposalCheck(events).problem(List.of())).isEmpty();
    }

    private Optional<String> problem(String id, String versionId, Proposal.State state) {
        Proposal proposal = new Proposal(
                id, "f", versionId, state, "why", evidence(id), "hash", Instant.EPOCH, null, null, null, null);
        return new ProposalCheck(events).problem(List.of(proposal));
    }

    private static String evidence(String proposalId) {
        return "{\"proposal\":\"" + proposalId + "\"}";
    }

    private void event(String action, String versionId, String proposalId) {
        events.add(new StoredEvent(
                Map.of(
                        EventKey.SEQ,
                        events.size() + 1L,
                        EventKey.ACTION,
                        action,
                        EventKey.VERSION_ID,
                        versionId,
                        EventKey.EVIDENCE,
                        evidence(proposalId)),
                List.of(),
                List.of()));
    }
}
