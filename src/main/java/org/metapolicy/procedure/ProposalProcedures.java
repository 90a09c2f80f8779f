package org.metapolicy.procedure;

import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.row.EventRow;
import org.metapolicy.procedure.row.ProposalRow;
import org.metapolicy.wiring.MovesWiring;
import org.metapolicy.wiring.ReportWiring;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** Promotions that a refresh proposed, and people's answers. */
public final class ProposalProcedures {
    @Context
    public Transaction transaction;

    @Context
    public SecurityContext security;

    @Procedure(name = "metapolicy.proposals", mode = Mode.READ)
    @Example("CALL metapolicy.proposals('focus')")
    @Description(
            "Lists promotion proposals, the newest first: all of one meta-policy, or those of every meta-policy that wait"
                    + " for a person.")
    public Stream<ProposalRow> proposals(
            @Name(
                            value = "metaPolicyId",
                            defaultValue = "",
                            description = "The id of the meta-policy; null or empty for what waits in all that are not"
                                    + " DEPRECATED.")
                    String metaPolicyId) {
        return Answer.rows(() -> ReportWiring.listProposals(transaction).run(metaPolicyId))
                .map(ProposalRow::of);
    }

    @Procedure(name = "metapolicy.approve", mode = Mode.WRITE)
    @Example("""
            CALL metapolicy.proposals('focus') YIELD proposalId, versionId, state
            WITH proposalId WHERE versionId = 'focus.bandit-2' AND state = 'OPEN'
            CALL metapolicy.approve(proposalId, 'looked at the figures with the board') YIELD action, versionId, defaultAfter
            RETURN action, versionId, defaultAfter""")
    @Description("Carries out a promotion that was proposed; needs an approver.")
    public Stream<EventRow> approve(
            @Name(value = "proposalId", description = "The id of the proposal.") String proposalId,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.decideProposal(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(proposalId, true, reason)));
    }

    @Procedure(name = "metapolicy.reject", mode = Mode.WRITE)
    @Example("""
            CALL metapolicy.proposals('focus') YIELD proposalId, versionId, state
            WITH proposalId WHERE versionId = 'focus.bandit-2' AND state = 'OPEN'
            CALL metapolicy.reject(proposalId, 'the summer is another season') YIELD action, versionId, reason
            RETURN action, versionId, reason""")
    @Description("Turns a proposed promotion down, until two more windows have closed; needs an approver.")
    public Stream<EventRow> reject(
            @Name(value = "proposalId", description = "The id of the proposal.") String proposalId,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.decideProposal(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(proposalId, false, reason)));
    }
}
