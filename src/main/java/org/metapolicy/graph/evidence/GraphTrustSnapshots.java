package org.metapolicy.graph.evidence;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.evidence.TrustSnapshot;
import org.metapolicy.evidence.TrustSnapshots;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.ReportQuery;
import org.metapolicy.graph.ReportRow;
import org.metapolicy.trust.calibration.Forecast;
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
                .run(tx, Map.of("metaPolicyId", familyId), columns -> {
                    ReportRow row = new ReportRow(columns);
                    Double trust = row.number("trust");
                    Boolean kept = row.flag("kept");
                    return trust == null || kept == null
                            ? Optional.<Forecast>empty()
                            : Optional.of(new Forecast(row.text("versionId") + ":t" + row.integer("t"), trust, kept));
                })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static TrustSnapshot snapshot(Map<String, Object> columns) {
        ReportRow row = new ReportRow(columns);
        return new TrustSnapshot(
                row.text("snapshotId"),
                row.integer("t"),
                columns.get("createdAt") instanceof ZonedDateTime time ? time : null,
                row.number("trustScore"),
                row.number("trustLower"),
                row.number("trustUpper"),
                row.integer("n"),
                row.integer("windowEpisodes"),
                row.number("rewardMean"),
                row.number("rewardStd"),
                row.number("overrideRate"),
                row.integer("safetyFlags"),
                row.number("deltaCoherenceMean"),
                row.number("deltaAccuracyMean"),
                row.number("deltaCalibrationMean"),
                row.flag("keptLimits"),
                row.number("contextCoverage"),
                (Map<String, Object>) columns.get("raw"),
                (Map<String, Object>) columns.get("norm"),
                row.text("formula"));
    }
}
