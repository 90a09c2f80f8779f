package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** Context clusters fitted from a governed family's episodes, and what breadth makes of them. */
class ClusterContextsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamilyWithEpisodesInTwoClumps() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a test')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v', policy_id: 'p'}, 'a test')");
        NEO4J.run("""
                CYPHER 5
                UNWIND range(1, 40) AS i
                CALL metapolicy.recordEpisode('v', {id: 'e' + i, context: [(i % 2) * 10.0 + i / 100.0, 0.0],
                    timestamp: datetime({epochSeconds: i})}) YIELD episodeId
                CALL metapolicy.recordOutcome(episodeId, {reward: 0.5, recorded_at: datetime({epochSeconds: i})})
                YIELD outcomeId
                RETURN count(outcomeId)
                """);
    }

    @Test
    void episodesFallIntoTheNearestFrozenCentroidAndFullBreadthFollows() {
        Map<String, Object> frozen = NEO4J.run("CALL metapolicy.clusterContexts('f', {k: 2, seed: 5})")
                .get(0);
        assertThat(frozen).containsEntry("k", 2L).containsEntry("dimension", 2L).containsEntry("episodes", 40L);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");

        assertThat(NEO4J.run("MATCH (o:CountedOutcome) RETURN o.counted_cluster AS cluster, count(*) AS n"
                        + " ORDER BY cluster"))
                .containsExactly(Map.of("cluster", "centroid-0", "n", 20L), Map.of("cluster", "centroid-1", "n", 20L));
        Map<String, Object> incremental =
                NEO4J.run("CALL metapolicy.computePCI('v')").get(0);
        assertThat(((Map<?, ?>) incremental.get("raw")).get("context_coverage")).isEqualTo(1.0);

        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})"))
                .allSatisfy(row -> assertThat((String) row.get("reason")).endsWith("the recount agrees"));
        assertThat(NEO4J.run("CALL metapolicy.computePCI('v')").get(0)).isEqualTo(incremental);
    }

    @Test
    void itIsAnApproversDecisionAndInTheTrail() {
        assertThatThrownBy(() -> NEO4J.runAs("stranger", "CALL metapolicy.clusterContexts('f', {k: 2})", Map.of()))
                .hasMessageContaining("stranger");
        NEO4J.run("CALL metapolicy.clusterContexts('f', {k: 2})");

        assertThat(NEO4J.run("MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVENT]->(e {action: 'CONTEXTS_CLUSTERED'})"
                        + " RETURN e.actor AS actor, e.reason AS reason"))
                .isEqualTo(List.of(Map.of(
                        "actor", "owner",
                        "reason", "k-means++ with k 2 and seed 1 over 40 context vectors")));
    }

    @Test
    void wrongOptionsAreNamed() {
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.clusterContexts('f', {clusters: 2})"))
                .hasMessageContaining("unknown option 'clusters': known are k, seed");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.clusterContexts('f', {})"))
                .hasMessageContaining("options.k is missing: it must be an integer from 2 to 64");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.clusterContexts('f', {k: 41})"))
                .hasMessageContaining("the family has 40 distinct context vectors");
    }
}
