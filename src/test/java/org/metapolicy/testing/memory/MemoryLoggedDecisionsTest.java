package org.metapolicy.testing.memory;

import java.util.function.Function;
import org.metapolicy.counterfactual.LoggedDecisions;
import org.metapolicy.counterfactual.StoredDecision;

/** The logs in memory keep the contract. */
class MemoryLoggedDecisionsTest implements LoggedDecisionsContract {
    private final MemoryLoggedDecisions decisions = new MemoryLoggedDecisions();

    @Override
    public void family(String familyId, String... versionIds) {
        for (String id : versionIds) {
            decisions.addVersion(familyId, id);
        }
    }

    @Override
    public void decided(String familyId, StoredDecision decision) {
        decisions.add(familyId, decision);
    }

    @Override
    public <T> T ask(Function<LoggedDecisions, T> question) {
        return question.apply(decisions);
    }
}
