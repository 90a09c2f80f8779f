package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.QueryExecutionException;

/** Records of decisions, edited into something else: they are told, count for nothing, and keep nothing from being told of others. */
class UnreadableRecordsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamilyWithTwoDecisions() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'answers for the test')");
        NEO4J.run("CALL metapolicy.create({id: 'm', risk_tier: 'EXPERIMENTAL'}, 'test')");
        NEO4J.run("CREATE (p:Policy {id: 'm'}) WITH p UNWIND ['cue', 'rest'] AS id CREATE (p)-[:USES_INTERVENTION]->"
                + "(:InterventionType {id: id, name: id, risk_level: 'LOW', active: true})");
        for (String version : List.of("c", "d")) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion('m', {id: $id, policy_id: 'm', version_tag: $id}, 'test')",
                    Map.of("id", version));
            NEO4J.run("CALL metapolicy.promote($id, 'test', {override: true})", Map.of("id", version));
        }
        NEO4J.run("CALL metapolicy.setFallback('d', 'test')");
        NEO4J.run("CALL metapolicy.setMode('m', 'ACTIVE', 'test')");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        for (String trial : List.of("t", "u")) {
            NEO4J.run(
                    "CREATE (:Trial {id: $id, participant_id: 'p', timestamp: datetime('2026-03-01T10:00:00Z')})",
                    Map.of("id", trial));
            NEO4J.run(
                    "CALL metapolicy.step('m', $id, {coherence: 0.6, entropy_change: 0.3, max_rv_potency: 0.0,"
                            + " affective_load: 0.1, awareness: 'FULL', seed: 1, suggestions: {d: 'rest', c: 'cue'}})"
                            + " YIELD episodeId CALL metapolicy.recordOutcome(episodeId, {reward: 0.4}) YIELD created RETURN 1",
                    Map.of("id", trial));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    [3]                               | it must be a list of maps
                    [[[null,1]]]                      | it must be a list of maps
                    [null]                            | item 0 is null: it must be a map
                    [{"version_id":3,"propensity":1}] | item 0 has version_id 3.0: it must be a text
                    [{"version_id":["d"]}]            | item 0 has version_id ['d']: it must be a text
                    [{"propensity":"much"}]           | item 0 has propensity 'much': it must be a number
                    [{"status":1}]                    | item 0 has status 1.0: it must be a text
                    [{"is_default":"yes"}]            | item 0 has is_default 'yes': it must be a boolean
                    """)
    void itemsOfOtherTypesAreNamedWithTheDecision(String considered, String wrong) {
        NEO4J.run("MATCH (a:NoeticAdjustment {trial_id: 't'}) SET a.considered = $text", Map.of("text", considered));
        damaged("what a decision considered cannot be read");
        damaged(wrong);
        assertThatThrownBy(() -> NEO4J.run("MATCH (a:NoeticAdjustment {trial_id: 't'}) CALL metapolicy.explain(a.id)"
                        + " YIELD decision RETURN decision"))
                .hasMessageContaining("adjustment 'adjustment-")
                .hasMessageContaining("of episode 'episode-")
                .hasMessageContaining(wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    circumstances = 3                                         | circumstances is 3: it must be the text
                    considered = [3]                                          | considered is [3]: it must be the text
                    circumstances = 'x'                                       | cannot be read, they must be what a step wrote
                    circumstances = '{}'                                      | are incomplete
                    circumstances = replace(a.circumstances, '"settings":{', '"settings":{"patience":"x",') | cannot be read
                    circumstances = replace(a.circumstances, '"settings":{', '"settings":[3],"x":{') | cannot be read
                    circumstances = replace(a.circumstances, '"settings":{', '"settings":{"pci_min":7,') | cannot be read
                    circumstances = '{"family":{},"signals":{}}'              | nothing can be decided:
                    timestamp = 'soon'                                        | timestamp is 'soon', a text: it must be a date
                    considered = '[]'                                         | intervention_propensity is
                    propensity = 0.25                                         | propensity is 0.25, and considered gives version
                    """)
    void whateverIsWrongWithOneTheOthersAreReplayed(String edit, String wrong) {
        NEO4J.run("MATCH (a:NoeticAdjustment {trial_id: 't'}) SET a." + edit);
        damaged(wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'soon'                                 | t, u
                    null                                   | t, u
                    localdatetime('2026-03-01T10:30:00')   | u, t
                    '2026-03-01T10:30:00Z'                 | u, t
                    '2026-03-01T12:30:00Z'                 | u
                    localdatetime('2026-03-01T09:30:00')   | u
                    """)
    void withinBoundsStandsWhatIsAndWhatCannotBeRead(String time, String trials) {
        NEO4J.run("MATCH (a:NoeticAdjustment {trial_id: 't'}) SET a.timestamp = " + time);
        assertThat(NEO4J.run("CALL metapolicy.replay('m', {from: datetime('2026-03-01T10:00:00Z'),"
                        + " to: datetime('2026-03-01T11:00:00Z')}) YIELD trialId RETURN trialId"))
                .extracting(row -> row.get("trialId"))
                .containsExactly((Object[]) trials.split(", "));
    }

    /** Gson would take pairs for a map, and fail without words where the name of one is null. */
    @Test
    void pairsWithoutANameWhereJsonWasAreNoRawError() {
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        List<Map<String, Object>> texts = NEO4J.run("MATCH (n) UNWIND keys(n) AS key WITH n, key, n[key] AS stored"
                + " WHERE stored IS :: STRING AND left(stored, 1) IN ['{', '['] OR key = 'kept_standings'"
                + " WITH labels(n) AS labels, n.action AS action, key, collect({node: elementId(n), stored: stored})[-1] AS one"
                + " RETURN key, one.node AS node, one.stored AS stored");
        assertThat(texts)
                .extracting(row -> row.get("key"))
                .contains("considered", "circumstances", "state", "differences", "settings_after", "kept_standings");
        for (Map<String, Object> text : texts) {
            for (UnaryOperator<String> edit : List.<UnaryOperator<String>>of(
                    whole -> "[[null,1]]", whole -> whole.replace(":{", ":[[null,1]],\"x\":{"))) {
                Object edited = text.get("stored") instanceof String[] list
                        ? Stream.of(list).map(edit).toList()
                        : edit.apply((String) text.get("stored"));
                set(text, edited);
                noRawError(text.get("key") + " is " + edited);
            }
            set(text, text.get("stored"));
        }
    }

    private static void set(Map<String, Object> text, Object value) {
        NEO4J.run(
                "MATCH (n) WHERE elementId(n) = $node SET n[$key] = $value",
                Map.of("node", text.get("node"), "key", text.get("key"), "value", value));
    }

    private static void noRawError(String edit) {
        for (String call : List.of(
                "refreshTrust('m')",
                "refreshTrust('m', {mode: 'FULL'})",
                "versions('m')",
                "replay('m')",
                "audit.verify('m', {recount: true})",
                "select('m', {coherence: 0.6, awareness: 'FULL', suggestions: {d: 'rest', c: 'cue'}})")) {
            assertThat(said(call)).as(edit + ", " + call).doesNotContain("java.lang", "Exception");
        }
    }

    private static String said(String call) {
        try {
            return NEO4J.run("CALL metapolicy." + call).toString();
        } catch (QueryExecutionException refused) {
            return refused.getMessage();
        }
    }

    /** That of trial "t" is told as damaged, as no answer that agrees, and that of trial "u" is made again. */
    private static void damaged(String wrong) {
        List<Map<String, Object>> rows = NEO4J.run("CALL metapolicy.replay('m', {propensity_min: 0.01})");
        assertThat(rows).extracting(row -> row.get("trialId")).containsExactlyInAnyOrder("t", "u");
        for (Map<String, Object> row : rows) {
            if (row.get("trialId").equals("t")) {
                assertThat(row)
                        .containsEntry("changed", null)
                        .containsEntry("newDecision", null)
                        .containsEntry("estimate", null);
                assertThat(row.get("uncovered")).isNotNull();
                assertThat(row.get("damage").toString())
                        .startsWith("adjustment 'adjustment-")
                        .contains(wrong);
            } else {
                assertThat(row).containsEntry("changed", false).containsEntry("damage", null);
                assertThat(row.get("estimate")).isNotNull();
            }
        }
        assertThat(NEO4J.run("CALL metapolicy.ablate('m') YIELD decisions, damaged RETURN DISTINCT decisions, damaged"))
                .containsExactly(Map.of("decisions", 1L, "damaged", 1L));
        assertThat(NEO4J.run(
                        "CALL metapolicy.backtest('m', {config: {select_min: 0.4}}) YIELD way, n, coverage, verdict"
                                + " WHERE way = 'replayed' RETURN n, coverage, verdict"))
                .containsExactly(Map.of("n", 2L, "coverage", 0.5, "verdict", "REFUSED"));
    }

    @Test
    void aVersionWhoseIdIsNoTextIsLeftOut() {
        NEO4J.run("MATCH (v:PolicyVersion {id: 'c'}) SET v.id = 7");
        assertThat(NEO4J.run("CALL metapolicy.replay('m', {propensity_min: 0.01}) YIELD changed, uncovered"))
                .hasSize(2);
        NEO4J.run("MATCH (v:PolicyVersion) WHERE v.id = 'd' SET v.id = 8");
        assertThat(NEO4J.run("CALL metapolicy.replay('m', {propensity_min: 0.01}) YIELD changed, uncovered"))
                .hasSize(2);
    }
}
