package org.metapolicy.procedure;

import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.evidence.clustering.ContextClustering;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.row.ClusterRow;
import org.metapolicy.wiring.MovesWiring;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** The context clusters by which breadth is measured. */
public final class ContextProcedures {
    @Context
    public Transaction transaction;

    @Context
    public SecurityContext security;

    @Procedure(name = "metapolicy.clusterContexts", mode = Mode.WRITE)
    @Example("CALL metapolicy.clusterContexts('focus', {k: 4, seed: 1}, 'clusters of our own')")
    @Description("Fits a meta-policy's context clusters by k-means++ and freezes them; needs an approver.")
    public Stream<ClusterRow> clusterContexts(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(
                            value = "options",
                            description =
                                    "k: how many clusters, from 2 to 64; seed: an integer, 1 by default; evidence: a map of your"
                                            + " own, which the event keeps.")
                    Map<String, Object> options,
            @Name(value = "reason", defaultValue = "", description = "Why, in words; kept in the trail.")
                    String reason) {
        return Answer.row(() -> ClusterRow.of(MovesWiring.clusterContexts(
                        transaction, security, CallerEvidence.among(Input.of("options", options)))
                .run(metaPolicyId, ContextClustering.of(Input.of("options", options), CallerEvidence.KEY), reason)));
    }
}
