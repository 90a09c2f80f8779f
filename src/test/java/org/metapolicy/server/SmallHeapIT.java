package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;

/** A backlog of 300,000 outcomes and a count of all of them anew, in a heap of 512 MB. */
@Tag("slow")
class SmallHeapIT {
    private static final long OUTCOMES = 300_000;

    private static final String EVIDENCE = """
            CYPHER 5
            UNWIND range(1, $n) AS i
            CALL (i) {
              MATCH (v:PolicyVersion {id: CASE i % 3 WHEN 0 THEN 'f.rules' ELSE 'f.bandit' END})
              CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: 'e' + i, policy_version_id: v.id,
                  timestamp: datetime({epochSeconds: 1767600000 + i}), context_cluster: 'c' + i % 5,
                  human_override: i % 20 = 0})
              CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + i, episode_id: 'e' + i, reward: 0.3 + sin(i) / 5,
                  delta_coherence: 0.05})
            } IN TRANSACTIONS OF 10000 ROWS
            """;

    @Test
    void isCountedBatchByBatch() throws Exception {
        try (LocalServer server = RealServer.own("small-heap", configuration -> configuration.withMaxHeap("512m"))) {
            server.start();
            try (Driver driver = server.driver();
                    var session = driver.session()) {
                MachinePilot.make(driver);
                session.run(EVIDENCE, Map.of("n", OUTCOMES)).consume();
                assertThat(MachinePilot.run(
                                        driver,
                                        "CALL metapolicy.refreshTrust('f') YIELD newOutcomes RETURN sum(newOutcomes) AS n")
                                .get(0)
                                .get("n")
                                .asLong())
                        .isEqualTo(OUTCOMES);
                MachinePilot.assertWhole(driver);
                // Outcomes and statuses share one order of counting: each has a place of its own, and none is left out.
                assertThat(MachinePilot.run(
                                driver,
                                "MATCH (n:CountedOutcome|ResolvedEpisode) RETURN count(DISTINCT n.counted_number) AS places,"
                                        + " max(n.counted_number) AS last, count(n) AS n"))
                        .singleElement()
                        .satisfies(row -> assertThat(row.asMap().values()).containsOnly(2L * OUTCOMES));
            }
        }
    }
}
