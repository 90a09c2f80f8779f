package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metapolicy.testing.EvidenceGraph.row;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.EvidenceGraph;
import org.metapolicy.testing.SharedNeo4j;

/** What a refresh counts, and what it leaves out and why. */
class RefreshTrustIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final String REFRESH = "CALL metapolicy.refreshTrust($family, $options)";

    private final EvidenceGraph graph = new EvidenceGraph(NEO4J);

    @BeforeEach
    void twoFamilies() {
        graph.family("f", "v1", "v2");
        graph.family("g", "w1");
    }

    @Test
    void anEmptyDatabaseGivesAnEmptyAnswer() {
        NEO4J.run("MATCH (n) DETACH DELETE n");

        assertThat(refresh(null)).isEmpty();
    }

    @Test
    void outcomesWrittenInPlainCypherAreCountedOnceAndWindowsLeaveSnapshots() {
        graph.outcomes(LongStream.rangeClosed(1, 60)
                .mapToObj(i -> row("v1", "e" + i, i, 0.5))
                .toList());

        Map<String, Object> first = refreshed("f", "v1");
        Map<String, Object> second = refreshed("f", "v1");

        assertThat(first).containsEntry("newOutcomes", 60L).containsEntry("snapshotId", "v1:t2");
        assertThat(second).containsEntry("newOutcomes", 0L).containsEntry("snapshotId", null);
        assertThat(second.get("trustScore")).isEqualTo(first.get("trustScore"));
        assertThat(pci("v1")).containsEntry("nTotal", 60L).containsEntry("n", 60L);
        assertThat(NEO4J.run("MATCH (:PolicyVersion {id: 'v1'})-[:HAS_TRUST_STATE]->(s)"
                        + " RETURN s.t AS t, s.n_episodes AS n, s.reward_mean AS mean ORDER BY t"))
                .containsExactly(Map.of("t", 1L, "n", 25L, "mean", 0.5), Map.of("t", 2L, "n", 25L, "mean", 0.5));
        assertThat(NEO4J.run("RETURN metapolicy.trust('v1') AS trust").get(0).get("trust"))
                .isEqualTo(first.get("trustScore"));
    }

    @Test
    void lateOutcomesWithOldTimestampsCountAsTheyArrive() {
        graph.outcomes(List.of(row("v1", "new", 5_000, 1)));
        refresh("f");
        graph.outcomes(List.of(row("v1", "old", 10, -1)));
        refresh("f");

        assertThat(NEO4J.run("MATCH (o:CountedOutcome) RETURN o.id AS id, o.counted_number AS number ORDER BY number"))
                .containsExactly(Map.of("id", "new:o", "number", 1L), Map.of("id", "old:o", "number", 3L));
        assertThat(NEO4J.run("MATCH (e:ResolvedEpisode) RETURN e.id AS id, e.counted_number AS number ORDER BY number"))
                .containsExactly(Map.of("id", "new", "number", 2L), Map.of("id", "old", "number", 4L));
    }

    @Test
    void oneRefreshCountsInOrderOfArrivalWhateverTheOrderOfWriting() {
        graph.outcomes(List.of(row("v1", "b", 20, 0), row("v2", "a", 20, 0), row("v1", "c", 10, 0)));
        refresh(null);

        assertThat(NEO4J.run("MATCH (o:CountedOutcome) RETURN o.id AS id ORDER BY o.counted_number"))
                .extracting(row -> row.get("id"))
                .containsExactly("c:o", "a:o", "b:o");
    }

    @Test
    void wrongOutcomesAreReportedAndLeftOut() {
        graph.outcomes(List.of(row("v1", "good", 1, 0.5)));
        NEO4J.run("""
                CYPHER 5
                MATCH (v:PolicyVersion {id: 'v1'})
                UNWIND [['range', 1.5], ['nan', 0.0/0.0], ['text', 'high'], ['none', null]] AS wrong
                CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: wrong[0], timestamp: datetime()})
                CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: wrong[0], reward: wrong[1]})
                """);
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'good'})"
                + " CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'second', reward: 1.0, recorded_at: datetime()})");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v1'}) CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: 'both',"
                + " policy_version_id: 'v2'})-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'both', reward: 0.1})");

        assertThat(refreshed("f", "v1")).containsEntry("newOutcomes", 1L).containsEntry("invalidOutcomes", 6L);
        assertThat(NEO4J.run("MATCH (o:InvalidOutcome) RETURN o.id AS id, o.invalid_reason AS reason ORDER BY id"))
                .extracting(row -> row.get("id") + ": " + row.get("reason"))
                .containsExactly(
                        "both: its episode's EVALUATED_IN contradicts policy_version_id 'v2'",
                        "nan: reward is NaN: it must be a finite number",
                        "none: reward is missing: it must be a number from -1 to 1",
                        "range: reward is 1.5: it must be from -1 to 1",
                        "second: its episode 'good' has an outcome that was counted before: an episode has one outcome",
                        "text: reward is 'high', a text: it must be a finite number");
        // Those that contradict nothing have a status all the same, but for those that are not due.
        assertThat(pci("v1")).containsEntry("nTotal", 1L);
    }

    @Test
    void aMendedOutcomeCountsAtTheNextFullRefreshAndNotBefore() {
        graph.outcomes(List.of(row("v1", "e", 1, 0.5)));
        NEO4J.run("MATCH (o:PolicyOutcome) SET o.reward = 7.0");
        refresh("f");
        NEO4J.run("MATCH (o:PolicyOutcome) SET o.reward = 0.7");

        assertThat(refreshed("f", "v1")).containsEntry("newOutcomes", 0L);
        assertThat(refresh("f", Map.of("mode", "FULL")))
                .filteredOn(row -> row.get("versionId").equals("v1"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("newOutcomes", 1L));
    }

    @Test
    void anOutcomeWithoutAnEpisodeWaitsAndCountsOnceItHasOne() {
        NEO4J.run("CREATE (:PolicyOutcome {id: 'early', episode_id: 'later', reward: 0.2})");

        assertThat(refresh(null))
                .filteredOn(row -> row.get("versionId") == null)
                .singleElement()
                .satisfies(row -> assertThat((String) row.get("reason")).contains("'later', which does not exist"));

        NEO4J.run("CREATE (:PolicyEpisode {id: 'later', policy_version_id: 'v2', timestamp: datetime()})");
        assertThat(refreshed(null, "v2")).containsEntry("newOutcomes", 1L);
        assertThat(refreshed(null, "v2")).containsEntry("newOutcomes", 0L);
    }

    @Test
    void oneFamilysRefreshLeavesTheOthersOutcomesForTheirs() {
        graph.outcomes(List.of(row("v1", "mine", 1, 0.5), row("w1", "theirs", 2, 0.5)));
        refresh("f");

        assertThat(NEO4J.run("MATCH (o:QueuedOutcome) RETURN o.id AS id, o.queued_for AS family"))
                .containsExactly(Map.of("id", "theirs:o", "family", "g"));
        assertThat(refreshed("g", "w1")).containsEntry("newOutcomes", 1L);
        assertThat(NEO4J.run("MATCH (o:QueuedOutcome) RETURN o")).isEmpty();
    }

    @Test
    void aStatusCountsAfterItsTimeoutAndALateOutcomeOnItsOwn() {
        NEO4J.run("""
                CYPHER 5
                MATCH (v:PolicyVersion {id: 'v1'})
                UNWIND [['old', 7200], ['recent', 60], ['between', 90]] AS row
                CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: row[0], human_override: row[0] <> 'between',
                    timestamp: datetime() - duration({seconds: row[1]})})
                """);
        refresh("f");
        assertThat(pci("v1")).containsEntry("nTotal", 1L).containsEntry("overrideRateTotal", 1.0);

        NEO4J.run("MATCH (e:PolicyEpisode {id: 'old'}) CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome"
                + " {id: 'late', reward: -1.0, safety_flag: true, recorded_at: datetime()})");
        assertThat(refreshed("f", "v1")).containsEntry("newOutcomes", 1L);

        assertThat(pci("v1")).as("'recent' is told, and waits for 'between'").containsEntry("nTotal", 1L);
        assertThat(((Map<?, ?>) pci("v1").get("raw")).get("safety")).isEqualTo(-1.0);
        assertThat(((Map<?, ?>) pci("v1").get("raw")).get("robustness")).isNull();
    }

    @Test
    void whatNobodyHasAnOutcomeOfStopsNobodyAtItsOwnOverrideRate() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'F'}, 'a family')");
        NEO4J.run("CALL metapolicy.registerVersion('F', {id: 'F.a'}, 'a version')");
        NEO4J.run("CALL metapolicy.promote('F.a', 'by hand', {override: true})");
        NEO4J.run(
                "UNWIND range(0, 99) AS i CREATE (:PolicyEpisode {id: 'l' + i, policy_version_id: 'F.a',"
                        + " timestamp: datetime() - duration('PT2H'), human_override: i % 8 = 0, context_cluster: 'c' + (i % 4)})");

        assertThat(refreshed("F", "F.a")).containsEntry("action", "NONE").containsEntry("verdict", "INCONCLUSIVE");
        assertThat(pci("F.a"))
                .containsEntry("nTotal", 100L)
                .containsEntry("n", 100L)
                .containsEntry("overrideRateTotal", 0.13);
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'F.a'}) RETURN v.status AS status"))
                .containsExactly(Map.of("status", "LIVE"));
    }

    @Test
    void anOverrideThatIsSetAfterTheEpisodeWasSeenStillCounts() {
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v1'}) CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: 'e',"
                + " timestamp: datetime() - duration('PT10M')})");
        refresh("f");
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'e'}) SET e.human_override = true");
        refresh("f");

        assertThat(pci("v1")).containsEntry("nTotal", 1L).containsEntry("overrideRateTotal", 1.0);
    }

    @Test
    void aVersionLinkedByHandGetsNoTrust() {
        NEO4J.run("MATCH (m:MetaPolicy {id: 'f'}) CREATE (m)-[:HAS_VERSION]->(:PolicyVersion {id: 'stray'})");
        graph.outcomes(List.of(row("stray", "e", 1, 1)));

        assertThat(refresh("f")).noneMatch(row -> "stray".equals(row.get("versionId")));
        assertThatThrownBy(() -> pci("stray")).hasMessageContaining("was not made by metapolicy's procedures");
    }

    @Test
    void whereNothingMayBeWrittenARefreshIsSkippedAndTheNextOneElsewhereCounts() {
        graph.outcomes(List.of(row("v1", "mine", 1, 0.5), row("w1", "theirs", 2, 0.5)));

        NEO4J.whileReadOnly(() -> {
            assertThatThrownBy(() -> NEO4J.run("CREATE ()")).hasMessageContaining("read");
            for (String family : java.util.Arrays.asList("f", null)) {
                for (String mode : List.of("INCREMENTAL", "FULL")) {
                    assertThat(refresh(family, Map.of("mode", mode)))
                            .singleElement()
                            .satisfies(row -> assertThat(row)
                                    .containsEntry("verdict", "SKIPPED")
                                    .containsEntry("action", "NONE")
                                    .containsEntry("versionId", null));
                }
            }
            assertThat(pci("v1")).containsEntry("nTotal", 0L);
        });

        assertThat(refreshed("f", "v1")).containsEntry("newOutcomes", 1L);
    }

    @Test
    void minMaxComparesTheVersionsOfTheFamilyAndReferenceDoesNot() {
        graph.outcomes(LongStream.rangeClosed(1, 50)
                .mapToObj(i -> row("v1", "a" + i, i, 0.8))
                .toList());
        graph.outcomes(LongStream.rangeClosed(1, 50)
                .mapToObj(i -> row("v2", "b" + i, i, 0.1, i % 2 == 0))
                .toList());
        refresh("f");

        Map<String, Object> better = computed("v1", "{normalization: 'MINMAX'}");
        Map<String, Object> worse = computed("v2", "{normalization: 'MINMAX'}");
        assertThat(List.of(norm(better, "safety"), norm(better, "coherence"))).containsExactly(1.0, 1.0);
        assertThat(List.of(norm(worse, "safety"), norm(worse, "coherence"))).containsExactly(0.0, 0.0);
        assertThat(norm(computed("v2", "{}"), "safety")).isEqualTo(0.5);
        assertThat(better.get("raw")).isEqualTo(computed("v1", "{}").get("raw"));
    }

    private static Object norm(Map<String, Object> row, String factor) {
        return ((Map<?, ?>) row.get("norm")).get(factor);
    }

    private static Map<String, Object> computed(String version, String config) {
        return NEO4J.run("CALL metapolicy.computePCI($version, " + config + ")", Map.of("version", version))
                .get(0);
    }

    @Test
    void optionsAndIdsAreChecked() {
        assertThatThrownBy(() -> refresh("nobody")).hasMessageContaining("there is no meta-policy 'nobody'");
        assertThatThrownBy(() -> refresh("f", Map.of("limit", 1L))).hasMessageContaining("unknown option 'limit'");
        assertThatThrownBy(() -> refresh("f", Map.of("mode", "SOME"))).hasMessageContaining("one of INCREMENTAL, FULL");
        assertThatThrownBy(() -> refresh("f", Map.of("batch_size", 0L))).hasMessageContaining("from 1 to 100000");
    }

    private List<Map<String, Object>> refresh(String family) {
        return refresh(family, Map.of());
    }

    private List<Map<String, Object>> refresh(String family, Map<String, Object> options) {
        Map<String, Object> parameters = new java.util.HashMap<>();
        parameters.put("family", family);
        parameters.put("options", options);
        return NEO4J.run(REFRESH, parameters);
    }

    private Map<String, Object> refreshed(String family, String version) {
        return refresh(family).stream()
                .filter(row -> version.equals(row.get("versionId")))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Object> pci(String version) {
        return NEO4J.run("CALL metapolicy.computePCI($version)", Map.of("version", version))
                .get(0);
    }
}
