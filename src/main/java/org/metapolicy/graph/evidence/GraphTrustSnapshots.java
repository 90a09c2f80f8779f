package org.metapolicy.graph.evidence;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.metapolicy.evidence.TrustSnapshot;
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
    public List<TrustSnapshot> history(String versionId) {
        nodes.version(versionId);
        return ReportQuery.named("trust-history")
                .run(tx, Map.of("versionId", versionId), GraphTrustSnapshots::snapshot);
    }

    @Override
    public List<Forecast> forecasts(String familyId) {
        nodes.family(familyId);
        return ReportQuery.named("trust-forecasts")
                .run(
                        tx,
                        Map.of("metaPolicyId", familyId),
                        row -> new Forecast((Double) row.get("trust"), (Boolean) row.get("kept")));
    }

    @SuppressWarnings("unchecked")
    private static TrustSnapshot snapshot(Map<String, Object> row) {
        return new TrustSnapshot(
                (String) row.get("snapshotId"),
                (Long) row.get("t"),
                row.get("createdAt") instanceof ZonedDateTime time ? time : null,
                (Double) row.get("trustScore"),
                (Double) row.get("trustLower"),
                (Double) row.get("trustUpper"),
                (Long) row.get("n"),
                (Long) row.get("windowEpisodes"),
                (Double) row.get("rewardMean"),
                (Double) row.get("rewardStd"),
                (Double) row.get("overrideRate"),
                (Long) row.get("safetyFlags"),
                (Double) row.get("deltaCoherenceMean"),
                (Double) row.get("deltaAccuracyMean"),
                (Double) row.get("deltaCalibrationMean"),
                (Boolean) row.get("keptLimits"),
                (Double) row.get("contextCoverage"),
                (Map<String, Object>) row.get("raw"),
                (Map<String, Object>) row.get("norm"),
                (String) row.get("formula"));
    }
}
