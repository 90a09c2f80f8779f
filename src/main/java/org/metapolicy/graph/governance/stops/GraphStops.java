package org.metapolicy.graph.governance.stops;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.metapolicy.governance.stops.Stop;
import org.metapolicy.governance.stops.Stops;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.ReportQuery;
import org.metapolicy.graph.ReportRow;
import org.neo4j.graphdb.Transaction;

/** Automatic stops by Cypher, in the caller's transaction. */
public final class GraphStops implements Stops {
    private final Transaction tx;

    public GraphStops(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public List<Stop> of(String familyId) {
        new GovernedNodes(tx).family(familyId);
        return ReportQuery.named("stops")
                .run(tx, Map.of("metaPolicyId", familyId), columns -> stop(new ReportRow(columns)));
    }

    private static Stop stop(ReportRow row) {
        return new Stop(
                row.integer("seq"),
                row.text("action"),
                Instants.of(row.columns().get("stoppedAt")).orElse(Instant.EPOCH),
                row.text("versionId"),
                row.text("suspendedIn"),
                texts(row, "guardrails"),
                row.integer("window"),
                row.integer("n") == null
                        ? null
                        : new Stop.Place(
                                row.text("contextCluster"),
                                row.integer("n"),
                                row.number("overrideRate"),
                                row.number("rewardMean")),
                row.number("trust"),
                row.number("trustLower"),
                row.number("trustUpper"),
                row.text("fromStatus"),
                row.text("toStatus"),
                row.text("reason"),
                row.text("defaultBefore"),
                row.text("defaultAfter"),
                texts(row, "also"),
                texts(row, "after"));
    }

    private static List<String> texts(ReportRow row, String column) {
        return row.columns().get(column) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
