package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.procedure.VerifiedRecord.episodes;
import static org.metapolicy.procedure.VerifiedRecord.holds;
import static org.metapolicy.procedure.VerifiedRecord.problem;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** Snapshots of trust in context: taken on demand, and what verification finds of edited ones. */
class ContextSnapshotsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aVersionWithALongRecord() {
        VerifiedRecord.begin();
    }

    @Test
    void snapshotsInContextsAreTakenOnDemandAndFoundAgain() {
        assertThat(inContexts()).isZero();
        NEO4J.run("CALL metapolicy.refreshTrust('f', {context_snapshots: true})");
        NEO4J.run("CALL metapolicy.refreshTrust('f', {context_snapshots: true})");
        assertThat(inContexts()).as("of one moment there is one").isEqualTo(3);
        assertThat(NEO4J.run("MATCH (:PolicyVersion {id: 'v'})-[:HAS_CONTEXT_SNAPSHOT]->(s:ContextSnapshot)"
                        + " WHERE s.trust <> metapolicy.trustIn('v', s.context_cluster) RETURN s.id AS id"))
                .isEmpty();
        holds();
        NEO4J.run("MATCH (s:ContextSnapshot {context_cluster: '1'}) SET s.trust_upper = 0.99");
        assertThat(problem(false))
                .matches("snapshot 'v:n\\d+:e3:1' has trust_upper 0\\.99, what selection goes by has 0\\..*");
        NEO4J.run("MATCH (s:ContextSnapshot {context_cluster: '1'}) DETACH DELETE s");
        NEO4J.run("CALL metapolicy.configure('f', {weight_growth: 0.2, weight_safety: 0.15}, 'more of one')");
        NEO4J.run("CALL metapolicy.pause('v', 'look closer')");
        NEO4J.run("CALL metapolicy.resume('v', 'looked')");
        episodes(311, 400);
        NEO4J.run("CALL metapolicy.refreshTrust('f', {context_snapshots: true})");
        assertThat(inContexts()).isEqualTo(5);
        holds();
        NEO4J.run("MATCH (s:ContextSnapshot {as_of_event: 3, context_cluster: '0'}) SET s.trust = 0.99");
        assertThat(problem(false)).isNull();
        assertThat(problem(true)).matches("snapshot 'v:n\\d+:e3:0' has trust 0\\.99, a recount finds 0\\..*");
    }

    @Test
    void thoseOfAllFamiliesAreTakenByOneRefresh() {
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust(null, {context_snapshots: true})"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get("verdict")).isNotIn("FAILED", "BUSY"));
        assertThat(inContexts()).isEqualTo(3);
        holds();
    }

    @Test
    void oneThatWasMovedToAnotherContextOrMomentIsNamed() {
        NEO4J.run("CALL metapolicy.refreshTrust('f', {context_snapshots: true})");
        for (String edit : List.of("s.context_cluster = '7'", "s.counted = 1", "s.as_of_event = 1", "s.id = 'x'")) {
            NEO4J.run("MATCH (s:ContextSnapshot {context_cluster: '1'}) SET " + edit);
            assertThat(problem(false)).as(edit).endsWith("and its id says otherwise");
            NEO4J.run("MATCH (s:ContextSnapshot) DETACH DELETE s");
            NEO4J.run("CALL metapolicy.refreshTrust('f', {context_snapshots: true})");
        }
        holds();
    }

    private static long inContexts() {
        return (Long) NEO4J.run("MATCH (:PolicyVersion {id: 'v'})-[:HAS_CONTEXT_SNAPSHOT]->(s) RETURN count(s) AS n")
                .get(0)
                .get("n");
    }
}
