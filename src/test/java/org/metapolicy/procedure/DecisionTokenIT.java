package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.LotteryFamily;
import org.metapolicy.testing.SelectionGraph;
import org.metapolicy.testing.SharedNeo4j;

/** Decisions that a service asks for by select and records later. */
class DecisionTokenIT {
    private static final int DECISIONS = 200;
    private static final Map<String, String> CHOICES =
            Map.of("a", "cue", "b", "rest", "c", "cue", "k", "rest", "l", "rest");
    /** By hand: a has 0.2, b and c 0.3 between them, k and l 0.5; a and c would cue, the others rest. */
    private static final Map<String, Double> PROPENSITIES = Map.of("cue", 0.35, "rest", 0.65);

    private static final String EVIDENCE = "MATCH (:PolicyVersion)-[:EVALUATED_IN]->(e:PolicyEpisode)"
            + " MATCH (a:NoeticAdjustment {id: e.adjustment_id})"
            + " CALL metapolicy.explain(e.id) YIELD decision, versionId, propensity, choices, interventionPropensity,"
            + " considered, reason, repeats"
            + " RETURN decision, versionId, propensity, choices, interventionPropensity, considered, reason, repeats,"
            + " e.propensity AS stored, e.chosen_intervention_id AS chosen, e.regime AS regime,"
            + " e.context_cluster AS cluster ORDER BY e.seed";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void family() {
        family("ACTIVE");
    }

    private static void family(String mode) {
        LotteryFamily.create(
                NEO4J, mode, "EXPERIMENTAL", Map.of("probation_share", 0.3, "explore_share", 0.5), DECISIONS);
        LotteryFamily.interventions(NEO4J);
        NEO4J.run("MATCH (:MetaPolicy {id: 'm'})-[:HAS_EVIDENCE]->(e) SET e.tabulated_at = 1000000");
    }

    @Test
    void aServiceThatNeverStepsGivesTheSameEvidence() {
        NEO4J.run(
                "UNWIND $rows AS row CALL metapolicy.step('m', 't' + row.seed, row.context) YIELD episodeId"
                        + " MATCH (e:PolicyEpisode {id: episodeId}) SET e.seed = row.seed",
                Map.of("rows", contexts()));
        List<Map<String, Object>> stepped = NEO4J.run(EVIDENCE);
        assertThat(stepped).hasSize(DECISIONS).allSatisfy(row -> assertThat(row).containsEntry("repeats", true));
        NEO4J.run("MATCH (n) WHERE n:PolicyEpisode OR n:NoeticAdjustment OR n:ExplorationQuota DETACH DELETE n");

        NEO4J.run(
                "UNWIND $rows AS row CALL metapolicy.select('m', row.context) YIELD versionId, decisionId"
                        + " CALL metapolicy.recordEpisode(versionId, {decision_id: decisionId}) YIELD episodeId"
                        + " MATCH (e:PolicyEpisode {id: episodeId}) SET e.seed = row.seed",
                Map.of("rows", contexts()));
        assertThat(NEO4J.run(EVIDENCE)).isEqualTo(stepped);
        stepped.forEach(row -> assertThat((double) row.get("stored"))
                .isCloseTo(PROPENSITIES.get((String) row.get("chosen")), within(1e-12)));

        NEO4J.run("MATCH (e:PolicyEpisode) CALL metapolicy.recordOutcome(e.id,"
                + " {reward: CASE e.chosen_intervention_id WHEN 'rest' THEN 0.5 ELSE -0.5 END}) YIELD created"
                + " RETURN count(created)");
        Map<String, Object> judged = NEO4J.run(
                        "CALL metapolicy.evaluate('k', {against: 'a', propensity_min: 0.35}) YIELD verdict, coverage, estimate")
                .get(0);
        assertThat(judged).containsEntry("verdict", "BETTER").containsEntry("coverage", 1.0);
        assertThat((double) judged.get("estimate")).isCloseTo(1.0, within(0.05));
        assertThat(NEO4J.run("CALL metapolicy.replay('m', {config: {explore_share: 0.5}}) YIELD changed"
                        + " RETURN changed, count(*) AS n"))
                .containsExactly(Map.of("changed", false, "n", (long) DECISIONS));
    }

