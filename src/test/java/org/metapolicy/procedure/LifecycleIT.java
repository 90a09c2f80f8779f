package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** Families and versions through the procedures, from the first grant to a rollback. */
class LifecycleIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void grantTheOwner() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
    }

    @Test
    void aFamilyStartsInShadowModeWithItsEvidence() {
        NEO4J.run("CALL metapolicy.create({id: 'f', risk_tier: 'RESTRICTED', pci_promote: 0.5}, 'a pilot')");
        assertThat(NEO4J.run("MATCH (f:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(e:FamilyEvidence)"
                        + " RETURN f.mode AS mode, f.status AS status, f.four_eyes AS fourEyes, f.name AS name,"
                        + " f.pci_promote AS promote, f.pci_min AS unset, e.counted AS counted"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("mode", "SHADOW")
                        .containsEntry("status", "ACTIVE")
                        .containsEntry("fourEyes", true)
                        .containsEntry("name", "f")
                        .containsEntry("promote", 0.5)
                        .containsEntry("unset", null)
                        .containsEntry("counted", 0L));
    }

    @Test
    void aVersionIsRegisteredWithEmptyEvidence() {
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        List<Map<String, Object>> rows = NEO4J.run(
                "CALL metapolicy.registerVersion('f', {id: 'v', policy_id: 'p',"
                        + " parameters: {alpha: 0.5, actions: {rest: {A: [[2.0, 0.0], [0.0, 1.0]], b: [0.1, 0.2]}}}}, 'first')");
        assertThat(rows).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("action", "REGISTERED")
                .containsEntry("seq", 2L)
                .containsEntry("toStatus", "CANDIDATE")
                .containsEntry("actor", "owner")
                .containsEntry("actorKind", "HUMAN"));
        assertThat(NEO4J.run("MATCH (:MetaPolicy)-[:HAS_CANDIDATE_VERSION]->(v)-[:OF_POLICY]->(p:Policy),"
                        + " (v)-[:HAS_TRUST_STATE]->(s {t: 0, n_episodes: 0}), (v)-[:HAS_EVIDENCE]->(e {n: 0, alarm: false}),"
                        + " (:MetaPolicy)-[:HAS_VERSION]->(v)<-[:ABOUT]-(:GovernanceEvent)"
                        + " RETURN v.status AS status, p.id AS policy, v.version_tag AS tag, v.context_dim AS dim"))
                .containsExactly(Map.of("status", "CANDIDATE", "policy", "p", "tag", "1.0.0", "dim", 2L));
    }

    @Test
    void promotionAndRollbackMoveTheOneDefault() {
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        for (String id : List.of("v1", "v2")) {
            NEO4J.run("CALL metapolicy.registerVersion('f', {id: $id}, 'a version')", Map.of("id", id));
            NEO4J.run("CALL metapolicy.promote($id, 'try it', {override: true})", Map.of("id", id));
        }
        NEO4J.run("CALL metapolicy.setFallback('v1', 'the baseline')");
        NEO4J.run("CALL metapolicy.setMode('f', 'ACTIVE', 'go')");
        assertThat(NEO4J.run("CALL metapolicy.rollback('v2', 'it misbehaves', {expected_default: 'v2'})"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("fromStatus", "LIVE")
                        .containsEntry("toStatus", "ROLLED_BACK")
                        .containsEntry("defaultBefore", "v2")
                        .containsEntry("defaultAfter", "v1"));
        assertThat(NEO4J.run("CALL metapolicy.versions('f') YIELD versionId, status, isDefault, isFallback, governed"
                        + " RETURN * ORDER BY versionId"))
                .containsExactly(
                        Map.of(
                                "versionId", "v1",
                                "status", "LIVE",
                                "isDefault", true,
                                "isFallback", true,
                                "governed", true),
                        Map.of(
                                "versionId", "v2",
                                "status", "ROLLED_BACK",
                                "isDefault", false,
                                "isFallback", false,
                                "governed", true));
    }
}
