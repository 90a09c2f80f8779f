package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.testing.SharedNeo4j;

/** Of many versions and snapshots the one that was damaged is named, by whatever call meets it. */
class DamageNamedIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void twoVersionsWithEvidence() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run("CALL metapolicy.create({id: 'f', window_size: 20}, 'x')");
        for (String version : new String[] {"v", "w"}) {
            NEO4J.run("CALL metapolicy.registerVersion('f', {id: $id, policy_id: 'p'}, 'x')", Map.of("id", version));
            NEO4J.run("CALL metapolicy.promote($id, 'x', {override: true})", Map.of("id", version));
        }
        NEO4J.run("UNWIND ['v', 'w'] AS v UNWIND range(1, 65) AS i CREATE (:PolicyEpisode {id: v + i,"
                + " policy_version_id: v, human_override: false, timestamp: datetime('2026-01-01T00:00:00Z') +"
                + " duration({seconds: i})})-[:HAS_OUTCOME]->(:PolicyOutcome {id: v + 'o' + i, reward: 0.5})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compare('v', 'w')",
                "computePCI('v')",
                "plan('f')",
                "trustFor('v', {context_cluster: 'c'})",
                "promote('v', 'x', {override: true})"
            })
    void theVersion(String call) {
        NEO4J.run("MATCH (:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e) SET e.state = '{}'");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy." + call))
                .hasMessageContaining("version 'v': the stored evidence has format none");
        NEO4J.run("MATCH (:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e) SET e.state = 'x'");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy." + call))
                .hasMessageContaining("version 'v': the stored evidence is damaged");
    }

    @Test
    void theSnapshot() {
        NEO4J.run("MATCH (s:PolicyTrustSnapshot {id: 'w:t2'}) SET s.trust_known = 7.5");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.calibration('f')"))
                .hasMessageContaining("snapshot 'w:t2' has a trust of 7.5: it must be from 0 to 1");
    }
}
