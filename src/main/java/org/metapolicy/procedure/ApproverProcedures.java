package org.metapolicy.procedure;

import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.governance.ApproverChange;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.row.ApproverRow;
import org.metapolicy.procedure.row.EventRow;
import org.metapolicy.wiring.MovesWiring;
import org.metapolicy.wiring.ReportWiring;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** Who may approve, in the whole graph. */
public final class ApproverProcedures {
    @Context
    public Transaction transaction;

    @Context
    public SecurityContext security;

    @Procedure(name = "metapolicy.grantApprover", mode = Mode.WRITE)
    @Example("CALL metapolicy.grantApprover('ada', 'answers for the pilot too')")
    @Description("Adds an approver of the whole graph; from two on, two approvers must ask for it.")
    public Stream<EventRow> grantApprover(
            @Name(value = "username", description = "The user who shall approve.") String username,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.changeApprovers(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(ApproverChange.GRANT, username, reason)));
    }

    @Procedure(name = "metapolicy.revokeApprover", mode = Mode.WRITE)
    @Example("""
            CALL metapolicy.grantApprover('ada', 'answers for the pilot too');
            CALL metapolicy.revokeApprover('ada', 'has left the pilot')""")
    @Description(
            "Removes an approver of the whole graph; from two on, two approvers must ask for it, and the last stays.")
    public Stream<EventRow> revokeApprover(
            @Name(value = "username", description = "The user who shall approve no longer.") String username,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.changeApprovers(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(ApproverChange.REVOKE, username, reason)));
    }

    @Procedure(name = "metapolicy.approvers", mode = Mode.READ)
    @Example("CALL metapolicy.approvers()")
    @Description("Lists the approvers of the whole graph.")
    public Stream<ApproverRow> approvers() {
        return Answer.rows(() -> ReportWiring.listApprovers(transaction).run()).map(ApproverRow::of);
    }
}
