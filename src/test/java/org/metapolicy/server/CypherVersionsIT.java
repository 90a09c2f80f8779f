package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.ExamplePilot;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;

/** Whichever version of Cypher a caller's query is in, the plugin does the same. */
class CypherVersionsIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeAll
    static void theExample() {
        ExamplePilot.loadInto(SERVER.driver());
    }

    @Test
    void aCallThatNamesNoVersionComesInTheLatest() {
        try (var session = SERVER.driver().session()) {
            assertThat(session.run("EXPLAIN RETURN 1")
                            .consume()
                            .plan()
                            .arguments()
                            .get("string-representation")
                            .asString())
                    .startsWith("Cypher " + versions().get(versions().size() - 1) + "\n");
        }
    }

    @Test
    void everyVersionReadsTheSame() {
        for (String call : List.of(
                "CALL metapolicy.versions('focus')",
                "CALL metapolicy.computePCI('focus.bandit-1')",
                // Not its decisionId, which tells the time.
                "CALL metapolicy.select('focus', {coherence: 0.62, seed: 7}) YIELD decision, versionId, regime, trustScore,"
                        + " score, propensity, reason, considered"
                        + " RETURN decision, versionId, regime, trustScore, score, propensity, reason, considered",
                "CALL metapolicy.audit('focus')",
                "MATCH (v:PolicyVersion) RETURN v.id, metapolicy.trust(v) ORDER BY v.id")) {
            List<Record> rows = SERVER.run(call);
            assertThat(rows).isNotEmpty();
            for (String version : versions()) {
                assertThat(SERVER.run("CYPHER " + version + " " + call))
                        .as(version)
                        .isEqualTo(rows);
            }
        }
    }

    @Test
    void everyVersionWritesTheSame() {
        for (String version : versions()) {
            String id = "cypher-" + version;
            for (String call : List.of(
                    "CALL metapolicy.registerVersion('focus', {id: $id, policy_id: 'rules', version_tag: $id}, 'test')",
                    "CALL metapolicy.promote($id, 'test', {override: true})",
                    "CALL metapolicy.recordEpisode($id, {id: $id, context_cluster: 'c', human_override: false})",
                    "CALL metapolicy.recordOutcome($id, {id: $id, reward: 0.4})")) {
                assertThat(SERVER.run("CYPHER " + version + " " + call, Map.of("id", id)))
                        .as(version + " " + call)
                        .hasSize(1);
            }
            assertThat(SERVER.run("CYPHER " + version + " CALL metapolicy.refreshTrust('focus')").stream()
                            .filter(row -> row.get("newOutcomes").asLong() > 0))
                    .as(version)
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.get("versionId").asString()).isEqualTo(id);
                        assertThat(row.get("newOutcomes").asLong()).isEqualTo(1);
                    });
            assertThat(SERVER.run("CALL metapolicy.audit.verify('focus')")
                            .get(0)
                            .get("problem")
                            .isNull())
                    .as(version)
                    .isTrue();
        }
    }

    private static List<String> versions() {
        return SERVER.server().configuration().neo4j().speaksCypher25() ? List.of("5", "25") : List.of("5");
    }
}
