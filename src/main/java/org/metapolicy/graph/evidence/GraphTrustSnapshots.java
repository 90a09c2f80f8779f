package org.metapolicy.graph.evidence;

import java.util.List;
import java.util.Map;
import org.metapolicy.evidence.TrustSnapshots;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.ReportQuery;
import org.metapolicy.trust.Forecast;
import org.neo4j.graphdb.Transaction;

/** Snapshots in the graph, read by the queries of {@code cypher/}. */
public final class GraphTrustSnapshots implements TrustSnapshots {
    private final Transaction tx;
    private final GovernedNodes nodes;

    public GraphTrustSnapshots(Transaction tx) {
        this.tx = tx;
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public List<Map<String, Object>> history(String versionId) {
        nodes.version(versionId);
        return ReportQuery.named("trust-history").run(tx, Map.of("versionId", versionId));
    }

    @Override
    public List<Forecast> forecasts(String familyId) {
        nodes.family(familyId);
        return ReportQuery.named("trust-forecasts").run(tx, Map.of("metaPolicyId", familyId)).stream()
                .map(row -> new Forecast((Double) row.get("trust"), (Boolean) row.get("kept")))
                .toList();
    }
}
