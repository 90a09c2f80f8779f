package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metapolicy.testing.EvidenceGraph.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.EvidenceGraph;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/** Trust over time, calibration and status, read from what refreshes left. */
class TrustReportsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private final EvidenceGraph graph = new EvidenceGraph(NEO4J);

    @BeforeEach
    void family() {
        graph.family("f", "v1", "v2");
    }

    @Test
    void historyGivesTheSnapshotsInOrder() {
        outcomes("v1", 75, 0.5);

        List<Map<String, Object>> history = NEO4J.run("CALL metapolicy.trustHistory('v1')");

        assertThat(history).extracting(row -> row.get("t")).containsExactly(1L, 2L, 3L);
        assertThat(history).extracting(row -> row.get("n")).containsExactly(25L, 50L, 75L);
        assertThat(history).allSatisfy(row -> assertThat(row)
                .containsEntry("windowEpisodes", 25L)
                .containsEntry("rewardMean", 0.5)
                .containsEntry("keptLimits", true)
                .containsEntry("formula", "PCI/4 REFERENCE"));
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.trustHistory('nobody')"))
                .hasMessageContaining("there is no version 'nobody'");
    }

    @Test
    void aFamilyIsUncalibratedBelowFiftyForecastsAndThenGivesProbabilities() {
        outcomes("v1", 25 * 50, 0.5);
        assertThat(calibration()).containsEntry("state", "uncalibrated").containsEntry("n", 49L);
        assertThat(NEO4J.run("RETURN metapolicy.calibratedTrust('v1') AS p").get(0))
                .containsEntry("p", null);

        outcomes("v2", 25 * 2, -0.5);
        assertThat(calibration()).containsEntry("state", "calibrated").containsEntry("n", 50L);
        // 49 forecasts kept, the one of v2 not: Brier of the base rate is 0.98 * 0.02.
        assertThat((Double) calibration().get("brierOfBaseRate"))
                .isCloseTo(0.0196, org.assertj.core.data.Offset.offset(1e-12));
        assertThat((Double) NEO4J.run("RETURN metapolicy.calibratedTrust('v1') AS p")
                        .get(0)
                        .get("p"))
                .isBetween(0.9, 1.0);
    }

    @Test
    void whatIsNoIdAndWhatIsNoVersionIsNamed() {
        for (String procedure : List.of("calibration", "backtest", "replay", "ablate", "shadowReport")) {
            assertThatThrownBy(() -> NEO4J.run("CALL metapolicy." + procedure + "('no id')"))
                    .as(procedure)
                    .hasMessageContaining("meta-policy id 'no id' is not an id: it must match");
            assertThatThrownBy(() -> NEO4J.run("CALL metapolicy." + procedure + "('none')"))
                    .as(procedure)
                    .hasMessageContaining("there is no meta-policy 'none'");
        }
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.audit('f', {version_id: 'none'})"))
                .hasMessageContaining("there is no version 'none'");
        // A family may be called as a version is.
        NEO4J.run("CREATE (:MetaPolicy {id: 'v1'}), (:PolicyVersion {note: 'without an id'})");
        for (String function : List.of("trust(%s)", "calibratedTrust(%s)", "trustIn(%s, 'c')")) {
            wrong(function, "null", "version is missing: it must be a PolicyVersion, or the id of one");
            wrong(
                    function,
                    "head(COLLECT {MATCH (v:PolicyVersion) WHERE v.id IS NULL RETURN v})",
                    "version is missing");
            wrong(
                    function,
                    "head(COLLECT {MATCH (m:MetaPolicy {id: 'v1'}) RETURN m})",
                    ": it must be a PolicyVersion, or the id");
            wrong(function, "[1]", "version is [1]: it must be a PolicyVersion, or the id of one");
            wrong(function, "'none'", "version 'none'");
        }
    }

    private static void wrong(String function, String version, String why) {
        String call = "CYPHER 5 RETURN metapolicy." + String.format(function, version) + " AS it";
        assertThatThrownBy(() -> NEO4J.run(call)).as(call).hasMessageContaining(why);
    }

    @Test
    void statusTellsBacklogLagAndDisagreement() {
        assertThat(status()).containsEntry("lastRefresh", null).containsEntry("backlog", 0L);
        graph.outcomes(List.of(row("v1", "a", 1, 0.5), row("v1", "b", 2, 0.5)));
        assertThat(status()).containsEntry("backlog", 2L);
        NEO4J.run("CALL metapolicy.refreshTrust()");

        Map<String, Object> after = status();
        assertThat(after)
                .containsEntry("backlog", 0L)
                .containsEntry("resolvedEpisodes", 2L)
                .containsEntry("problem", null);
        assertThat((Double) after.get("lagSeconds")).isBetween(0.0, 60.0);
        assertThat((List<?>) after.get("versions")).hasSize(2);

        NEO4J.run("MATCH (o:PolicyOutcome {id: 'a:o'}) DETACH DELETE o");
        assertThat((String) status().get("problem"))
                .startsWith("2 outcomes were counted, and 1 stand in the graph as counted");
        NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})");
        assertThat(status()).containsEntry("problem", null).containsEntry("resolvedEpisodes", 2L);
    }

    @Test
    void outcomesThatNothingCountsAreAProblemWithItsCause() {
        NEO4J.run("MATCH (n) DETACH DELETE n");
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'test')");
        NEO4J.run("CALL metapolicy.create({id: 'f', risk_tier: 'SAFE'}, 'test')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v1'}, 'test')");
        graph.outcomes(List.of(row("v1", "a", 1, 0.5)));
        assertThat(status()).containsEntry("backlog", 1L).containsEntry("problem", null);
        NEO4J.run("MATCH (e:GovernanceEvent {id: 'f#1'}) SET e.created_at = datetime() - duration('PT2H')");
        assertThat((String) status().get("problem"))
                .startsWith("no refresh ever ran in 2 hours, and 1 outcome waits to be looked at: no APOC")
                .contains("database 'neo4j'");

        NEO4J.run("CALL metapolicy.refreshTrust()");
        NEO4J.run("MATCH (f:FamilyEvidence) SET f.refreshed_at = datetime() - duration('PT2H')");
        assertThat(status()).containsEntry("problem", null);
        graph.outcomes(List.of(row("v1", "b", 2, 0.5)));
        assertThat((String) status().get("problem"))
                .startsWith("the last refresh ended 2 hours ago, and 1 outcome waits");
    }

    @Test
    void aSchemaThatWasLeftBehindIsNamed() {
        NEO4J.run("DROP INDEX metapolicy_open_episode_family");
        try {
            assertThat((String) status().get("problem"))
                    .startsWith("this database lacks what V006__Open_episodes makes: ");
        } finally {
            NEO4J.run("CREATE INDEX metapolicy_open_episode_family FOR (n:OpenEpisode) ON (n.open_for)");
            NEO4J.run("CALL db.awaitIndexes()");
        }
        assertThat(status()).containsEntry("problem", null);
    }

    @Test
    void lostEvidenceIsAProblemOfItsOwnFamily() {
        graph.family("g", "g1");
        graph.outcomes(List.of(row("v1", "a", 1, 0.5), row("g1", "b", 2, 0.5), row("g1", "c", 3, 0.5)));
        NEO4J.run("CALL metapolicy.refreshTrust()");
        for (String edit : List.of(
                "MATCH (o:PolicyOutcome {id: 'b:o'}) DETACH DELETE o",
                "MATCH (o:PolicyOutcome {id: 'b:o'}) REMOVE o:CountedOutcome",
                "MATCH (o:PolicyOutcome {id: 'b:o'}) REMOVE o:PolicyOutcome SET o:Archived",
                "MATCH (o:PolicyOutcome {id: 'b:o'}) SET o:InvalidOutcome",
                "MATCH (e:PolicyEpisode {id: 'b'}) DETACH DELETE e",
                "MATCH (v:PolicyVersion {id: 'g1'}) CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: 'n'})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome:CountedOutcome {id: 'n', episode_id: 'n', reward: -1.0})")) {
            assertThat(problems(edit)).as(edit).containsEntry("f", null).hasEntrySatisfying("g", problem -> assertThat(
                            (String) problem)
                    .isNotNull());
        }
    }

    /** Each family's problem after an edit that is then undone. */
    private static Map<String, Object> problems(String edit) {
        try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            tx.execute(edit).close();
            Map<String, Object> problems = new HashMap<>();
            tx.execute("CALL metapolicy.status() YIELD metaPolicyId, problem")
                    .forEachRemaining(row -> problems.put((String) row.get("metaPolicyId"), row.get("problem")));
            return problems;
        }
    }

    private void outcomes(String version, int count, double reward) {
        graph.outcomes(LongStream.rangeClosed(1, count)
                .mapToObj(i -> row(version, version + "-" + i, i, reward))
                .toList());
        NEO4J.run("CALL metapolicy.refreshTrust()");
    }

    private static Map<String, Object> calibration() {
        return NEO4J.run("CALL metapolicy.calibration('f')").get(0);
    }

    private static Map<String, Object> status() {
        return NEO4J.run("CALL metapolicy.status('f')").get(0);
    }
}