    @Test
    void recordingAllTakesItAndTellingItAgainChangesNothing() {
        Map<String, Object> selected = selected(3);
        Map<String, Object> row = Map.of(
                "version_id",
                selected.get("versionId"),
                "episode",
                Map.of("id", "e1", "decision_id", selected.get("decisionId")),
                "outcome",
                Map.of("reward", 0.5));
        String query = "CALL metapolicy.recordAll($rows)";
        assertThat(NEO4J.run(query, Map.of("rows", List.of(row))))
                .containsExactly(Map.of("episodes", 1L, "outcomes", 1L, "created", 2L, "repeated", 0L));
        assertThat(NEO4J.run(query, Map.of("rows", List.of(row))))
                .containsExactly(Map.of("episodes", 1L, "outcomes", 1L, "created", 0L, "repeated", 2L));
        assertThat(record(selected, Map.of())).containsExactly(Map.of("episodeId", "e1", "created", false));
        assertThat(NEO4J.run("MATCH (a:NoeticAdjustment) RETURN a.episode_id AS id"))
                .containsExactly(Map.of("id", "e1"));
    }

    @Test
    void whatIsNoDecisionOfThisVersionIsRefusedAndNothingIsWritten() {
        Map<String, Object> selected = selected(3);
        String token = (String) selected.get("decisionId");
        String version = (String) selected.get("versionId");
        NEO4J.run(SelectionGraph.FAMILY, Map.of("id", "other", "set", Map.of("mode", "ACTIVE")));
        NEO4J.run(
                SelectionGraph.LIVE, Map.of("id", "other", "rows", List.of(SelectionGraph.version("o", 0.6, 0.1, 5))));
        StringBuilder changed = new StringBuilder(token);
        changed.setCharAt(token.length() / 2, token.charAt(token.length() / 2) == 'A' ? 'B' : 'A');
        refused(version, "anything", "is no decisionId");
        refused(version, changed.toString(), "was changed or cut");
        refused(version, token.substring(0, token.length() - 2), "was changed or cut");
        refused("o", token, "is a decision of meta-policy 'm', and version 'o' is none of its versions");
        refused(version.equals("a") ? "b" : "a", token, "is a decision for version '" + version + "'");
        refused(null, token, "is a decision for version '" + version + "'");
        assertThatThrownBy(() -> record(selected, Map.of("propensity", 0.5))).hasMessageContaining("leave it out");
        assertThatThrownBy(() -> record(selected, Map.of("chosen_intervention_id", "jolt")))
                .hasMessageContaining("is told by recordOverride");

        // The graph is edited, so that it is the token that looks forged.
        NEO4J.run("MATCH (:PolicyVersion {id: 'b'})-[:HAS_EVIDENCE]->(e) SET e.trust_score = 0.9");
        refused(version, token, "is not what the graph says of that moment: version 'b' is told as");
        NEO4J.run("MATCH (:PolicyVersion {id: 'b'})-[:HAS_EVIDENCE]->(e) SET e.trust_score = 0.2");
        NEO4J.run("MATCH (m:MetaPolicy {id: 'm'}) SET m.explore_share = 0.1");
        refused(version, token, "its settings are told as");
        NEO4J.run("MATCH (m:MetaPolicy {id: 'm'}) SET m.explore_share = 0.5");
        NEO4J.run("MATCH (:Policy)-[u:USES_INTERVENTION]->({id: 'rest'}) DELETE u");
        refused(version, token, "it must be an intervention that the version's policy uses");
        NEO4J.run("MATCH (:MetaPolicy {id: 'm'})-[:HAS_EVIDENCE]->(e) SET e.tabulated_at = 1");
        refused(version, token, "there was no such moment");
        assertThat(NEO4J.run("MATCH (n) WHERE n:PolicyEpisode OR n:NoeticAdjustment RETURN n"))
                .isEmpty();
    }

