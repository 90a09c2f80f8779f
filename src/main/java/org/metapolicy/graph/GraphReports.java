package org.metapolicy.graph;

import java.util.List;
import java.util.Map;
import org.metapolicy.governance.Reports;
import org.neo4j.graphdb.Transaction;

/** Reports by Cypher. */
public final class GraphReports implements Reports {
    private final Transaction tx;
    private final GovernedNodes nodes;

    public GraphReports(Transaction tx) {
        this.tx = tx;
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public List<Map<String, Object>> versions(String familyId) {
        return ofFamily("versions", familyId);
    }

    @Override
    public List<Map<String, Object>> lineage(String familyId) {
        return ofFamily("lineage", familyId);
    }

    @Override
    public List<Map<String, Object>> regimes(String familyId) {
        return ofFamily("regimes", familyId);
    }

    private List<Map<String, Object>> ofFamily(String query, String familyId) {
        nodes.family(familyId);
        return ReportQuery.named(query).run(tx, Map.of("metaPolicyId", familyId));
    }
}
