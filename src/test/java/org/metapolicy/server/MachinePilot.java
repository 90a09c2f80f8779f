package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.metapolicy.demo.Migrate;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/** A family on a server that something happens to, and what must hold of it whatever happened. */
final class MachinePilot {
    private MachinePilot() {}

    /** A family that serves f.rules, with f.bandit beside it. */
    static void make(Driver driver) {
        Migrate.apply(driver, "neo4j", RealServer.basedir().resolve("migrations"), line -> {});
        run(driver, "CALL metapolicy.grantApprover('neo4j', 'first of this graph')");
        // Three automatic stops would pause the family.
        run(driver, "CALL metapolicy.create({id: 'f', auto_transitions_max: 1000}, 'a pilot')");
        run(driver, "CALL metapolicy.registerVersion('f', {id: 'f.rules', policy_id: 'rules'}, 'the baseline')");
        run(driver, "CALL metapolicy.registerVersion('f', {id: 'f.bandit', policy_id: 'bandit'}, 'the new one')");
        run(driver, "CALL metapolicy.promote('f.rules', 'in use for years', {override: true})");
        run(driver, "CALL metapolicy.setFallback('f.rules', 'the safe one')");
        run(driver, "CALL metapolicy.setMode('f', 'ACTIVE', 'it serves')");
    }

    /** So many decisions of this version with harmless outcomes, numbered from here on. */
    static void decisions(Driver driver, String version, long from, long to) {
        run(
                driver,
                "CALL metapolicy.recordAll([i IN range($from, $to) | {version_id: $version,"
                        + " episode: {id: $version + ':' + i, context_cluster: 'c' + i % 3, human_override: i % 20 = 0},"
                        + " outcome: {reward: 0.3 + 0.2 * sin(i), delta_coherence: 0.05}}])",
                Map.of("version", version, "from", from, "to", to));
    }

    /** The trail holds, also against a recount; every outcome belongs to one episode and is counted once. */
    static void assertWhole(Driver driver) {
        for (String options : List.of("{}", "{recount: true}")) {
            assertThat(run(
                                    driver,
                                    "CALL metapolicy.audit.verify('f', " + options
                                            + ") YIELD ok, problem RETURN ok, problem")
                            .get(0)
                            .asMap())
                    .as("audit.verify %s", options)
                    .containsEntry("problem", null)
                    .containsEntry("ok", true);
        }
        assertThat(run(driver, "CALL metapolicy.refreshTrust('f') YIELD verdict RETURN verdict"))
                .isNotEmpty()
                .extracting(row -> row.get("verdict").asString())
                .doesNotContain("SKIPPED", "FAILED", "BUSY");
        assertThat(run(driver, "CALL metapolicy.refreshTrust('f', {mode: 'FULL'}) YIELD reason RETURN reason"))
                .isNotEmpty()
                .extracting(row -> row.get("reason").asString())
                .allSatisfy(reason -> assertThat(reason).endsWith("the recount agrees"));
        Map<String, Object> counts = run(driver, """
                        MATCH (o:PolicyOutcome)
                        RETURN count(o) AS outcomes, count(CASE WHEN o:CountedOutcome THEN 1 END) AS counted,
                               count(DISTINCT o.counted_number) AS numbers,
                               count(CASE WHEN COUNT { (:PolicyEpisode)-[:HAS_OUTCOME]->(o) } <> 1
                                            OR COUNT { (:PolicyVersion)-[:EVALUATED_IN]->()-[:HAS_OUTCOME]->(o) } <> 1
                                          THEN 1 END) AS halfWritten
                        """).get(0).asMap();
        assertThat(counts).containsEntry("halfWritten", 0L);
        assertThat(counts.get("counted")).as("counted of %s", counts).isEqualTo(counts.get("outcomes"));
        assertThat(counts.get("numbers")).as("numbers of %s", counts).isEqualTo(counts.get("outcomes"));
    }

    /** How many events the family's trail holds. */
    static long events(Driver driver) {
        return run(driver, "CALL metapolicy.audit.head('f') YIELD seq RETURN seq")
                .get(0)
                .get("seq")
                .asLong();
    }

    static List<Record> run(Driver driver, String query) {
        return run(driver, query, Map.of());
    }

    static List<Record> run(Driver driver, String query, Map<String, Object> parameters) {
        return driver.executableQuery(query)
                .withParameters(parameters)
                .execute()
                .records();
    }
}
