package org.metapolicy.procedure;

import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.app.moves.Erasure;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.row.ErasedRow;
import org.metapolicy.wiring.ErasureWiring;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** People forgotten. */
public final class ErasureProcedures {
    @Context
    public Transaction transaction;

    @Context
    public SecurityContext security;

    @Procedure(name = "metapolicy.erase", mode = Mode.WRITE)
    @Example("CALL metapolicy.erase({participant_id: 'P01'}, 'asked to be forgotten')")
    @Description(
            "Forgets a participant: deletes what is kept of them and keeps the sums that it entered; needs an approver of the whole graph.")
    public Stream<ErasedRow> erase(
            @Name(value = "who", description = "participant_id.") Map<String, Object> who,
            @Name(value = "reason", description = "Why, in words that name nobody; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the events keep.")
                    Map<String, Object> options) {
        return Answer.row(() -> ErasedRow.of(ErasureWiring.eraseParticipant(
                        transaction, security, CallerEvidence.alone(Input.of("options", options)))
                .run(Erasure.of(Input.of("who", who)), reason)));
    }
}
