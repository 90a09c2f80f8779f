package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.metapolicy.testing.SelectionGraph.version;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.testing.SelectionGraph;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.ClientException;

class SelectIT {
    private static final String CALM =
            "{coherence: 0.6, entropy_change: 0.0, max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL'}";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void answersWithTheDefaultAndExplainsItself() {
        family(Map.of());

        Map<String, Object> row = select(CALM);
        assertThat(row)
                .containsEntry("decision", "USE_VERSION")
                .containsEntry("versionId", "a")
                .containsEntry("suggestedVersionId", null)
                .containsEntry("regime", "STANDARD")
                .containsEntry("trustScore", 0.6)
                .containsEntry("propensity", 1.0);
        // python3 -c "from math import *; print(0.6 + 0.1*500/550 + 0.05*sqrt(log(1001)/501))"
        assertThat((double) row.get("score")).isCloseTo(0.6967806174778871, within(1e-9));
        assertThat(considered(row)).extracting(one -> one.get("version_id")).containsExactly("a", "b", "f");
        assertThat((String) row.get("reason")).startsWith("STANDARD").contains("a is the default");
    }

    @Test
    void whatWasConsideredIsToldUnderWhateverNameItIsAskedFor() {
        family(Map.of());
        List<?> all = considered(select(CALM));
        String call = "CALL metapolicy.select('m', " + CALM + ") YIELD ";
        assertThat(NEO4J.run(call + "considered AS looked RETURN looked").get(0))
                .containsEntry("looked", all);
        assertThat(NEO4J.run(call + "*").get(0)).containsEntry("considered", all);
        assertThat(NEO4J.run(call + "versionId AS considered RETURN considered").get(0))
                .containsEntry("considered", "a");
    }

    @Test
    void missingSignalsMakeItConservativeAndAreNamed() {
        family(Map.of());
        Map<String, Object> row = select("{coherence: 0.9, entropy_change: 0.0}");
        assertThat(row).containsEntry("regime", "CONSERVATIVE").containsEntry("versionId", "a");
        assertThat((String) row.get("reason")).contains("not known: max_rv_potency, affective_load, awareness");
    }

    @Test
    void settingsOfTheFamilyCount() {
        family(Map.of("select_min", 0.44, "high_affect_approved", true));
        assertThat(select("{affective_load: 0.9}")).containsEntry("regime", "CONSERVATIVE");
        family("m2", Map.of());
        assertThat(NEO4J.run("CALL metapolicy.select('m2', {affective_load: 0.9})")
                        .get(0))
                .containsEntry("decision", "NO_INTERVENTION")
                .containsEntry("versionId", null)
                .containsEntry("trustScore", null)
                .containsEntry("score", null);
    }

