package org.metapolicy.app;

import java.util.Map;
import java.util.Optional;
import org.metapolicy.governance.Actor;
import org.metapolicy.governance.Change;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.GovernanceAction;
import org.metapolicy.governance.GovernanceEvent;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Proposals;
import org.metapolicy.governance.VersionState;

/** Opens and closes promotion proposals of a locked family, and records it. */
final class ProposalDesk {
    private final FamilyDesk desk;
    private final Proposals proposals;

    ProposalDesk(FamilyDesk desk, Proposals proposals) {
        this.desk = desk;
        this.proposals = proposals;
    }

    Optional<Proposal> open(String versionId) {
        return proposals.open(versionId);
    }

    /** Records a proposal that ends without a promotion: LAPSED or REJECTED. */
    GovernanceEvent close(
            FamilyState family,
            VersionState version,
            Proposal proposal,
            Proposal.State state,
            Actor actor,
            String reason) {
        proposals.close(proposal.id(), state, actor.name(), reason, desk.clock().instant());
        return record(
                family,
                version,
                state == Proposal.State.REJECTED ? GovernanceAction.REJECTED : GovernanceAction.LAPSED,
                actor,
                reason,
                Map.of("proposal", proposal.id()),
                null);
    }

    /** Closes a proposal whose promotion is being recorded itself. */
    void approved(Proposal proposal, Actor actor, String reason) {
        proposals.close(
                proposal.id(),
                Proposal.State.APPROVED,
                actor.name(),
                reason,
                desk.clock().instant());
    }

    GovernanceEvent record(
            FamilyState family,
            VersionState version,
            GovernanceAction action,
            Actor actor,
            String reason,
            Map<String, Object> evidence,
            String snapshotId) {
        Change change = Change.none(family.defaultId())
                .ofVersion(version.id(), null, null, version.parametersHash())
                .supportedBy(snapshotId);
        return desk.record(family, action, change, actor, reason, evidence);
    }
}
