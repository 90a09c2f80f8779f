package org.metapolicy.wiring;

import java.time.Clock;
import java.util.UUID;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.app.refresh.AutomaticTransitions;
import org.metapolicy.app.refresh.ExportEvidence;
import org.metapolicy.app.refresh.ImportEvidence;
import org.metapolicy.app.refresh.PlanRefresh;
import org.metapolicy.app.refresh.RefreshProgress;
import org.metapolicy.app.refresh.RefreshTrust;
import org.metapolicy.graph.evidence.GraphCountedEvidence;
import org.metapolicy.graph.evidence.GraphEvidenceBases;
import org.metapolicy.graph.evidence.GraphRefreshTransactions;
import org.metapolicy.graph.evidence.GraphUncountedEvidence;
import org.metapolicy.graph.governance.GraphProposals;
import org.metapolicy.graph.governance.GraphRegistry;
import org.metapolicy.graph.governance.GraphTrail;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.logging.Log;
import org.neo4j.procedure.TerminationGuard;

/** Builds the refresh, which works in transactions of its own. */
public final class RefreshWiring {
    private RefreshWiring() {}

    public static RefreshTrust refreshTrust(
            GraphDatabaseService database, SecurityContext security, TerminationGuard guard, Log log) {
        return new RefreshTrust(
                new GraphRefreshTransactions<>(
                        database, (tx, familyId) -> automaticTransitions(tx, security, familyId)),
                progress(guard, log),
                Clock.systemUTC());
    }

    public static ImportEvidence importEvidence(GraphDatabaseService database, SecurityContext security) {
        return new ImportEvidence(
                new GraphRefreshTransactions<>(
                        database,
                        (tx, familyId) -> new ImportEvidence.Governor(
                                automaticTransitions(tx, security, familyId),
                                MovesWiring.session(tx, security, CallerEvidence.NONE),
                                new GraphCountedEvidence(tx),
                                new GraphEvidenceBases(tx))),
                Clock.systemUTC());
    }

    public static ExportEvidence exportEvidence(Transaction tx) {
        return new ExportEvidence(new GraphRegistry(tx), new GraphTrail(tx), new GraphCountedEvidence(tx));
    }

    /** What a refresh does by itself to a family, inside the transaction that counts. */
    private static AutomaticTransitions automaticTransitions(
            Transaction tx, SecurityContext security, String familyId) {
        // What decisions of before rest on, as long as they may still be recorded.
        DecideWiring.keptStandings(tx).keep(familyId);
        return new AutomaticTransitions(
                MovesWiring.session(tx, security, CallerEvidence.NONE),
                new GraphProposals(tx),
                familyId,
                () -> new GraphCountedEvidence(tx).family(familyId).watched(),
                () -> "proposal-" + UUID.randomUUID(),
                MovesWiring::newVersionId);
    }

    public static PlanRefresh planRefresh(Transaction tx, SecurityContext security, String familyId) {
        return new PlanRefresh(
                new GraphCountedEvidence(tx),
                new GraphUncountedEvidence(tx, familyId),
                MovesWiring.session(tx, security, CallerEvidence.NONE),
                new GraphProposals(tx),
                Clock.systemUTC());
    }

    private static RefreshProgress progress(TerminationGuard guard, Log log) {
        return new RefreshProgress() {
            @Override
            public void counted(String familyId, int done, int of) {
                log.info("metapolicy: counted %d of %d new outcomes of meta-policy %s", done, of, familyId);
                guard.check();
            }

            @Override
            public void failed(String familyId, RuntimeException failure) {
                log.error("metapolicy: meta-policy %s could not be refreshed".formatted(familyId), failure);
                // Where it is the whole call that was ended, nothing goes on.
                guard.check();
            }
        };
    }
}
