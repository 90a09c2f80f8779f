package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.ExecutionPlanDescription;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/** A family's episodes page by page: all of them, in order, and each page at its own cost. */
class EpisodePagesIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Of those that the migrations make; dropped again, because other tests share the database. */
    private static final Map<String, String> INDEXES = Map.of(
            "pages_episode", "PolicyEpisode) ON (n.id)",
            "pages_outcome", "PolicyOutcome) ON (n.id)",
            "pages_order", "PolicyEpisode) ON (n.timestamp, n.id)");

    @AfterAll
    static void withoutIndexes() {
        INDEXES.keySet().forEach(name -> NEO4J.run("DROP INDEX " + name + " IF EXISTS"));
    }

    /** 'f' decided 600 times, at five a moment; 'few' seven times long before. */
    @BeforeEach
    void families() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        for (String family : List.of("f", "few")) {
            NEO4J.run("CALL metapolicy.create({id: $id}, 'a pilot')", Map.of("id", family));
            NEO4J.run("CALL metapolicy.registerVersion($id, {id: $id + '.v'}, 'an idea')", Map.of("id", family));
        }
        INDEXES.forEach((name, of) -> NEO4J.run("CREATE RANGE INDEX " + name + " IF NOT EXISTS FOR (n:" + of));
        NEO4J.run("CALL db.awaitIndexes()");
        episodes("f.v", 600, "datetime('2026-01-01T00:00Z') + duration({minutes: i / 5})");
        episodes("few.v", 7, "datetime('2025-01-01T00:00Z') + duration({minutes: i / 5})");
    }

    @Test
    void pagesGiveEveryEpisodeOnceTheNewestFirstAndThoseWithoutATimeLast() {
        NEO4J.run("MATCH (e:PolicyEpisode) WHERE e.id IN ['f.v0100', 'f.v0200'] SET e.timestamp = '2026-01-01 00:00'");
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'f.v0300'}) REMOVE e.timestamp");
        List<String> all = new ArrayList<>();
        for (int i = 600; i > 0; i--) {
            if (i % 100 != 0 || i > 300) {
                all.add(String.format("f.v%04d", i));
            }
        }
        all.addAll(List.of("f.v0300", "f.v0200", "f.v0100"));
        for (int limit : List.of(7, 99, 1000)) {
            assertThat(pages("f", limit)).as("by " + limit).isEqualTo(all);
        }
        assertThat(pages("few", 2)).hasSize(7).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void thoseOfFarAwayYearsComeFirst() {
        NEO4J.run(
                "UNWIND [['few.v0001', '9999-12-31T23:59:59Z'], ['few.v0002', '9999-12-31T23:59:59.5Z'], ['few.v0003',"
                        + " '+99999-01-01T00:00Z']] AS far MATCH (e:PolicyEpisode {id: far[0]}) SET e.timestamp = datetime(far[1])");
        for (int limit : List.of(1, 2, 100)) {
            assertThat(pages("few", limit))
                    .as("by " + limit)
                    .hasSize(7)
                    .startsWith("few.v0003", "few.v0002", "few.v0001");
        }
    }

    @Test
    void idsThatAreNumbersAreShownAndGoneOnAfter() {
        NEO4J.run("MATCH (e:PolicyEpisode) WHERE e.id STARTS WITH 'f.v01' SET e.id = toInteger(substring(e.id, 3))");
        assertThat(pages("f", 50)).hasSize(600).doesNotHaveDuplicates().contains("100", "199");
    }

    /** From another family's moment a page would begin in the midst of this one's. */
    @Test
    void aPageGoesOnAfterAnEpisodeOfItsOwnFamilyAlone() {
        NEO4J.run("CREATE (:PolicyEpisode {id: 'nobodys', timestamp: datetime('2026-01-01T01:00Z')})");
        for (String after : List.of("few.v0003", "nobodys")) {
            assertThatThrownBy(() -> NEO4J.run(
                            "CALL metapolicy.episodes('f', {after: $after}) YIELD episodeId", Map.of("after", after)))
                    .hasMessageContaining("meta-policy 'f' has no episode '" + after
                            + "' to go on after: it is another one's, or nobody's");
        }
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.episodes('f', {after: 'none'}) YIELD episodeId"))
                .hasMessageContaining("there is no episode 'none' to go on after");
    }

    @Test
    void whatOthersDecidedLatelyHidesNothing() {
        episodes("few.v", 3_000, "datetime('2027-01-01T00:00Z')");
        assertThat(pages("f", 100)).hasSize(600);
        assertThat(pages("few", 1000)).hasSize(3_007);
    }

    @Test
    void aPageCostsItselfBesideManyCountedOutcomes() throws IOException {
        NEO4J.run(
                "MATCH (e:PolicyEpisode) CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome:CountedOutcome {id: 'o' + e.id})");
        NEO4J.run("UNWIND range(1, 5000) AS i CREATE (:PolicyOutcome:CountedOutcome {id: 'other' + i})");
        String query = Files.readString(Path.of("cypher/episodes-by-id.cypher"));
        List<String> page = pages("f", 10).subList(0, 10);
        try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER);
                Result result = tx.execute("CYPHER 5 PROFILE " + query, Map.of("ids", page))) {
            assertThat(result.stream().count()).isEqualTo(10);
            assertThat(hits(result.getExecutionPlanDescription())).isLessThan(1_000);
        }
    }

    private static long hits(ExecutionPlanDescription plan) {
        return plan.getProfilerStatistics().getDbHits()
                + plan.getChildren().stream().mapToLong(EpisodePagesIT::hits).sum();
    }

    private static List<String> pages(String family, int limit) {
        List<String> ids = new ArrayList<>();
        List<Map<String, Object>> page;
        Map<String, Object> options = new HashMap<>(Map.of("limit", limit));
        do {
            page = NEO4J.run(
                    "CALL metapolicy.episodes($id, $options) YIELD episodeId",
                    Map.of("id", family, "options", options));
            page.forEach(row -> ids.add((String) row.get("episodeId")));
            options.put("after", ids.get(ids.size() - 1));
        } while (page.size() == limit);
        return ids;
    }

    private static void episodes(String version, int count, String time) {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: $version}) UNWIND range(1, $count) AS i CREATE (v)-[:EVALUATED_IN]->"
                        + "(:PolicyEpisode {id: $version + CASE WHEN $count = 3000 THEN 'x' ELSE '' END"
                        + " + right('0000' + i, 4), policy_version_id: $version, timestamp: " + time + "})",
                Map.of("version", version, "count", count));
    }
}
