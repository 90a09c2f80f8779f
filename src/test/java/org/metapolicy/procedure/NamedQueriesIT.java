package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** The queries of cypher/ that a data scientist runs, on a family whose version 'v' turned bad. */
class NamedQueriesIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final Map<String, Object> PARAMETERS = Map.of(
            "metaPolicyId", "f",
            "versionId", "v",
            "from", "2020-01-01",
            "to", "2030-01-01",
            "limit", 10,
            "ids", List.of("v1", "w1"),
            "beforeId", "",
            "beforeTime", ZonedDateTime.parse("9999-12-31T23:59:59Z"));

    /** 'v': 75 good episodes, a promotion, then 50 of which every second is overridden; 'w': 30 quiet ones at noon. */
    @BeforeEach
    void aVersionThatTurnedBad() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f', override_rate_max: 0.1}, 'a pilot')");
        for (String id : List.of("v", "w")) {
            NEO4J.run("CALL metapolicy.registerVersion('f', {id: $id}, 'an idea')", Map.of("id", id));
        }
        NEO4J.run("CREATE (:Segment {id: 'habit'})-[:HAS_STATE]->(:SegmentState {t: 0, potency: 0.2, rv: false}),"
                + " (h:Segment {id: 'mood'})-[:HAS_STATE]->(:SegmentState {t: 0, potency: 0.1, rv: false}),"
                + " (h)-[:HAS_STATE]->(:SegmentState {t: 1, potency: 0.8, rv: true})");
        write("v", 1, 75, "'morning'", "false", 0.5);
        write("w", 1, 30, "'noon'", "false", 0.2);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        NEO4J.run("CALL metapolicy.promote('v', 'three good windows', {override: true})");
        write("v", 76, 125, "'evening'", "i % 2 = 0", -0.1);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
    }

    @Test
    void trustOverTime() throws IOException {
        List<Map<String, Object>> rows = NEO4J.run(text("trust-history"), Map.of("versionId", "v"));
        assertThat(rows).extracting(row -> row.get("t")).startsWith(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(rows.get(3)).containsEntry("rewardMean", 0.5).containsEntry("overrideRate", 0.0);
    }

    @Test
    void whatChangedBeforeARollback() throws IOException {
        List<Map<String, Object>> rows = query("before-rollback");
        assertThat(rows)
                .extracting(row -> row.get("versionId") + " " + row.get("actorKind") + " " + row.get("t"))
                .startsWith("v AUTOMATIC 5", "v AUTOMATIC 4", "v AUTOMATIC 3")
                .hasSize(5);
        assertThat((Double) rows.get(1).get("rewardChange"))
                .as("the first bad window beside the last good one")
                .isCloseTo(-0.6, within(1e-9));
        assertThat((Double) rows.get(1).get("overrideChange")).isGreaterThan(0.4);
        assertThat((Double) rows.get(2).get("overrideChange")).isZero();
        assertThat(rows.get(4).get("rewardChange"))
                .as("nothing before the first")
                .isNull();
    }

    @Test
    void howAStopWasFoundAndWhatCameOfIt() throws IOException {
        assertThat(query("stops")).singleElement().satisfies(stop -> {
            assertThat(stop)
                    .as("localize")
                    .containsEntry("contextCluster", "evening")
                    .containsEntry("window", 5L);
            assertThat(strings(stop.get("guardrails")))
                    .isNotEmpty()
                    .isSubsetOf("overrides", "reward", "override_surge", "degradation");
            assertThat((Double) stop.get("overrideRate")).isEqualTo(0.5);
            assertThat(stop).as("roll up").containsEntry("fromStatus", "LIVE").containsEntry("toStatus", "ROLLED_BACK");
            assertThat((Double) stop.get("trust"))
                    .isBetween((Double) stop.get("trustLower"), (Double) stop.get("trustUpper"));
            assertThat(stop)
                    .as("restructure")
                    .containsEntry("defaultBefore", "v")
                    .containsEntry("defaultAfter", null);
            assertThat(stop.get("after")).as("project down").isEqualTo(List.of());
        });
        NEO4J.run("CREATE (:Trial {id: 't1', timestamp: datetime()})");
        NEO4J.run("CALL metapolicy.step('f', 't1', {})");
        assertThat(query("stops").get(0).get("after")).isEqualTo(List.of("NO_INTERVENTION"));
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }

    @Test
    void whereOverridesAreHot() throws IOException {
        assertThat(query("override-hot-spots"))
                .extracting(row -> row.get("contextCluster") + " " + row.get("versionId") + " " + row.get("overrides")
                        + "/" + row.get("episodes"))
                .containsExactly("evening v 25/50", "morning v 0/75", "noon w 0/30");
    }

    @Test
    void whereAVersionFailsAndForWhom() throws IOException {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: 'w'}) UNWIND range(1, 40) AS i CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode"
                        + " {id: 'x' + i, policy_version_id: 'w', participant_id: CASE WHEN i % 4 = 0 THEN 'ann' ELSE 'bob' END,"
                        + " timestamp: datetime() - duration('PT3H'), human_override: i % 4 = 0, context_cluster: 'night'})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'xo' + i, episode_id: 'x' + i, reward: 0.1,"
                        + " safety_flag: i = 3, recorded_at: datetime()})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        List<Map<String, Object>> rows = NEO4J.run(text("failures"), Map.of("versionId", "w"));
        assertThat(rows)
                .extracting(row -> row.get("kind") + " " + row.get("name") + " " + row.get("overrides") + "+"
                        + row.get("flags") + "/" + row.get("episodes"))
                .containsExactly(
                        "CONTEXT night 10+1/40",
                        "CONTEXT noon 0+0/30",
                        "PARTICIPANT ann 10+0/10",
                        "PARTICIPANT bob 0+1/30");
        // (10 + 1 + 20 * 11 / 70) / 60
        assertThat((Double) rows.get(0).get("expectedFailureRate")).isCloseTo(0.23571428571428574, within(1e-12));
    }

    @Test
    void versionsSayInWhichContextsTheyWereUsed() {
        List<Map<String, Object>> rows =
                NEO4J.run("CALL metapolicy.versions('f') YIELD versionId, contexts RETURN versionId, contexts");
        assertThat(rows)
                .filteredOn(row -> "w".equals(row.get("versionId")))
                .singleElement()
                .satisfies(row -> assertThat((List<?>) row.get("contexts"))
                        .singleElement()
                        .satisfies(context -> {
                            Map<?, ?> one = (Map<?, ?>) context;
                            assertThat(one.get("context_cluster")).isEqualTo("noon");
                            assertThat(one.get("n")).isEqualTo(30L);
                        }));
    }

    @Test
    void anOverrideThatCountedBeforeItsOutcomeIsOne() throws IOException {
        NEO4J.run(
                "CREATE (:PolicyEpisode {id: 'late', policy_version_id: 'w', timestamp: datetime() - duration('PT2H'),"
                        + " human_override: true, context_cluster: 'night'})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'late'}) CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'late',"
                + " episode_id: 'late', reward: 0.1, delta_coherence: 0.0, recorded_at: datetime()})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(query("override-hot-spots").get(0))
                .containsEntry("contextCluster", "night")
                .containsEntry("overrides", 1L)
                .containsEntry("episodes", 1L);
        assertThat(query("context-coverage"))
                .filteredOn(row -> "night".equals(row.get("contextCluster")))
                .extracting(row -> row.get("versionId") + " " + row.get("episodes"))
                .containsExactly("v 0", "w 1");
    }

    @Test
    void whichSegmentsAreTargeted() throws IOException {
        List<Map<String, Object>> rows = query("targeted-segments");
        assertThat(rows)
                .extracting(row -> row.get("segmentId") + " " + row.get("episodes") + " " + row.get("potency"))
                .containsExactly("mood 155 0.8", "habit 77 0.2");
        // Every second episode, without the overridden ones: 37 and 15 at 0.5 and 0.2, of v's bad ones none.
        assertThat((Double) rows.get(1).get("rewardMean")).isCloseTo((37 * 0.5 + 15 * 0.2) / 52, within(1e-9));
    }

    @Test
    void whichVersionsAreCloseToAGuardrail() throws IOException {
        List<Map<String, Object>> rows = query("close-to-guardrail");
        assertThat(rows.get(0))
                .containsEntry("versionId", "v")
                .containsEntry("status", "ROLLED_BACK")
                .containsEntry("verdict", "BREACHED");
        assertThat((Double) rows.get(0).get("wayToAlarm")).isGreaterThanOrEqualTo(1);
        assertThat(rows)
                .filteredOn(row -> "w".equals(row.get("versionId")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat((Double) row.get("wayToAlarm")).isLessThan(1));
    }

    @Test
    void whichContextsAreCovered() throws IOException {
        assertThat(query("context-coverage"))
                .extracting(row -> row.get("versionId") + " " + row.get("contextCluster") + " " + row.get("episodes")
                        + " " + row.get("share"))
                .containsExactly(
                        "v evening 50 0.4",
                        "v morning 75 0.6",
                        "v noon 0 0.0",
                        "w evening 0 0.0",
                        "w morning 0 0.0",
                        "w noon 30 1.0");
    }

    @Test
    void decisionsAreFoundByDatesAsTexts() throws IOException {
        NEO4J.run(
                "CREATE (:Trial {id: 't', coherence: 0.5, entropy_change: 0.2, timestamp: datetime('2020-05-05T12:00Z')})");
        NEO4J.run("CALL metapolicy.step('f', 't')");
        for (Map.Entry<String, Integer> found : Map.of("2020-05-05", 1, "2020-05-06", 0, "2020-05-05T13:59+02:00", 1)
                .entrySet()) {
            Map<String, Object> parameters = new HashMap<>(Map.of("metaPolicyId", "f", "from", found.getKey()));
            parameters.put("to", null);
            assertThat(NEO4J.run(text("decisions-between"), parameters))
                    .as(found.getKey())
                    .hasSize(found.getValue());
        }
        assertThat(NEO4J.run(
                        text("decisions-by-regime"),
                        Map.of("metaPolicyId", "f", "from", ZonedDateTime.now().minusHours(1))))
                .as("decided now, about a trial of long ago")
                .extracting(row -> row.get("n"))
                .containsExactly(1L);
    }

    /** But for what needs APOC or a file: schedule, heads, imports, and the map in Browser's colours. */
    static Stream<Path> plainQueries() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("cypher"))) {
            return files
                    .filter(file -> file.toString().endsWith(".cypher"))
                    .filter(file ->
                            !file.getFileName().toString().matches("(schedule|keep|import)-.*|trust-map-coloured.*"))
                    .toList()
                    .stream();
        }
    }

    /** They read only, so that one family does for all. */
    @TestFactory
    Stream<DynamicTest> everyQueryRunsWithTheParametersThatItsHeadNames() throws IOException {
        return plainQueries()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> runsWithTheParametersThatItsHeadNames(file)));
    }

    private static void runsWithTheParametersThatItsHeadNames(Path file) throws IOException {
        String text = Files.readString(file);
        String head = text.lines().takeWhile(line -> line.startsWith("//")).collect(Collectors.joining("\n"));
        assertThat(head).startsWith("// ").contains("Parameter");
        assertThat(text).doesNotContain("apoc.");
        Map<String, Object> parameters = new HashMap<>();
        Matcher named = Pattern.compile("\\$(\\w+)").matcher(head.substring(head.indexOf("Parameter")));
        while (named.find()) {
            parameters.put(named.group(1), PARAMETERS.get(named.group(1)));
        }
        assertThat(NEO4J.run("CYPHER 5 " + text, parameters)).isNotNull();
    }

    /** Every episode touches 'mood', every second one 'habit' too. */
    private static void write(String version, int from, int to, String cluster, String override, double reward) {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: $version}) UNWIND range($from, $to) AS i WITH v, i, v.id + i AS id"
                        + " CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: id, policy_version_id: v.id, human_override: "
                        + override + ", timestamp: datetime(), context_cluster: " + cluster + ", rv_segment_ids:"
                        + " CASE WHEN i % 2 = 0 THEN ['mood', 'habit'] ELSE ['mood'] END})-[:HAS_OUTCOME]->(:PolicyOutcome"
                        + " {id: id, episode_id: id, reward: $reward, delta_coherence: 0.1, recorded_at: datetime()})",
                Map.of("version", version, "from", from, "to", to, "reward", reward));
    }

    private static List<Map<String, Object>> query(String name) throws IOException {
        return NEO4J.run(text(name), Map.of("metaPolicyId", "f"));
    }

    private static String text(String name) throws IOException {
        return "CYPHER 5 " + Files.readString(Path.of("cypher", name + ".cypher"));
    }
}
