package org.metapolicy.graph.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.metapolicy.evidence.ContextVectors;
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
            WITH e WHERE size(e.context) > 0
            RETURN e.context AS context
            """;

    private final Transaction tx;

    public GraphContextVectors(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public List<double[]> vectors(String familyId) {
        List<double[]> vectors = new ArrayList<>();
        try (Result result = tx.execute(VECTORS, Map.of("id", familyId))) {
            result.<Object>columnAs("context").forEachRemaining(context -> vectors.add(EpisodeReader.vector(context)));
        }
        return vectors;
    }

    @Override
    public void knowOnly(String familyId, List<String> clusters) {
        new EvidenceNodes(tx, familyId)
                .evidence()
                .setProperty(Schema.FamilyCount.CLUSTERS, clusters.toArray(String[]::new));
    }
}
