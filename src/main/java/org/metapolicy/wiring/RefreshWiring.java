package org.metapolicy.wiring;

import java.time.Clock;
import org.metapolicy.app.refresh.RefreshProgress;
import org.metapolicy.app.refresh.RefreshTrust;
import org.metapolicy.graph.evidence.GraphRefreshTransactions;
import org.neo4j.graphdb.GraphDatabaseService;
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
                        database, (tx, familyId) -> new GovernanceWiring(tx, security).automaticTransitions(familyId)),
                progress(guard, log),
                Clock.systemUTC());
    }

    private static RefreshProgress progress(TerminationGuard guard, Log log) {
        return (familyId, done, of) -> {
            log.info("metapolicy: counted %d of %d new outcomes of meta-policy %s", done, of, familyId);
            guard.check();
        };
    }
}
