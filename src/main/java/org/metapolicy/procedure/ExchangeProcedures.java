package org.metapolicy.procedure;

import java.util.stream.Stream;
import org.metapolicy.procedure.row.HandedOutRow;
import org.metapolicy.procedure.row.RefreshRow;
import org.metapolicy.wiring.RefreshWiring;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** Evidence that is counted outside of the graph. */
public final class ExchangeProcedures {
    @Context
    public Transaction transaction;

    @Context
    public GraphDatabaseService database;

    @Context
    public SecurityContext security;

    @Procedure(name = "metapolicy.exportEvidence", mode = Mode.READ)
    @Example("CALL metapolicy.exportEvidence('focus')")
    @Description("Hands out what a job that counts evidence outside of the graph goes on from; writes nothing.")
    public Stream<HandedOutRow> exportEvidence(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId) {
        return Answer.row(
                () -> HandedOutRow.of(RefreshWiring.exportEvidence(transaction).run(metaPolicyId)));
    }

    @Procedure(name = "metapolicy.importEvidence", mode = Mode.WRITE)
    @Example(
            ":param runs => []\nUNWIND $runs AS run CALL metapolicy.importEvidence('lake', run.states, run.manifest) YIELD"
                    + " verdict RETURN collect(verdict) AS verdicts")
    @Description(
            "Takes in what a job counted outside of the graph, takes trust snapshots, judges and acts as a refresh does, in"
                    + " a transaction of its own; needs an approver, and evidence_source EXTERNAL.")
    public Stream<RefreshRow> importEvidence(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(value = "states", description = "The text of the job's states.json, as it wrote it.") String states,
            @Name(value = "manifest", description = "The text of its manifest.json, as it wrote it.") String manifest) {
        return Answer.rows(
                () -> RefreshWiring.importEvidence(database, security).run(metaPolicyId, states, manifest).stream()
                        .map(RefreshRow::of)
                        .toList());
    }
}
