package org.metapolicy.app.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.governance.Proposal;
import org.metapolicy.policy.Shown;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.StoredEvent;

/**
 * Compares proposals with the events that made and closed them: one that somebody planted would keep a refresh from
 * proposing, and show whoever decides figures that nobody measured.
 */
final class ProposalCheck {
    private static final String PROPOSAL = "proposal";

    private static final Map<GovernanceAction, Set<Proposal.State>> CLOSING = Map.of(
            GovernanceAction.REJECTED, Set.of(Proposal.State.REJECTED),
            GovernanceAction.LAPSED, Set.of(Proposal.State.LAPSED),
            GovernanceAction.PROMOTED, Set.of(Proposal.State.APPROVED, Proposal.State.FULFILLED));

    /** A proposal is written in the transaction of its event, some moments before; beyond this, somebody wrote another time. */
    private static final Duration LATER = Duration.ofHours(1);

    /**
     * What the trail says of a proposal.
     *
     * @param proposing the event that proposed it; null where there is none
     * @param last the last event about it
     */
    private record Told(StoredEvent proposing, StoredEvent last, Set<Proposal.State> states) {}

    private final Map<String, Told> told = new HashMap<>();

    /** @param events a family's, in order */
    ProposalCheck(List<StoredEvent> events) {
        for (StoredEvent event : events) {
            if (event.evidence().get(PROPOSAL) instanceof String id) {
                states(event).ifPresent(states -> told.put(id, new Told(proposing(id, event), event, states)));
            }
        }
    }

    private StoredEvent proposing(String id, StoredEvent event) {
        return event.is(GovernanceAction.PROPOSED)
                ? event
                : Optional.ofNullable(told.get(id)).map(Told::proposing).orElse(null);
    }

    private static Optional<Set<Proposal.State>> states(StoredEvent event) {
        if (event.is(GovernanceAction.PROPOSED)) {
            return Optional.of(Set.of(Proposal.State.OPEN));
        }
        return CLOSING.entrySet().stream()
                .filter(closing -> event.is(closing.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What the first proposal says that no event does; empty where there is none. */
    Optional<String> problem(List<Proposal> proposals) {
        for (Proposal proposal : proposals) {
            Told known = told.get(proposal.id());
            if (known == null) {
                return Optional.of("proposal '" + proposal.id() + "' of version '" + proposal.versionId()
                        + "' stands in the graph, and no event proposed it");
            }
            Optional<String> problem = identity(proposal, known)
                    .or(() -> known.proposing == null ? Optional.empty() : proposed(proposal, known.proposing))
                    .or(() ->
                            proposal.state() == Proposal.State.OPEN ? Optional.empty() : closed(proposal, known.last));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> identity(Proposal proposal, Told known) {
        String versionId = known.last.text(EventKey.VERSION_ID);
        if (!proposal.versionId().equals(versionId)) {
            return Optional.of("proposal '" + proposal.id() + "' names version '" + proposal.versionId()
                    + "', and event " + known.last.seq() + " version '" + versionId + "'");
        }
        return known.states.contains(proposal.state())
                ? Optional.empty()
                : Optional.of("proposal '" + proposal.id() + "' is " + proposal.state() + ", and after event "
                        + known.last.seq() + " it is " + known.states.iterator().next());
    }

    private static Optional<String> proposed(Proposal proposal, StoredEvent event) {
        if (!Objects.equals(event.text(EventKey.EVIDENCE), proposal.evidence())) {
            return Optional.of("proposal '" + proposal.id() + "' of version '" + proposal.versionId()
                    + "' has other evidence than the event that proposed it");
        }
        return differs(proposal, "meta_policy_id", proposal.familyId(), event, EventKey.FAMILY_ID)
                .or(() -> differs(proposal, "reason", proposal.reason(), event, EventKey.REASON))
                .or(() -> differs(
                        proposal, "parameters_hash", proposal.parametersHash(), event, EventKey.PARAMETERS_HASH))
                .or(() -> isOf(proposal, "created_at", proposal.createdAt(), event));
    }

    private static Optional<String> closed(Proposal proposal, StoredEvent event) {
        return differs(proposal, "closed_by", proposal.closedBy(), event, EventKey.ACTOR)
                .or(() -> differs(proposal, "closed_reason", proposal.closedReason(), event, EventKey.REASON))
                .or(() -> isOf(proposal, "closed_at", proposal.closedAt(), event));
    }

    private static Optional<String> differs(Proposal proposal, String key, String own, StoredEvent event, String of) {
        return Objects.equals(own, event.text(of))
                ? Optional.empty()
                : Optional.of("proposal '" + proposal.id() + "' has " + key + " " + named(own) + ", and event "
                        + event.seq() + " has " + of + " " + named(event.text(of)));
    }

    private static Optional<String> isOf(Proposal proposal, String key, Instant own, StoredEvent event) {
        boolean of = own != null
                && event.createdAt() != null
                && Duration.between(own, event.createdAt()).abs().compareTo(LATER) <= 0;
        return of
                ? Optional.empty()
                : Optional.of("proposal '" + proposal.id() + "' has " + key + " " + (own == null ? "none" : own)
                        + ", and event " + event.seq() + " is of " + event.createdAt());
    }

    private static String named(String text) {
        return text == null ? "none" : Shown.value(text);
    }
}
