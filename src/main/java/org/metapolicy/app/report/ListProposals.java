package org.metapolicy.app.report;

import java.util.List;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Proposals;
import org.metapolicy.policy.Identifier;

/** A family's promotion proposals, the newest first. */
public final class ListProposals {
    private final Proposals proposals;

    public ListProposals(Proposals proposals) {
        this.proposals = proposals;
    }

    public List<Proposal> run(String familyId) {
        return proposals.ofFamily(Identifier.require("meta-policy id", familyId));
    }
}
