package org.metapolicy.app.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.governance.Proposal;
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

    /** What the trail says of a proposal. */
    private record Told(long seq, String versionId, Set<Proposal.State> states, String evidence) {}

    private final Map<String, Told> told = new HashMap<>();

    /** @param events a family's, in order */
    ProposalCheck(List<StoredEvent> events) {
        for (StoredEvent event : events) {
            if (event.evidence().get(PROPOSAL) instanceof String id) {
                states(event)
                        .ifPresent(states -> told.put(
                                id,
                                new Told(
                                        event.seq(),
                                        event.text(EventKey.VERSION_ID),
                                        states,
                                        event.is(GovernanceAction.PROPOSED)
                                                ? event.text(EventKey.EVIDENCE)
                                                : told.containsKey(id) ? told.get(id).evidence : null)));
            }
        }
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
            if (!proposal.versionId().equals(known.versionId)) {
                return Optional.of("proposal '" + proposal.id() + "' names version '" + proposal.versionId()
                        + "', and event " + known.seq + " version '" + known.versionId + "'");
            }
            if (!known.states.contains(proposal.state())) {
                return Optional.of("proposal '" + proposal.id() + "' is " + proposal.state() + ", and after event "
                        + known.seq + " it is " + known.states.iterator().next());
            }
            if (known.evidence != null && !known.evidence.equals(proposal.evidence())) {
                return Optional.of("proposal '" + proposal.id() + "' of version '" + proposal.versionId()
                        + "' has other evidence than the event that proposed it");
            }
        }
        return Optional.empty();
    }
}
