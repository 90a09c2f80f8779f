package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.demo.Migrate;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/** A server that is killed in the middle of a refresh: what was counted stays counted, and the next refresh goes on. */
class KilledRefreshIT {
    private static final long OUTCOMES = 3_000;
    private static final String COUNTED = "MATCH (o:CountedOutcome) RETURN count(o) AS n";

    private static final String EVIDENCE = """
            UNWIND range(1, $n) AS i
            MATCH (v:PolicyVersion {id: CASE i % 3 WHEN 0 THEN 'v2' ELSE 'v1' END})
            CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: 'e' + i, timestamp: datetime({epochSeconds: i}),
                context_hash: 'c' + i % 5, human_override: i % 9 = 0})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + i, reward: sin(i), delta_coherence: cos(i) / 3,
                safety_flag: i % 60 = 0})
            """;

    @Test
    void theNextRefreshGoesOnWhereItWasKilled() throws IOException, InterruptedException {
        try (LocalServer server = RealServer.own("killed-refresh", configuration -> configuration)) {
            server.start();
            try (Driver driver = server.driver()) {
                Migrate.apply(driver, "neo4j", RealServer.basedir().resolve("migrations"), line -> {});
                run(driver, "CALL metapolicy.grantApprover('neo4j', 'first of this graph')");
                run(driver, "CALL metapolicy.create({id: 'f'}, 'to be killed')");
                run(driver, "CALL metapolicy.registerVersion('f', {id: 'v1'}, 'to be killed')");
                run(driver, "CALL metapolicy.registerVersion('f', {id: 'v2'}, 'to be killed')");
                run(driver, EVIDENCE, Map.of("n", OUTCOMES));
                CompletableFuture<Boolean> finished = refreshInSmallBatches(driver);
                while (count(driver) < 100) {
                    assertThat(finished).isNotDone();
                }
                server.kill();
                assertThat(outcome(finished)).as("the refresh that was killed").isFalse();
            }
            server.start();
            try (Driver driver = server.driver()) {
                long before = count(driver);
                assertThat(before).isBetween(100L, OUTCOMES - 1);

                assertThat(run(
                                        driver,
                                        "CALL metapolicy.refreshTrust('f') YIELD newOutcomes RETURN sum(newOutcomes) AS n")
                                .get(0)
                                .get("n")
                                .asLong())
                        .isEqualTo(OUTCOMES - before);
                assertEachCountedOnce(driver);
                List<Map<String, Object>> counted = figures(driver);
                assertThat(run(driver, "CALL metapolicy.refreshTrust('f', {mode: 'FULL'}) YIELD reason RETURN reason"))
                        .hasSize(2)
                        .allSatisfy(
                                row -> assertThat(row.get("reason").asString()).endsWith("the recount agrees"));
                assertThat(figures(driver)).isEqualTo(counted);
            }
        }
    }

    private static CompletableFuture<Boolean> refreshInSmallBatches(Driver driver) {
        return CompletableFuture.supplyAsync(() -> {
            // In a session, not in a managed transaction: what the kill breaks off must not be tried again.
            try (var session = driver.session()) {
                session.run("CALL metapolicy.refreshTrust('f', {batch_size: 10})")
                        .consume();
                return true;
            }
        });
    }

    private static boolean outcome(CompletableFuture<Boolean> finished) throws InterruptedException {
        try {
            return finished.get();
        } catch (ExecutionException brokenOff) {
            return false;
        }
    }

    private static void assertEachCountedOnce(Driver driver) {
        // A status and an outcome each have a place of their own in the one order of counting.
        assertThat(run(driver, """
                        MATCH (counted) WHERE counted.counted_number IS NOT NULL
                        RETURN counted.counted_number AS number ORDER BY number"""))
                .extracting(row -> row.get("number").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2 * OUTCOMES).boxed().toList());
    }

    private static List<Map<String, Object>> figures(Driver driver) {
        return List.of("v1", "v2").stream()
                .map(id -> run(driver, "CALL metapolicy.computePCI($id)", Map.of("id", id))
                        .get(0)
                        .asMap())
                .toList();
    }

    private static long count(Driver driver) {
        return run(driver, COUNTED).get(0).get("n").asLong();
    }

    private static List<Record> run(Driver driver, String query) {
        return run(driver, query, Map.of());
    }

    private static List<Record> run(Driver driver, String query, Map<String, Object> parameters) {
        return driver.executableQuery(query)
                .withParameters(parameters)
                .execute()
                .records();
    }
}
