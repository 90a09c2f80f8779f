package org.metapolicy.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

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
        assertThat(problem(open("f", "why", "{\"proposal\":\"p\",\"pci\":1}", "hash", AT)))
                .contains("proposal 'p' of version 'v' has other evidence than the event that proposed it");
    }

    @Test
    void andWhatElseItWasProposedWith() {
        event("PROPOSED", "v", "p");
        String evidence = evidence("p");
        assertThat(problem(open("f", "why", evidence, "hash", AT.minusSeconds(5))))
                .isEmpty();
        assertThat(problem(open("g", "why", evidence, "hash", AT)))
                .contains("proposal 'p' has meta_policy_id 'g', and event 1 has meta_policy_id 'f'");
        assertThat(problem(open("f", null, evidence, "hash", AT)))
                .contains("proposal 'p' has reason none, and event 1 has reason 'why'");
        assertThat(problem(open("f", "why", evidence, "hush", AT)))
                .contains("proposal 'p' has parameters_hash 'hush', and event 1 has parameters_hash 'hash'");
        assertThat(problem(open("f", "why", evidence, "hash", AT.minus(Duration.ofDays(30)))))
                .contains("proposal 'p' has created_at 2026-01-01T12:00:00Z, and event 1 is of 2026-01-31T12:00:00Z");
    }

    @Test
    void andHowItEnded() {
        event("PROPOSED", "v", "p");
        event("REJECTED", "v", "p");
        assertThat(problem(rejected("ada", "why", AT))).isEmpty();
        assertThat(problem(rejected("eve", "why", AT)))
                .contains("proposal 'p' has closed_by 'eve', and event 2 has actor 'ada'");
        assertThat(problem(rejected("ada", "for nothing", AT)))
                .contains("proposal 'p' has closed_reason 'for nothing', and event 2 has reason 'why'");
        assertThat(problem(rejected("ada", "why", null)))
                .contains("proposal 'p' has closed_at none, and event 2 is of 2026-01-31T12:00:00Z");
    }

    @Test
    void oneThatNoEventProposedIsNamed() {
        event("ANNOTATED", "v", "p");
        assertThat(problem("p", "v", Proposal.State.OPEN))
                .contains("proposal 'p' of version 'v' stands in the graph, and no event proposed it");
        assertThat(new ProposalCheck(events).problem(List.of())).isEmpty();
    }

    private Optional<String> problem(String id, String versionId, Proposal.State state) {
        return problem(
                state == Proposal.State.OPEN
                        ? new Proposal(
                                id, "f", versionId, state, "why", evidence(id), "hash", AT, null, null, null, null)
                        : new Proposal(
                                id, "f", versionId, state, "why", evidence(id), "hash", AT, AT, "ada", "why", 0L));
    }

    private Optional<String> problem(Proposal proposal) {
        return new ProposalCheck(events).problem(List.of(proposal));
    }

    private static Proposal open(String familyId, String reason, String evidence, String hash, Instant createdAt) {
        return new Proposal(
                "p", familyId, "v", Proposal.State.OPEN, reason, evidence, hash, createdAt, null, null, null, null);
    }

    private static Proposal rejected(String by, String reason, Instant at) {
        return new Proposal(
                "p", "f", "v", Proposal.State.REJECTED, "why", evidence("p"), "hash", AT, at, by, reason, 0L);
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
                        EventKey.FAMILY_ID,
                        "f",
                        EventKey.VERSION_ID,
                        versionId,
                        EventKey.ACTOR,
                        "ada",
                        EventKey.REASON,
                        "why",
                        EventKey.PARAMETERS_HASH,
                        "hash",
                        EventKey.CREATED_AT,
                        AT,
                        EventKey.EVIDENCE,
                        evidence(proposalId)),
                List.of(),
                List.of()));
    }
}
