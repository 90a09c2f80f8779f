package org.metapolicy.graph.evidence;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.metapolicy.graph.NumberArrays;
import org.metapolicy.noetic.LearningSample;
import org.metapolicy.noetic.LearningSamples;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/**
 * Counted episodes with what they teach, by Cypher. The indexes are named: planned by what was known of them when they were empty,
 * the query went through all outcomes for each episode.
 */
public final class GraphLearningSamples implements LearningSamples {
    static final String SAMPLES = """
            CYPHER 5
            MATCH (v:PolicyVersion {id: $id})
            CALL {
              WITH v MATCH (v)-[:EVALUATED_IN]->(e:PolicyEpisode) RETURN e
              UNION
              WITH v MATCH (e:PolicyEpisode {policy_version_id: v.id}) USING INDEX SEEK e:PolicyEpisode(policy_version_id)
              RETURN e
            }
            CALL {
              WITH e MATCH (e)-[:HAS_OUTCOME]->(o:CountedOutcome) RETURN o
              UNION
              WITH e MATCH (o:PolicyOutcome {episode_id: e.id}) USING INDEX SEEK o:PolicyOutcome(episode_id)
              WHERE o:CountedOutcome RETURN o
            }
            WITH e, o WHERE o.counted_version_id = $id
            RETURN e.context AS context, e.chosen_intervention_id AS intervention, o.reward AS reward,
                   o.counted_override AS overridden
            ORDER BY o.counted_number
            """;

    private final Transaction tx;

    public GraphLearningSamples(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public void forEach(String versionId, Consumer<LearningSample> pupil) {
        try (Result result = tx.execute(SAMPLES, Map.of("id", versionId))) {
            result.forEachRemaining(row -> pupil.accept(new LearningSample(
                    Arrays.stream(NumberArrays.read(row.get("context"))).boxed().toList(),
                    row.get("intervention") instanceof String id ? id : null,
                    row.get("reward") instanceof Number reward && Double.isFinite(reward.doubleValue())
                            ? reward.doubleValue()
                            : null,
                    Boolean.TRUE.equals(row.get("overridden")))));
        }
    }
}
