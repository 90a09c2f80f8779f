package org.metapolicy.graph;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.governance.Monitor;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.policy.FamilyStatus;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** What a monitoring system asks, in the caller's transaction. */
public final class GraphMonitor implements Monitor {
    private final Transaction tx;

    public GraphMonitor(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public List<String> familyIds() {
        try (ResourceIterator<Node> families = tx.findNodes(Labels.MetaPolicy)) {
            return families.stream()
                    .filter(family -> !FamilyStatus.DEPRECATED.name().equals(GovernedNodes.text(family, Schema.STATUS)))
                    .map(GovernedNodes::id)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public Map<String, Long> decisionsByRegime(String familyId, Instant from) {
        Map<String, Long> counts = new TreeMap<>();
        ReportQuery.named("decisions-by-regime")
                .run(tx, Map.of("metaPolicyId", familyId, "from", from.atZone(ZoneOffset.UTC)))
                .forEach(row -> counts.put(String.valueOf(row.get("regime")), (Long) row.get("n")));
        return counts;
    }
}
