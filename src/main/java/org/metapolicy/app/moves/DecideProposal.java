package org.metapolicy.app.moves;

import java.util.List;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Proposals;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.governance.VersionState;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trail.GovernanceEvent;

/** An approver's answer to a promotion proposal. */
public final class DecideProposal {
    private final GovernanceSession session;
    private final Proposals proposals;

    public DecideProposal(GovernanceSession session, Proposals proposals) {
        this.session = session;
        this.proposals = proposals;
    }

    /**
     * Promotes what was proposed, or rejects it.
     *
     * @return PROMOTED or REJECTED
     * @throws Conflict if it is decided already, its evidence cannot be read, or the version's content is no longer what was proposed
     */
    public GovernanceEvent run(String proposalId, boolean approve, String reason) {
        Identifier.require("proposal id", proposalId);
        Reason.require(reason);
        String versionId = proposals.get(proposalId).versionId();
        FamilyState family = session.open(session.registry().familyOf(versionId), List.of(versionId));
        VersionState version = session.registry().version(versionId);
        Proposal proposal = proposals.get(proposalId);
        if (proposal.state() != Proposal.State.OPEN) {
            throw new Conflict("proposal '" + proposalId + "' is " + proposal.state() + " already"
                    + (proposal.closedReason() == null ? "" : ": " + proposal.closedReason()));
        }
        if (!approve) {
            session.approval(family).require("reject", session.caller());
            return new ProposalRecorder(session, proposals)
                    .close(
                            family,
                            version,
                            proposal,
                            Proposal.State.REJECTED,
                            session.caller().person(),
                            reason);
        }
        if (!proposal.parametersHash().equals(version.parametersHash())) {
            throw new Conflict("proposal '" + proposalId + "' is about other contents of version '" + versionId
                    + "' than it has now: reject it");
        }
        ContextLimit limit = proposal.limit()
                .orElseThrow(() -> new Conflict("the evidence of proposal '" + proposalId
                        + "' cannot be read, so that nobody knows in which contexts it would promote version '"
                        + versionId
                        + "': reject it; see metapolicy.audit.verify('" + family.id() + "')"));
        return new MoveVersion(session, proposals)
                .run(VersionAction.PROMOTE, versionId, reason, MoveOptions.within(limit), proposal);
    }
}
