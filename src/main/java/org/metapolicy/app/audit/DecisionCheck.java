package org.metapolicy.app.audit;

import java.util.Optional;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Shown;
import org.metapolicy.selection.token.RecordedDecisions;

/** Compares the probabilities and choices of what a family decided with what was considered then. */
final class DecisionCheck {
    private final RecordedDecisions decisions;
    private String problem;

    DecisionCheck(RecordedDecisions decisions) {
        this.decisions = decisions;
    }

    /** The first decision that contradicts itself, as a sentence; empty where none does. */
    Optional<String> problem(String familyId) {
        try {
            decisions.forEach(familyId, one -> {
                if (problem == null) {
                    problem = one.edited()
                            .map(what -> "decision '" + one.id() + "': " + what)
                            .orElse(null);
                }
            });
        } catch (Conflict unreadable) {
            return Optional.of("a decision of meta-policy '" + familyId + "': " + unreadable.getMessage());
        }
        return Optional.ofNullable(problem).or(() -> decisions.explored(familyId).stream()
                .filter(explored -> !(explored.counted() instanceof Long count && count >= explored.decisions()))
                .findFirst()
                .map(explored -> "the ExplorationQuota of " + explored.day() + " of whom decision '"
                        + explored.adjustmentId() + "' was made for has count " + Shown.value(explored.counted())
                        + ", and " + explored.decisions() + " decisions of that day gave them a candidate"));
    }
}