    @Test
    void oneDecisionIsOneEpisode() {
        Map<String, Object> selected = selected(3);
        record(selected, Map.of("id", "e1"));
        assertThatThrownBy(() -> record(selected, Map.of("id", "e2")))
                .hasMessageContaining("is recorded with episode 'e1', and cannot be that of episode 'e2' too");
        NEO4J.run("CALL metapolicy.recordEpisode($v, {id: 'e3'})", Map.of("v", selected.get("versionId")));
        Map<String, Object> again = selected(3);
        assertThatThrownBy(() -> record(again, Map.of("id", "e3")))
                .hasMessageContaining("was recorded without this decision_id");
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode) RETURN e.id AS id ORDER BY id"))
                .containsExactly(Map.of("id", "e1"), Map.of("id", "e3"));
    }

    @Test
    void anOlderTableIsRecordedAndCountsAsUncovered() {
        Map<String, Object> selected = selected(3);
        NEO4J.run("MATCH (:MetaPolicy {id: 'm'})-[:HAS_EVIDENCE]->(e) SET e.tabulated_at = 5000000");
        assertThat(record(selected, Map.of("id", "e1"))).containsExactly(Map.of("episodeId", "e1", "created", true));
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode {id: 'e1'}) CALL metapolicy.explain('e1')"
                        + " YIELD reason, repeats, choices RETURN e.propensity AS propensity, repeats, choices,"
                        + " left(reason, 60) AS reason"))
                .containsExactly(row(
                        "propensity",
                        null,
                        "repeats",
                        false,
                        "choices",
                        Map.of(),
                        "reason",
                        "not verified, the family was refreshed or changed since, and"));
        NEO4J.run("CALL metapolicy.recordOutcome('e1', {reward: 0.5})");
        assertThat(NEO4J.run("CALL metapolicy.evaluate('k') YIELD verdict, coverage"))
                .containsExactly(Map.of("verdict", "REFUSED", "coverage", 0.0));
        assertThatThrownBy(() -> record(selected, Map.of("id", "e2"))).hasMessageContaining("is recorded with episode");
    }

    @Test
    void inShadowTheSuggestionIsKeptToo() {
        NEO4J.run("MATCH (n) DETACH DELETE n");
        family("SHADOW");
        Map<String, Object> selected = selected(3);
        assertThat(selected).containsEntry("versionId", "f");
        record(selected, Map.of("id", "e1"));
        assertThat(NEO4J.run("MATCH (s:PolicyVersion)-[:SUGGESTED_IN]->(e:PolicyEpisode)<-[:EVALUATED_IN]-(v)"
                        + " RETURN s.id = e.suggested_version_id AS suggested, v.id AS version,"
                        + " e.suggested_intervention_id IN ['cue', 'rest'] AS told"))
                .containsExactly(Map.of("suggested", true, "version", "f", "told", true));
    }

    @Test
    void whereNobodyActsTheDecisionIsKeptWithoutAnEpisode() {
        Map<String, Object> nobody = NEO4J.run("CALL metapolicy.select('m', {affective_load: 0.8})"
                        + " YIELD decision, versionId, decisionId RETURN *")
                .get(0);
        assertThat(nobody).containsEntry("decision", "NO_INTERVENTION").containsEntry("versionId", null);
        List<Map<String, Object>> recorded = record(nobody, Map.of());
        assertThat(record(nobody, Map.of()))
                .containsExactly(Map.of("episodeId", recorded.get(0).get("episodeId"), "created", false));
        assertThat(NEO4J.run(
                        "CALL metapolicy.explain($id) YIELD decision, repeats",
                        Map.of("id", recorded.get(0).get("episodeId"))))
                .containsExactly(Map.of("decision", "NO_INTERVENTION", "repeats", true));
        assertThatThrownBy(() -> record(nobody, Map.of("id", "e1"))).hasMessageContaining("nobody acted");
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode) RETURN e")).isEmpty();
    }

    @Test
    void itIsMadeForWhoeverReadsIt() {
        assertThat(NEO4J.run("CALL metapolicy.select('m', {}) YIELD versionId, decisionId")
                        .get(0)
                        .get("decisionId"))
                .asString()
                .hasSizeLessThan(3_000);
        // Whatever is read of the answer.
        for (String column : List.of("versionId", "score", "considered", "decisionId")) {
            assertThatThrownBy(
                            () -> NEO4J.run("CALL metapolicy.select('m', {suggestions: {a: 'jolt'}}) YIELD " + column))
                    .as(column)
                    .hasMessageContaining("context.suggestions names 'a' with 'jolt'");
        }
    }

    private static void refused(String version, String token, String why) {
        assertThatThrownBy(() -> record(row("versionId", version, "decisionId", token), Map.of("id", "e1")))
                .hasMessageContaining(why);
    }

    private static Map<String, Object> selected(int seed) {
        Map<String, Object> context = new HashMap<>(LotteryFamily.OPEN);
        context.put("seed", seed);
        context.put("suggestions", CHOICES);
        return NEO4J.run(
                        "CALL metapolicy.select('m', $context) YIELD versionId, decisionId", Map.of("context", context))
                .get(0);
    }

    private static List<Map<String, Object>> record(Map<String, Object> selected, Map<String, Object> episode) {
        Map<String, Object> told = new HashMap<>(episode);
        told.put("decision_id", selected.get("decisionId"));
        return NEO4J.run(
                "CALL metapolicy.recordEpisode($version, $episode)",
                row("version", selected.get("versionId"), "episode", told));
    }

    private static List<Map<String, Object>> contexts() {
        return IntStream.range(0, DECISIONS)
                .mapToObj(i -> {
                    Map<String, Object> context = new HashMap<>(LotteryFamily.OPEN);
                    context.put("seed", i);
                    context.put("suggestions", CHOICES);
                    context.put("context_cluster", "c" + i % 3);
                    return Map.<String, Object>of("seed", i, "context", context);
                })
                .toList();
    }

    private static Map<String, Object> row(Object... pairs) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put((String) pairs[i], pairs[i + 1]);
        }
        return row;
    }
}
