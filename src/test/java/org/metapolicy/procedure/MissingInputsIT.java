package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** A log of rewards alone: no cluster, no segment, no coherence. What is missing stops nobody and promotes nobody. */
class MissingInputsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void familyWithRewardsAlone() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run("CALL metapolicy.create({id: 'F', scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'x')");
        NEO4J.run("CALL metapolicy.registerVersion('F', {id: 'F.a', policy_id: 'p'}, 'x')");
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
        NEO4J.run("CALL metapolicy.registerVersion('F', {id: 'F.b', policy_id: 'p'}, 'x')");
        for (String version : List.of("F.a", "F.b")) {
            NEO4J.run(
                    "UNWIND range(0, 199) AS i CREATE (e:PolicyEpisode {id: $version + '-' + i, policy_version_id: $version,"
                            + " timestamp: datetime('2026-01-01T00:00:00Z') + duration({seconds: i}), human_override: false})"
                            + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: $version + '-o' + i,"
                            + " reward: CASE WHEN i % 25 < 16 THEN 1.0 ELSE -1.0 END})",
                    Map.of("version", version));
        }
        NEO4J.run("CALL metapolicy.refreshTrust('F')");
    }

    @Test
    void theDefaultServesOnAndTheCandidateIsNotProposed() {
        Map<String, Object> trust =
                NEO4J.run("CALL metapolicy.computePCI('F.a')").get(0);
        assertThat((Double) trust.get("pci")).isCloseTo(0.25751819246703916, within(1e-9));
        assertThat((Double) trust.get("pciKnown")).isCloseTo(0.46821489539461664, within(1e-9));
        assertThat(trust.get("incomplete"))
                .isEqualTo(List.of("breadth", "amplification", "coherence", "context_cluster"));
        assertThat(NEO4J.run("MATCH (v:PolicyVersion) RETURN v.id AS id, v.status AS status ORDER BY id"))
                .containsExactly(Map.of("id", "F.a", "status", "LIVE"), Map.of("id", "F.b", "status", "CANDIDATE"));
        assertThat(NEO4J.run("MATCH (p:PromotionProposal) RETURN p")).isEmpty();
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('F', {recount: true}) YIELD ok, problem"))
                .containsExactly(OK);
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('F', {mode: 'FULL'}) YIELD reason"))
                .allMatch(row -> row.get("reason").toString().contains("the recount agrees"));
    }

    @Test
    void selectionAsksForWhatIsKnown() {
        NEO4J.run("CALL metapolicy.setFallback('F.a', 'x')");
        NEO4J.run("CALL metapolicy.setMode('F', 'ACTIVE', 'x')");
        Map<String, Object> decision = NEO4J.run("CALL metapolicy.select('F', {coherence: 0.6, entropy_change: 0.0,"
                        + " max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL', seed: 1})")
                .get(0);
        assertThat(decision.get("decision")).isEqualTo("USE_VERSION");
        assertThat(decision.get("versionId")).isEqualTo("F.a");
    }

    @Test
    void aFigureOfWhatIsKnownThatWasEditedIsFound() {
        for (String edit : List.of(
                "SET n.trust_known = 0.9",
                "SET n.trust_known_lower = 0.9",
                "SET n.known_shares = [0.9, 0.1, 0.2]",
                "REMOVE n.known_factors")) {
            Map<String, Object> before = NEO4J.run(
                            "MATCH (:PolicyVersion {id: 'F.a'})-[:HAS_EVIDENCE]->(n)" + " RETURN properties(n) AS all")
                    .get(0);
            NEO4J.run("MATCH (:PolicyVersion {id: 'F.a'})-[:HAS_EVIDENCE]->(n) " + edit);
            assertThat(NEO4J.run("CALL metapolicy.audit.verify('F') YIELD ok").get(0))
                    .as(edit)
                    .containsEntry("ok", false);
            NEO4J.run("MATCH (:PolicyVersion {id: 'F.a'})-[:HAS_EVIDENCE]->(n) SET n = $all", before);
        }
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('F') YIELD ok, problem"))
                .containsExactly(OK);
    }

    private static final Map<String, Object> OK = ok();

    private static Map<String, Object> ok() {
        Map<String, Object> row = new java.util.HashMap<>();
        row.put("ok", true);
        row.put("problem", null);
        return row;
    }
}
