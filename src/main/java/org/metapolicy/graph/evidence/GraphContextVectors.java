package org.metapolicy.graph.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.metapolicy.evidence.clustering.ContextVectors;
import org.metapolicy.graph.NumberArrays;
import org.metapolicy.graph.Schema;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/** Context vectors in the graph. */
public final class GraphContextVectors implements ContextVectors {
    private static final String VECTORS = """
            CYPHER 5
            MATCH (:MetaPolicy {id: $id})-[:HAS_VERSION]->(v:PolicyVersion)
            CALL {
              WITH v MATCH (v)-[:EVALUATED_IN]->(e:PolicyEpisode) RETURN e
              UNION
              WITH v MATCH (e:PolicyEpisode {policy_version_id: v.id}) RETURN e
            }
            WITH e WHERE e.context IS NOT NULL
            RETURN toStringOrNull(e.id) AS id, e.context AS context
            """;

    private final Transaction tx;

    public GraphContextVectors(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public List<ContextVector> vectors(String familyId) {
        List<ContextVector> vectors = new ArrayList<>();
        try (Result result = tx.execute(VECTORS, Map.of("id", familyId))) {
            result.forEachRemaining(row ->
                    vectors.add(new ContextVector((String) row.get("id"), NumberArrays.read(row.get("context")))));
        }
        return vectors;
    }

    @Override
    public void knowOnly(String familyId, List<String> clusters) {
        EvidenceNodes nodes = new EvidenceNodes(tx, familyId);
        nodes.evidence().setProperty(Schema.FamilyCount.CLUSTERS, clusters.toArray(String[]::new));
        // What hashes stood for before is nothing that was counted since.
        nodes.evidence().removeProperty(Schema.FamilyCount.HASHES);
        nodes.versions().forEach(nodes::forgetContexts);
    }
}