    @Test
    void whatIsLinkedOrSetByHandIsNeverChosen() {
        family(Map.of());
        NEO4J.run("MATCH (m:MetaPolicy {id: 'm'}) CREATE (m)-[:HAS_VERSION]->(:PolicyVersion {id: 'x', status: 'LIVE',"
                + " trust_score_latest: 1.0})");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'a'}) SET v.status = 'CANDIDATE'");
        NEO4J.run("MATCH (m:MetaPolicy {id: 'm'}) CREATE (m)-[:HAS_CANDIDATE_VERSION]->"
                + "(:PolicyVersion {id: 'y', status: 'LIVE'})");
        for (int seed = 0; seed < 100; seed++) {
            assertThat(NEO4J.run("CALL metapolicy.select('m', " + CALM.replace("}", ", seed: " + seed + "}") + ")")
                            .get(0)
                            .get("versionId"))
                    .isIn("b", "f");
        }
    }

    /** Links of a version's own types that lead the other way are somebody's own, and say nothing of it. */
    @Test
    void linksTheOtherWayRoundSayNothing() {
        family(Map.of());
        List<?> before = considered(select(CALM));
        NEO4J.run("MATCH (a:PolicyVersion {id: 'a'})-[:HAS_EVIDENCE]->(e)"
                + " MATCH (a)-[:STATUS_SET_BY]->(event)"
                + " CREATE (a)-[:HAS_VERSION]->(:PolicyVersion {id: 'z'}) CREATE (e)-[:HAS_EVIDENCE]->(a)"
                + " CREATE (event)-[:STATUS_SET_BY]->(a)");
        assertThat(considered(select(CALM))).isEqualTo(before);
        NEO4J.run("MATCH (a:PolicyVersion {id: 'a'}) CREATE (a)-[:HAS_VERSION]->(a)");
        assertThat(select(CALM)).containsEntry("versionId", "b");
    }

    @Test
    void twoDefaultsContradictEachOtherAndCountAsNone() {
        family(Map.of());
        NEO4J.run(SelectionGraph.DEFAULT, Map.of("id", "m", "version", "b"));
        assertThat(considered(select(CALM))).noneMatch(one -> Boolean.TRUE.equals(one.get("is_default")));
    }

    @Test
    void anAlarmStopsAVersionAtTheNextDecision() {
        family(Map.of());
        NEO4J.run("MATCH (:PolicyVersion {id: 'a'})-[:HAS_EVIDENCE]->(e) SET e.alarm = true");
        assertThat(select(CALM)).containsEntry("versionId", "b");
    }

    @Test
    void aFamilyOutOfServiceServesItsFallback() {
        family(Map.of("status", "PAUSED"));
        assertThat(select(CALM)).containsEntry("decision", "FALLBACK").containsEntry("versionId", "f");
        NEO4J.run("MATCH (m:MetaPolicy {id: 'm'}) SET m.status = 'DEPRECATED'");
        Map<String, Object> row = select(CALM);
        assertThat(row).containsEntry("decision", "FALLBACK").containsEntry("versionId", "f");
        assertThat((String) row.get("reason")).contains("the family is DEPRECATED and serves its fallback f");
    }

    /** Whatever somebody writes as the status of what is served: it serves no more, and the answer says why. */
    @Test
    void aStatusThatNoMoveSetLeadsToTheFallback() {
        family(Map.of());
        for (String status : List.of(
                "'DEPRECATED'",
                "'PAUSED'",
                "'ROLLED_BACK'",
                "'CANDIDATE'",
                "'live'",
                "'LIVE '",
                "'X'",
                "''",
                "null",
                "7",
                "true",
                "['LIVE']",
                "date()",
                "point({x: 1, y: 2})")) {
            NEO4J.run("MATCH (v:PolicyVersion) WHERE v.id IN ['a', 'b'] SET v.status = " + status);
            Map<String, Object> row = select(CALM);
            assertThat(row).as(status).containsEntry("decision", "FALLBACK").containsEntry("versionId", "f");
            assertThat((String) row.get("reason")).as(status).contains("f is the fallback");
            assertThat(considered(row))
                    .filteredOn(one -> "a".equals(one.get("version_id")))
                    .as(status)
                    .allSatisfy(one -> assertThat((String) one.get("reason")).startsWith("its status "));
        }
        NEO4J.run("MATCH (v:PolicyVersion) SET v.status = 'DEPRECATED'");
        assertThat(select(CALM)).containsEntry("decision", "NO_INTERVENTION");
    }

    @Test
    void shadowModeSuggests() {
        family(Map.of("mode", "SHADOW"));
        assertThat(select(CALM))
                .containsEntry("decision", "FALLBACK")
                .containsEntry("versionId", "f")
                .containsEntry("suggestedVersionId", "a");
    }

    @Test
    void aSeedRepeatsTheDecision() {
        family(Map.of("probation_share", 0.5));
        NEO4J.run("MATCH (:PolicyVersion {id: 'b'})-[:HAS_EVIDENCE]->(e) SET e.n_since_resume = 3");
        List<Object> once = seeds();
        assertThat(once).contains("a", "b").isEqualTo(seeds());
    }

    @Test
    void isServedByReadTransactionsOverBolt() {
        family(Map.of());
        try (Driver driver = NEO4J.driver("reader");
                Session session = driver.session()) {
            String versionId = session.executeRead(tx -> tx.run("CALL metapolicy.select('m', " + CALM + ")")
                    .single()
                    .get("versionId")
                    .asString());
            assertThat(versionId).isEqualTo("a");
        }
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("CALL metapolicy.select('nobody')", "EntityNotFound", "no meta-policy 'nobody'"),
                Arguments.of("CALL metapolicy.select(null)", "EntityNotFound", "no meta-policy"),
                Arguments.of(
                        "CALL metapolicy.select('m', {coherance: 1.0})", "ArgumentError", "unknown key 'coherance'"),
                Arguments.of("CALL metapolicy.select('m', {coherence: 0.0 / 0.0})", "ArgumentError", "from 0 to 1"),
                Arguments.of("CALL metapolicy.select('m', {awareness: 'all'})", "ArgumentError", "FULL, IU, PU, MIX"),
                Arguments.of("CALL metapolicy.select('odd')", "ProcedureCallFailed", "mode null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void whatIsWrongIsSaid(String query, String code, String message) {
        family(Map.of());
        NEO4J.run(SelectionGraph.FAMILY + " REMOVE m.mode", Map.of("id", "odd", "set", Map.of()));
        try (Driver driver = NEO4J.driver("reader")) {
            assertThatThrownBy(() -> driver.executableQuery(query).execute())
                    .isInstanceOfSatisfying(
                            ClientException.class, e -> assertThat(e.code()).endsWith(code))
                    .hasMessageContaining(message);
        }
    }

    private static Map<String, Object> select(String context) {
        return NEO4J.run("CALL metapolicy.select('m', " + context + ")").get(0);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> considered(Map<String, Object> row) {
        return (List<Map<String, Object>>) row.get("considered");
    }

    private static List<Object> seeds() {
        return IntStream.range(0, 40)
                .mapToObj(seed ->
                        select(CALM.replace("}", ", seed: " + seed + "}")).get("versionId"))
                .toList();
    }

    private static void family(Map<String, Object> set) {
        family("m", set);
    }

    /** Default a (trust 0.6), another live version b (0.4), and a fallback f (0.36). */
    private static void family(String id, Map<String, Object> set) {
        String prefix = id.equals("m") ? "" : id + "-";
        NEO4J.run(SelectionGraph.FAMILY, Map.of("id", id, "set", set));
        NEO4J.run(
                SelectionGraph.LIVE,
                Map.of(
                        "id",
                        id,
                        "rows",
                        List.of(
                                version(prefix + "a", 0.6, 0.1, 500),
                                version(prefix + "b", 0.45, 0.1, 500),
                                version(prefix + "f", 0.36, 0.0, 500))));
        NEO4J.run(SelectionGraph.DEFAULT, Map.of("id", id, "version", prefix + "a"));
        NEO4J.run(SelectionGraph.FALLBACK, Map.of("id", id, "version", prefix + "f"));
    }
}
