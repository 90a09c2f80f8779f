package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

class ShadowIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void suggestionsAreComparedWithWhatWasServedApartFromLiveTrust() {
        GovernedFamily.create(NEO4J, "m", Map.of("probation_share", 0.5)).live("v");
        Map<String, Object> arms = Map.of("n", 300);
        NEO4J.run("UNWIND range(1, $n) AS i CREATE (:Trial {id: 't' + i, participant_id: 'ann'})", arms);
        NEO4J.run(
                "UNWIND range(1, $n) AS i CALL metapolicy.step('m', 't' + i, {coherence: 0.6, entropy_change: 0.5,"
                        + " max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL', seed: i,"
                        + " context_cluster: 'c' + i % 3}) YIELD decision, versionId RETURN DISTINCT decision, versionId",
                arms);
        // Half of the times in which v was suggested, what was done is what v would have done.
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v'})-[:SUGGESTED_IN]->(e) WITH e ORDER BY e.trial_id"
                + " WITH collect(e) AS them UNWIND range(0, size(them) - 1) AS i WITH them[i] AS e, i"
                + " SET e.chosen_intervention_id = 'calm',"
                + " e.suggested_intervention_id = CASE i % 2 WHEN 0 THEN 'calm' ELSE 'push' END");
        NEO4J.run(
                "MATCH (e:PolicyEpisode) CALL metapolicy.recordOutcome(e.id, {reward: CASE"
                        + " WHEN e.suggested_intervention_id = 'calm' THEN 0.4 ELSE 0.1 END}) YIELD outcomeId RETURN count(outcomeId) AS n");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");

        Map<String, Object> v = NEO4J.run("CALL metapolicy.shadowReport('m')").stream()
                .filter(row -> row.get("versionId").equals("v"))
                .findFirst()
                .orElseThrow();
        long suggested = (long) NEO4J.run("MATCH (:PolicyVersion {id: 'v'})-[:SUGGESTED_IN]->(e) RETURN count(e) AS n")
                .get(0)
                .get("n");
        assertThat(suggested).isGreaterThan(40);
        assertThat(v).containsEntry("suggested", suggested).containsEntry("agreed", (suggested + 1) / 2);
        assertThat((double) v.get("agreement")).isCloseTo(0.5, within(0.01));
        assertThat((double) v.get("rewardMean")).isCloseTo(0.4, within(1e-12));
        assertThat((double) v.get("shadowTrust")).isGreaterThan(0.4);
        // Live trust knows only what v served, which is nothing.
        assertThat(NEO4J.run("MATCH (:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e) RETURN e.n_total AS n"))
                .containsExactly(Map.of("n", 0L));
        assertThat(NEO4J.run("MATCH (:PolicyVersion {id: 'base'})-[:HAS_EVIDENCE]->(e) RETURN e.n_total AS n"))
                .containsExactly(Map.of("n", 300L));

        // Who ends the shadow mode signs for these figures: they stand in the event.
        JsonObject evidence = evidenceOf(NEO4J.run("CALL metapolicy.setMode('m', 'ACTIVE', 'the board has seen it')"));
        assertThat(evidence.get("from").getAsString()).isEqualTo("SHADOW");
        JsonObject signed = evidence.getAsJsonObject("shadow_report").getAsJsonObject("v");
        assertThat(signed.get("suggested").getAsLong()).isEqualTo(suggested);
        assertThat(signed.get("agreed").getAsLong()).isEqualTo(v.get("agreed"));
        assertThat(signed.get("n").getAsLong()).isEqualTo(v.get("n"));
        assertThat(signed.get("agreement").getAsDouble()).isEqualTo(v.get("agreement"));
        assertThat(signed.get("shadow_trust").getAsDouble()).isEqualTo(v.get("shadowTrust"));
        assertThat(signed.get("shadow_lower").getAsDouble()).isEqualTo(v.get("shadowLower"));
        assertThat(signed.get("shadow_upper").getAsDouble()).isEqualTo(v.get("shadowUpper"));
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('m')"))
                .allMatch(row -> row.get("ok").equals(true));
        assertThat(evidenceOf(NEO4J.run("CALL metapolicy.setMode('m', 'SHADOW', 'once more')"))
                        .has("shadow_report"))
                .isFalse();
    }

    @Test
    void aFamilyThatNeverSuggestedGoesActiveOnAnEmptyReport() {
        GovernedFamily.create(NEO4J, "m", Map.of());
        assertThat(evidenceOf(NEO4J.run("CALL metapolicy.setMode('m', 'ACTIVE', 'nothing to lose')"))
                        .getAsJsonObject("shadow_report")
                        .isEmpty())
                .isTrue();
    }

    private static JsonObject evidenceOf(List<Map<String, Object>> events) {
        return JsonParser.parseString((String) events.get(0).get("evidence")).getAsJsonObject();
    }
}
