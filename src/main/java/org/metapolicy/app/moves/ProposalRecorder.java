package org.metapolicy.app.moves;

import java.util.Optional;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Proposals;
import org.metapolicy.governance.VersionState;
import org.metapolicy.trail.Actor;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** Opens and closes promotion proposals of a locked family, and records it. */
public final class ProposalRecorder {
    private final GovernanceSession session;
    private final Proposals proposals;

    public ProposalRecorder(GovernanceSession session, Proposals proposals) {
        this.session = session;
        this.proposals = proposals;
    }

    Optional<Proposal> open(String versionId) {
        return proposals.open(versionId);
    }

    /** Records a proposal that ends without a promotion: LAPSED or REJECTED. */
    public GovernanceEvent close(
            FamilyState family,
            VersionState version,
            Proposal proposal,
            Proposal.State state,
            Actor actor,
            String reason) {
        proposals.close(
                proposal.id(), state, actor.name(), reason, session.clock().instant());
        return record(
                family,
                version,
                state == Proposal.State.REJECTED ? GovernanceAction.REJECTED : GovernanceAction.LAPSED,
                actor,
                reason,
                EventEvidence.of("proposal", proposal.id()),
                null);
    }

    /** Closes a proposal whose promotion is being recorded itself. */
    void promoted(Proposal proposal, Proposal.State state, Actor actor, String reason) {
        proposals.close(
                proposal.id(), state, actor.name(), reason, session.clock().instant());
    }

    public GovernanceEvent record(
            FamilyState family,
            VersionState version,
            GovernanceAction action,
            Actor actor,
            String reason,
            EventEvidence evidence,
            String snapshotId) {
        Change change = Change.none(family.defaultId())
                .ofVersion(version.id(), null, null, version.parametersHash())
                .supportedBy(snapshotId);
        return session.record(family, action, change, actor, reason, evidence);
    }
}
