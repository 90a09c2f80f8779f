package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** Decisions of a governed family, recorded after refreshes, and edited. */
class DecisionTableIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void family() {
        GovernedFamily.create(NEO4J, "g", Map.of("risk_tier", "SAFE")).active();
        NEO4J.run("CALL metapolicy.registerVersion('g', {id: 'v', policy_id: 'm'}, 'of rules')");
        NEO4J.run("CALL metapolicy.promote('v', 'known from elsewhere', {override: true})");
        NEO4J.run("CALL metapolicy.setFallback('v', 'the rules')");
        NEO4J.run("MERGE (p:Policy {id: 'm'}) WITH p UNWIND ['cue', 'rest'] AS id CREATE (p)-[:USES_INTERVENTION]->"
                + "(:InterventionType {id: id, name: id, risk_level: 'LOW', active: true})");
    }

    @Test
    void theTablesBeforeTheLastTwoRefreshesAreKept() {
        NEO4J.run("CALL metapolicy.refreshTrust('g')");
        List<Map<String, Object>> selected = IntStream.range(0, 4)
                .mapToObj(i -> NEO4J.run("CALL metapolicy.select('g', {}) YIELD versionId, decisionId")
                        .get(0))
                .toList();
        NEO4J.run("CALL metapolicy.refreshTrust('g')");
        record(selected.get(0), "once");
        NEO4J.run("CALL metapolicy.refreshTrust('g')");
        record(selected.get(1), "twice");
        // The texts kept are edited, so that it is the decision that looks forged.
        NEO4J.run("MATCH (:MetaPolicy {id: 'g'})-[:HAS_EVIDENCE]->(f) SET f.kept_standings ="
                + " [one IN f.kept_standings | replace(one, '\"overall\":\"', '\"overall\":\"x')]");
        assertThatThrownBy(() -> record(selected.get(2), "forged"))
                .hasMessageContaining("are not those of the table of its time");
        // What is none of them any more, in whatever way, is passed over.
        NEO4J.run("MATCH (:MetaPolicy {id: 'g'})-[:HAS_EVIDENCE]->(f) SET f.kept_standings = ['[', 'null', '[1]',"
                + " '{\"overall\": \"y\"}', '{\"position\": {\"events\": \"x\"}}', '{\"position\": {\"events\": 1e400}}',"
                + " '{\"byCluster\": {\"a\": null}}'] + f.kept_standings");
        assertThatThrownBy(() -> record(selected.get(2), "forged"))
                .hasMessageContaining("are not those of the table of its time");
        NEO4J.run("CALL metapolicy.refreshTrust('g')");
        record(selected.get(3), "thrice");
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode) CALL metapolicy.explain(e.id) YIELD repeats"
                        + " RETURN e.id AS id, repeats, e.propensity IS NOT NULL AS covered ORDER BY id"))
                .containsExactly(
                        Map.of("id", "once", "repeats", true, "covered", true),
                        Map.of("id", "thrice", "repeats", false, "covered", false),
                        Map.of("id", "twice", "repeats", true, "covered", true));
    }

    @Test
    void auditNamesAnEditedDecision() {
        NEO4J.run(
                "CALL metapolicy.select('g', {suggestions: {v: 'cue'}}) YIELD versionId, decisionId"
                        + " CALL metapolicy.recordEpisode(versionId, {id: 'e1', decision_id: decisionId}) YIELD created RETURN created");
        String verify =
                "CALL metapolicy.audit.verify('g', {recount: true}) YIELD ok, problem RETURN ok, coalesce(problem, 'none') AS problem";
        assertThat(NEO4J.run(verify)).containsExactly(Map.of("ok", true, "problem", "none"));
        NEO4J.run("MATCH (a:NoeticAdjustment) SET a.intervention_propensity = 0.5");
        assertThat(NEO4J.run(verify).get(0).get("problem"))
                .asString()
                .contains("intervention_propensity is 0.5, and choice_intervention_ids amount to 1.0");
        NEO4J.run(
                "MATCH (a:NoeticAdjustment) SET a.intervention_propensity = 1.0, a.choice_intervention_ids = ['rest']");
        assertThat(NEO4J.run(verify).get(0).get("problem"))
                .asString()
                .contains("choice_intervention_ids says 'rest' of version 'v', and intervention_id is 'cue'");
        NEO4J.run("MATCH (a:NoeticAdjustment) SET a.choice_intervention_ids = ['cue'], a.propensity = 0.5");
        assertThat(NEO4J.run(verify).get(0).get("problem"))
                .asString()
                .contains("propensity is 0.5, and considered gives version 'v' 1.0");
    }

    private static void record(Map<String, Object> selected, String id) {
        NEO4J.run(
                "CALL metapolicy.recordEpisode($version, {id: $id, decision_id: $decision})",
                Map.of("version", selected.get("versionId"), "id", id, "decision", selected.get("decisionId")));
    }
}
