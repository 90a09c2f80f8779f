package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** The comparison with the default that counting keeps running: batches, recounts, edits and erasures leave it right. */
class RunningDifferencesIT {
    private static final String TEXT = "MATCH (e:FamilyEvidence) RETURN e.differences AS text";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void family() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'answers for the test') YIELD seq RETURN seq");
        NEO4J.run("CALL metapolicy.create({id: 'm', name: 'm', risk_tier: 'EXPERIMENTAL', approvers: ['owner'],"
                + " explore_share: 0.5, explore_participant_max: 10000}, 'test') YIELD seq RETURN seq");
        NEO4J.run("CREATE (p:Policy {id: 'm'}) WITH p UNWIND ['cue', 'rest'] AS id CREATE (p)-[:USES_INTERVENTION]->"
                + "(:InterventionType {id: id, name: id, risk_level: 'LOW', active: true})");
        for (String version : List.of("d", "c")) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion('m', {id: $id, policy_id: 'm', version_tag: $id}, 'test')"
                            + " YIELD seq RETURN seq",
                    Map.of("id", version));
        }
        NEO4J.run("CALL metapolicy.promote('d', 'test', {override: true}) YIELD seq RETURN seq");
        NEO4J.run("CALL metapolicy.setFallback('d', 'test') YIELD seq RETURN seq");
        NEO4J.run("CALL metapolicy.setMode('m', 'ACTIVE', 'test') YIELD seq RETURN seq");
    }

    @Test
    void batchesAndARecountGiveTheSameToTheLastBit() {
        decide(0, 60);
        refresh("{}");
        String first = text();
        assertThat(first).contains("\"standard\":\"d\"", "\"cue\"", "\"rest\"");
        decide(60, 90);
        refresh("{batch_size: 20}");
        String incremental = text();
        assertThat(incremental).isNotEqualTo(first);
        assertThat(verdict()).containsEntry("ok", true);
        refresh("{mode: 'FULL'}");
        assertThat(text()).isEqualTo(incremental);
    }

    @Test
    void anEditIsFoundAndKeepsNobodyFromCounting() {
        decide(0, 40);
        refresh("{}");
        String before = text();
        NEO4J.run("MATCH (e:FamilyEvidence) SET e.differences = replace(e.differences, '\"n\":40', '\"n\":41')");
        assertThat(text()).isNotEqualTo(before);
        assertThat((String) verdict().get("problem")).contains("differences to the default");
        refresh("{mode: 'FULL'}");
        assertThat(text()).isEqualTo(before);
        NEO4J.run("MATCH (e:FamilyEvidence) SET e.differences = 'nonsense'");
        assertThat((String) verdict().get("problem")).contains("the running differences to the default cannot be read");
        decide(40, 45);
        refresh("{}");
        assertThat(text()).contains("\"n\":5,");
        assertThat(verdict()).containsEntry("ok", true);
    }

    @Test
    void whatAnErasureTookStaysInTheSums() {
        decide(0, 50);
        refresh("{}");
        String before = text();
        NEO4J.run("CALL metapolicy.erase({participant_id: 'p1'}, 'asked for') YIELD episodes RETURN episodes");
        assertThat(text()).isEqualTo(before);
        assertThat(verdict()).containsEntry("ok", true);
        decide(50, 70);
        refresh("{}");
        assertThat(verdict()).containsEntry("ok", true);
        String incremental = text();
        refresh("{mode: 'FULL'}");
        assertThat(text()).isEqualTo(incremental);
    }

    @Test
    void aFamilyThatWasCountedBeforeBeginsWithWhatComes() {
        decide(0, 30);
        refresh("{}");
        NEO4J.run("MATCH (e:FamilyEvidence) REMOVE e.differences");
        assertThat(verdict()).containsEntry("ok", true);
        decide(30, 50);
        refresh("{}");
        assertThat(text()).contains("\"n\":20,");
        assertThat(verdict()).containsEntry("ok", true);
    }

    @Test
    @SuppressWarnings("unchecked")
    void decisionsThatAreLostShowInTheShares() {
        String status = "CALL metapolicy.status('m') YIELD shares, problem RETURN shares, problem";
        assertThat(NEO4J.run(status).get(0)).containsEntry("shares", null).containsEntry("problem", null);
        decide(0, 40);
        refresh("{}");
        Map<String, Object> whole = NEO4J.run(status).get(0);
        assertThat((Map<String, Object>) whole.get("shares"))
                .containsEntry("decisions", 40L)
                .containsEntry("mismatch", false)
                .containsEntry("unstated", 0L);
        assertThat(whole.get("problem")).isNull();
        decide(40, 120);
        NEO4J.run("MATCH (a:NoeticAdjustment {version_id: 'c'}), (e:PolicyEpisode {id: a.episode_id})"
                + " WHERE NOT e:ResolvedEpisode OPTIONAL MATCH (e)-[:HAS_OUTCOME]->(o) DETACH DELETE e, o");
        refresh("{batch_size: 30}");
        Map<String, Object> lost = NEO4J.run(status).get(0);
        assertThat((Map<String, Object>) lost.get("shares")).containsEntry("mismatch", true);
        assertThat((String) lost.get("problem")).contains("versions do not decide as often", "'c' decided");
        assertThat(verdict()).containsEntry("ok", true);
        String incremental = text();
        refresh("{mode: 'FULL'}");
        assertThat(text()).isEqualTo(incremental);
    }

    @Test
    void aDecisionLacksItsOutcomeFromItsStatusUntilThatComes() {
        decide(0, 60);
        NEO4J.run("MATCH (e:PolicyEpisode)-[:HAS_OUTCOME]->(o) WITH e, o ORDER BY e.id LIMIT 20"
                + " CREATE (:LateOutcome {id: e.id, reward: o.reward}) DETACH DELETE o");
        refresh("{batch_size: 7}");
        assertThat(text()).contains("\"lacking\":{");
        assertThat(verdict()).containsEntry("ok", true);
        String lacking = text();
        refresh("{mode: 'FULL'}");
        assertThat(text()).isEqualTo(lacking);
        NEO4J.run("MATCH (late:LateOutcome) WITH late ORDER BY late.id LIMIT 12"
                + " CALL metapolicy.recordOutcome(late.id, {reward: late.reward}) YIELD created"
                + " DELETE late RETURN count(*)");
        decide(60, 70);
        refresh("{batch_size: 5}");
        assertThat(text()).contains("\"lacking\":{").isNotEqualTo(lacking);
        assertThat(verdict()).containsEntry("ok", true);
        NEO4J.run("MATCH (late:LateOutcome) CALL metapolicy.recordOutcome(late.id, {reward: late.reward}) YIELD created"
                + " DELETE late RETURN count(*)");
        refresh("{}");
        assertThat(text()).doesNotContain("\"lacking\":{").contains("\"n\":70,");
        assertThat(verdict()).containsEntry("ok", true);
        String incremental = text();
        refresh("{mode: 'FULL'}");
        assertThat(text()).isEqualTo(incremental);
    }

    @Test
    void whatAnEarlierReleaseKeptNothingOfIsNoFault() {
        decide(0, 30);
        NEO4J.run("MATCH (e:PolicyEpisode)-[:HAS_OUTCOME]->(o) WITH o LIMIT 5 DETACH DELETE o");
        refresh("{}");
        JsonObject kept = JsonParser.parseString(text()).getAsJsonObject();
        for (String part : List.of("shares", "guardrails", "lackingAfter")) {
            assertThat(kept.remove(part)).as(part).isNotNull();
        }
        for (JsonElement one : kept.getAsJsonObject("differences").asMap().values()) {
            assertThat(one.getAsJsonObject().getAsJsonObject("state").remove("lacking"))
                    .isNotNull();
        }
        for (String part : List.of("rewards", "overrides")) {
            JsonObject versions = kept.getAsJsonObject(part);
            // Of one alone, as where the other began after the upgrade.
            assertThat(versions.getAsJsonObject("c").remove("offsets")).isNotNull();
            assertThat(versions.getAsJsonObject("d").get("offsets")).isNotNull();
        }
        NEO4J.run("MATCH (e:FamilyEvidence) SET e.differences = $former", Map.of("former", kept.toString()));
        assertThat(verdict()).containsEntry("ok", true);
        decide(30, 40);
        refresh("{}");
        assertThat(verdict()).containsEntry("ok", true);
    }

    /** The candidate would cue, the default rest; half of the decisions go to either. */
    private static void decide(int from, int to) {
        NEO4J.run(
                "UNWIND range($from, $to - 1) AS i CREATE (:Trial {id: 't' + i, participant_id: 'p' + i % 3,"
                        + " timestamp: datetime('2026-03-01T10:00:00Z') + duration({minutes: i})})",
                Map.of("from", from, "to", to));
        NEO4J.run(
                "UNWIND range($from, $to - 1) AS i CALL metapolicy.step('m', 't' + i, {coherence: 0.6,"
                        + " entropy_change: 0.3, max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL', seed: i,"
                        + " context_cluster: 'k' + i % 4, suggestions: {d: 'rest', c: 'cue'}}) YIELD episodeId, versionId"
                        + " CALL metapolicy.recordOutcome(episodeId, {reward: CASE versionId WHEN 'c' THEN 0.4 ELSE 0.1"
                        + " END + i % 5 * 0.1, human_override: false}) YIELD created RETURN count(*)",
                Map.of("from", from, "to", to));
    }

    private static void refresh(String options) {
        NEO4J.run("CALL metapolicy.refreshTrust('m', " + options + ") YIELD verdict RETURN verdict");
    }

    private static String text() {
        return (String) NEO4J.run(TEXT).get(0).get("text");
    }

    private static Map<String, Object> verdict() {
        return NEO4J.run("CALL metapolicy.audit.verify('m', {recount: true}) YIELD ok, problem RETURN ok, problem")
                .get(0);
    }
}
