package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.RealServer;
import org.metapolicy.testing.SharedNeo4j;

/**
 * A candidate that would do harm is stopped before it ever serves, where others do by chance what it would do. Of three live versions
 * one rests, and each of two cues in one of two contexts, where it is overridden; the candidate would cue in both.
 */
class OffPolicyStopIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void family() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'answers for the test') YIELD seq RETURN seq");
        NEO4J.run("CALL metapolicy.create({id: 'm', name: 'm', risk_tier: 'SAFE', approvers: ['owner'],"
                + " explore_share: 0.5, explore_participant_max: 10000}, 'test')"
                + " YIELD seq RETURN seq");
        NEO4J.run("CREATE (p:Policy {id: 'm'}) WITH p UNWIND ['cue', 'rest', 'walk'] AS id CREATE"
                + " (p)-[:USES_INTERVENTION]->(:InterventionType {id: id, name: id, risk_level: 'LOW', active: true})");
        for (String version : List.of("east", "west", "rests", "candidate")) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion('m', {id: $id, policy_id: 'm', version_tag: $id}, 'test')"
                            + " YIELD seq RETURN seq",
                    Map.of("id", version));
            if (!version.equals("candidate")) {
                NEO4J.run(
                        "CALL metapolicy.promote($id, 'test', {override: true}) YIELD seq RETURN seq",
                        Map.of("id", version));
            }
        }
        NEO4J.run("CALL metapolicy.setFallback('rests', 'test') YIELD seq RETURN seq");
        NEO4J.run("CALL metapolicy.setMode('m', 'ACTIVE', 'test') YIELD seq RETURN seq");
    }

    @Test
    void aHarmfulCandidateIsStoppedBeforeItServes() throws IOException {
        assertThat(seen("candidate")).as("before any decision").isNull();
        decide(0, 40);
        refresh("{}");
        // python3 -c "import math; print(math.log(40))"
        assertThat(seen("candidate"))
                .containsEntry("decisions", 40L)
                .containsEntry("guardrail", "reward")
                .hasEntrySatisfying("log_threshold", limit -> assertThat((Double) limit)
                        .isCloseTo(3.6888794541139363, within(1e-9)))
                .hasEntrySatisfying(
                        "log_e_all", known -> assertThat((Double) known).isBetween(-1.0, 3.6));
        assertThat(seen("rests")).as("the default has evidence of its own").isNull();
        decide(40, 320);
        assertThat(NEO4J.run("CALL metapolicy.plan('m', {}) YIELD versionId, action WHERE versionId = 'candidate'"
                        + " RETURN action"))
                .containsExactly(Map.of("action", "PAUSE"));
        refresh("{}");
        assertThat(status()).isEqualTo("PAUSED");
        assertThat(NEO4J.run("MATCH (:PolicyVersion {id: 'candidate'})-[:EVALUATED_IN]->(e) RETURN e"))
                .as("it never served")
                .isEmpty();
        Map<String, Object> stop = NEO4J.run("CALL metapolicy.audit('m') YIELD action, versionId, reason, evidence"
                        + " WHERE versionId = 'candidate' AND action = 'PAUSED' RETURN reason, evidence")
                .get(0);
        assertThat((String) stop.get("reason")).contains("by what it would have done, alarm of overrides");
        assertThat(Files.readString(RealServer.basedir().resolve("docs/counterfactual.md")))
                .contains("> " + stop.get("reason"));
        assertThat((String) stop.get("evidence"))
                .contains("\"off_policy\":{\"decisions\":320,", "\"guardrail\":\"overrides\"");
        assertThat(verdict()).containsEntry("ok", true);
        String incremental = text();
        refresh("{mode: 'FULL'}");
        assertThat(text()).isEqualTo(incremental);

        NEO4J.run("CALL metapolicy.resume('candidate', 'it was mended') YIELD seq RETURN seq");
        assertThat(text()).isNotEqualTo(incremental);
        decide(320, 335);
        refresh("{}");
        assertThat(status()).as("it is watched anew").isEqualTo("CANDIDATE");
        assertThat(verdict()).containsEntry("ok", true);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> seen(String version) {
        return (Map<String, Object>) NEO4J.run(
                        "CALL metapolicy.status('m') YIELD versions UNWIND versions AS v"
                                + " WITH v WHERE v.version_id = $id RETURN v.off_policy AS seen",
                        Map.of("id", version))
                .get(0)
                .get("seen");
    }

    private static String status() {
        return (String) NEO4J.run("MATCH (v:PolicyVersion {id: 'candidate'}) RETURN v.status AS status")
                .get(0)
                .get("status");
    }

    private static String text() {
        return (String) NEO4J.run("MATCH (e:FamilyEvidence) RETURN e.differences AS text")
                .get(0)
                .get("text");
    }

    private static Map<String, Object> verdict() {
        return NEO4J.run("CALL metapolicy.audit.verify('m', {recount: true}) YIELD ok, problem RETURN ok, problem")
                .get(0);
    }

    private static void decide(int from, int to) {
        NEO4J.run(
                "UNWIND range($from, $to - 1) AS i CREATE (:Trial {id: 't' + i, participant_id: 'p' + i % 7,"
                        + " timestamp: datetime('2026-03-01T10:00:00Z') + duration({minutes: i})})",
                Map.of("from", from, "to", to));
        NEO4J.run(
                "UNWIND range($from, $to - 1) AS i WITH i, i % 2 = 0 AS inEast"
                        + " CALL metapolicy.step('m', 't' + i, {coherence: 0.6, entropy_change: 0.3, max_rv_potency: 0.0,"
                        + " affective_load: 0.1, awareness: 'FULL', seed: i,"
                        + " context_cluster: CASE WHEN inEast THEN 'east' ELSE 'west' END, suggestions: {rests: 'rest',"
                        + " east: CASE WHEN inEast THEN 'cue' ELSE 'walk' END,"
                        + " west: CASE WHEN inEast THEN 'walk' ELSE 'cue' END, candidate: 'cue'}})"
                        + " YIELD episodeId, versionId WITH i, episodeId,"
                        + " CASE versionId WHEN 'east' THEN inEast WHEN 'west' THEN NOT inEast ELSE false END AS cued"
                        + " CALL metapolicy.recordOutcome(episodeId, {reward: 0.3,"
                        + " human_override: cued AND i % 5 > 0}) YIELD created RETURN count(*)",
                Map.of("from", from, "to", to));
    }

    private static void refresh(String options) {
        NEO4J.run("CALL metapolicy.refreshTrust('m', " + options + ") YIELD verdict RETURN verdict");
    }
}
