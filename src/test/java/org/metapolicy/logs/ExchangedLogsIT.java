package org.metapolicy.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.CypherScript;
import org.metapolicy.testing.Counted;
import org.metapolicy.testing.ImportedLog;
import org.metapolicy.testing.Judged;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.driver.Driver;

/**
 * The real logs counted in the graph, and outside of it and imported, lead to the same. What was counted outside is kept for the
 * job's own tests, which count the same rows as files.
 */
class ExchangedLogsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final Instant NOW = Instant.parse("2026-02-14T00:00:00Z");

    private static final String VERSIONS = """
            CYPHER 5
            MATCH (:MetaPolicy {id: $family})-[:HAS_VERSION]->(v:PolicyVersion)
            RETURN substring(v.id, 1 + size($family)) AS tag ORDER BY v.created_at, tag
            """;

    private static final String EPISODES = """
            CYPHER 5
            MATCH (:MetaPolicy {id: $family})-[:HAS_VERSION]->(v:PolicyVersion)-[:EVALUATED_IN]->(e:PolicyEpisode)
            OPTIONAL MATCH (e)-[:FOR_TRIAL]->(t:Trial)
            OPTIONAL MATCH (t)<-[:HAS_TRIAL]-(s:Session)
            RETURN e.id AS id, substring(v.id, 1 + size($family)) AS policy_version_id, toString(e.timestamp) AS timestamp,
                   s.id AS session_id, t.participant_id AS participant_id, e.context_cluster AS context_cluster,
                   e.context_hash AS context_hash, e.human_override AS human_override
            """;

    private static final String OUTCOMES = """
            CYPHER 5
            MATCH (:MetaPolicy {id: $family})-[:HAS_VERSION]->(:PolicyVersion)-[:EVALUATED_IN]->(:PolicyEpisode)
                  -[:HAS_OUTCOME]->(o:PolicyOutcome)
            RETURN o.id AS id, o.episode_id AS episode_id, o.reward AS reward, o.delta_accuracy AS delta_accuracy,
                   o.delta_calibration AS delta_calibration
            """;

    @Test
    void theJudgeAdvisorLogLeadsToTheSame() throws IOException {
        same("judge-advisor", "balanced", "import-judge-advisor.cypher", ImportedLog.assumed(RealLogs.JUDGE_ADVISOR));
    }

    @Test
    void theOpenBanditLogLeadsToTheSame() throws IOException {
        same("open-bandit-men", "random", "import-open-bandit.cypher", ImportedLog.assumed(RealLogs.OPEN_BANDIT));
    }

    private static void same(String family, String first, String script, Path log) throws IOException {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'imports logs')");
        String elsewhere = "lake";
        load(script, log);
        NEO4J.run(
                "CALL metapolicy.create({id: $family, risk_tier: 'SAFE', evidence_source: 'EXTERNAL'}, 'the same in files')",
                Map.of("family", elsewhere));
        NEO4J.run(VERSIONS, Map.of("family", family))
                .forEach(row -> NEO4J.run(
                        "CALL metapolicy.registerVersion($family, {id: $family + '.' + $tag, policy_id: 'p', version_tag: $tag},"
                                + " 'the same in files')",
                        Map.of("family", elsewhere, "tag", row.get("tag"))));
        for (String one : List.of(family, elsewhere)) {
            Map<String, Object> version = Map.of("id", one + "." + first);
            NEO4J.run("CALL metapolicy.promote($id, 'the baseline', {override: true})", version);
            NEO4J.run("CALL metapolicy.setFallback($id, 'the baseline')", version);
        }
        List<Map<String, Object>> episodes = NEO4J.run(EPISODES, Map.of("family", family));
        List<Map<String, Object>> outcomes = NEO4J.run(OUTCOMES, Map.of("family", family));
        Counted counted = Counted.of(NEO4J, elsewhere, NOW, episodes, outcomes);
        counted.keep(family, episodes, outcomes);

        // All in one batch: an import is judged once, when it is in.
        List<Map<String, Object>> refreshed =
                NEO4J.run("CALL metapolicy.refreshTrust($family, {batch_size: 100000})", Map.of("family", family));
        List<Map<String, Object>> imported = counted.imported(NEO4J);

        assertThat(said(imported, elsewhere)).isEqualTo(said(refreshed, family));
        Judged graph = new Judged(NEO4J, family);
        Judged lake = new Judged(NEO4J, elsewhere);
        assertThat(lake.found()).isEqualTo(graph.found());
        assertThat(lake.differences()).isEqualTo(graph.differences());
        assertThat(decided(lake)).isEqualTo(decided(graph));
        assertThat(lake.problem()).isNull();
    }

    /** Each version's verdict and action. */
    private static Map<String, String> said(List<Map<String, Object>> rows, String family) {
        Map<String, String> said = new TreeMap<>();
        rows.forEach(row -> said.put(
                row.get("versionId").toString().substring(1 + family.length()),
                row.get("verdict") + ", " + row.get("action")));
        return said;
    }

    /** Moves with their reasons, but why the versions were made, which the log's own script says. */
    private static List<Map<String, Object>> decided(Judged judged) {
        List<Map<String, Object>> moves = judged.moves();
        moves.stream()
                .filter(move -> List.of("CREATED", "REGISTERED").contains(move.get("action")))
                .forEach(move -> move.remove("reason"));
        return moves;
    }

    private static void load(String script, Path log) throws IOException {
        try (Driver driver = NEO4J.driver(SharedNeo4j.OWNER)) {
            CypherScript.read(Path.of("cypher").resolve(script))
                    .run(driver, Map.of("file", log.toRealPath().toUri().toString()));
        }
    }
}
