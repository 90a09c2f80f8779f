package org.metapolicy.wiring;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.metapolicy.app.FamilyGovernor;
import org.metapolicy.app.RefreshProgress;
import org.metapolicy.app.RefreshTrust;
import org.metapolicy.graph.GraphEvidenceArchive;
import org.metapolicy.graph.GraphLedgers;
import org.metapolicy.trust.TrustJudgement;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.logging.Log;
import org.neo4j.procedure.TerminationGuard;

/** Builds the refresh, which works in transactions of its own. */
public final class RefreshWiring {
    private RefreshWiring() {}

    public static RefreshTrust refreshTrust(GraphDatabaseService database, TerminationGuard guard, Log log) {
        return new RefreshTrust(
                new GraphLedgers<>(database, RefreshWiring::governor), progress(guard, log), Clock.systemUTC());
    }

    private static RefreshProgress progress(TerminationGuard guard, Log log) {
        return (familyId, done, of) -> {
            log.info("metapolicy: counted %d of %d new outcomes of meta-policy %s", done, of, familyId);
            guard.check();
        };
    }

    private static FamilyGovernor governor(Transaction tx, String familyId) {
        return new FamilyGovernor() {
            @Override
            public Set<String> watched() {
                return new GraphEvidenceArchive(tx).family(familyId).watched();
            }

            @Override
            public Map<String, String> act(Map<String, TrustJudgement> judged, boolean propose) {
                return Map.of();
            }
        };
    }
}
