package org.metapolicy.procedure.row;

import java.time.ZonedDateTime;
import java.util.List;
import org.metapolicy.governance.Proposal;
import org.metapolicy.trail.ContextLimit;
import org.neo4j.procedure.Description;

/** One promotion proposal. */
public record ProposalRow(
        @Description("The proposal's id, for approve and reject.")
        String proposalId,

        @Description("The version that it would promote.") String versionId,

        @Description("OPEN, APPROVED, FULFILLED (promoted without it), REJECTED or LAPSED.")
        String state,

        @Description("Why it was proposed.") String reason,

        @Description("The evidence when it was proposed, as canonical JSON text.")
        String evidence,

        @Description("When it was proposed, in UTC.") ZonedDateTime createdAt,

        @Description("When it was decided or lapsed, or null.")
        ZonedDateTime closedAt,

        @Description("Who decided, or null.") String closedBy,

        @Description("Why, or null.") String closedReason,

        @Description("The meta-policy.") String metaPolicyId,

        @Description(
                "The contexts that it would be promoted in; empty where in all, null where the evidence cannot be read.")
        List<String> contextClusters) {

    public static ProposalRow of(Proposal proposal) {
        return new ProposalRow(
                proposal.id(),
                proposal.versionId(),
                proposal.state().name(),
                proposal.reason(),
                proposal.evidence(),
                EventRow.utc(proposal.createdAt()),
                EventRow.utc(proposal.closedAt()),
                proposal.closedBy(),
                proposal.closedReason(),
                proposal.familyId(),
                proposal.limit().map(ContextLimit::contexts).orElse(null));
    }
}
