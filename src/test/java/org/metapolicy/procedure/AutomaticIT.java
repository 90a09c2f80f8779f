package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** What a refresh does by itself, from the episodes to the trail. */
class AutomaticIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamilyWithABaseline() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f', pci_critical: 0.01, pci_min: 0.02, select_min: 0.03,"
                + " pci_promote: 0.2}, 'a pilot')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'baseline'}, 'nothing fancy')");
        NEO4J.run("CALL metapolicy.promote('baseline', 'known to be harmless', {override: true})");
        NEO4J.run("CALL metapolicy.setFallback('baseline', 'known to be harmless')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v'}, 'an idea')");
    }

    @Test
    void aVersionThatTripsRightAfterItsPromotionIsOutBeforeTheRefreshIsOver() {
        NEO4J.run("CALL metapolicy.promote('v', 'looks good', {override: true})");
        episodes("v", 120, -0.9);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("CALL metapolicy.versions('f') YIELD versionId, status, isDefault"))
                .contains(Map.of("versionId", "v", "status", "ROLLED_BACK", "isDefault", false))
                .contains(Map.of("versionId", "baseline", "status", "LIVE", "isDefault", true));
        assertThat(NEO4J.run("MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVENT]->(e)-[:ABOUT]->(v),"
                        + " (e)-[:SUPPORTED_BY]->(s:PolicyTrustSnapshot)<-[:HAS_TRUST_STATE]-(v)"
                        + " WHERE e.actor_kind = 'AUTOMATIC' AND e.action <> 'BASELINE_SET'"
                        + " RETURN e.action AS action, v.id AS version, e.default_before AS before,"
                        + " e.default_after AS after ORDER BY e.seq"))
                .hasSize(2)
                .first()
                .satisfies(row -> assertThat(row)
                        .containsEntry("action", "ROLLED_BACK")
                        .containsEntry("version", "v")
                        .containsEntry("before", "v")
                        .containsEntry("after", null));
        assertThat(NEO4J.run("MATCH (:MetaPolicy {id: 'f'})-[:LAST_EVENT]->(e) RETURN e.action AS action,"
                        + " e.default_after AS after"))
                .containsExactly(Map.of("action", "DEFAULT_MOVED", "after", "baseline"));
    }

    @Test
    void aGoodCandidateIsProposedAndAPersonDecides() {
        episodes("v", 150, 0.9);
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('f') YIELD versionId, action WHERE versionId = 'v'"
                        + " RETURN action"))
                .containsExactly(Map.of("action", "PROPOSED"));
        String id = (String) NEO4J.run("CALL metapolicy.proposals('f') YIELD proposalId, state")
                .get(0)
                .get("proposalId");
        assertThatThrownBy(() -> NEO4J.runAs("eve", "CALL metapolicy.approve($id, 'yes')", Map.of("id", id)))
                .hasRootCauseMessage(
                        "promote needs an approver of meta-policy 'f': 'eve' is none; approvers are [owner]");
        assertThat(NEO4J.run(
                        "CALL metapolicy.approve($id, 'the figures hold') YIELD action, defaultAfter",
                        Map.of("id", id)))
                .containsExactly(Map.of("action", "PROMOTED", "defaultAfter", "v"));
        assertThat(NEO4J.run("CALL metapolicy.proposals('f') YIELD state, closedBy"))
                .containsExactly(Map.of("state", "APPROVED", "closedBy", "owner"));
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.approve($id, 'again')", Map.of("id", id)))
                .hasRootCauseMessage("proposal '" + id + "' is APPROVED already: the figures hold");
    }

    @Test
    void aRejectedProposalComesBackAfterTwoWindows() {
        episodes("v", 150, 0.9);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        NEO4J.run("CALL metapolicy.proposals('f') YIELD proposalId CALL metapolicy.reject(proposalId, 'not yet')"
                + " YIELD action RETURN action");
        episodes("v", 25, 0.9);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(states()).containsExactly("REJECTED");
        episodes("v", 25, 0.9);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(states()).containsExactly("OPEN", "REJECTED");
    }

    @Test
    void aRollbackBranchesWhereTheFamilyAsksForIt() {
        NEO4J.run("CALL metapolicy.configure('f', {auto_branch: 'ON'}, 'a milder one to look at')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'bandit', hyperparams: {exploration: 0.5}}, 'the first')");
        NEO4J.run("CALL metapolicy.promote('bandit', 'looks good', {override: true})");
        NEO4J.run("CALL metapolicy.spawn('bandit', {id: 'bolder', exploration: 0.8}, 'more of it')");
        NEO4J.run("CALL metapolicy.promote('bolder', 'looks good', {override: true})");
        episodes("bandit", 120, 0.6);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        episodes("bolder", 120, -0.9);
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('f') YIELD versionId, action WHERE versionId = 'bolder'"
                        + " RETURN action"))
                .containsExactly(Map.of("action", "ROLLED_BACK, SPAWNED"));
        assertThat(NEO4J.run("MATCH (v:PolicyVersion)-[:PREVIOUS_VERSION]->(p {id: 'bandit'}) WHERE v.id <> 'bolder'"
                        + " MATCH (v)-[:MADE_BY]->(e) RETURN v.status AS status, v.hyperparams AS hyperparams,"
                        + " e.action AS action, e.actor_kind AS kind"))
                .containsExactly(Map.of(
                        "status",
                        "CANDIDATE",
                        "hyperparams",
                        "{\"exploration\":0.25}",
                        "action",
                        "SPAWNED",
                        "kind",
                        "AUTOMATIC"));
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'SPAWNED', actor_kind: 'AUTOMATIC'}) RETURN e"))
                .hasSize(1);
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f', {recount: true}) YIELD ok"))
                .containsExactly(Map.of("ok", true));
    }

    private static List<Object> states() {
        return NEO4J.run("CALL metapolicy.proposals('f') YIELD state").stream()
                .map(row -> row.get("state"))
                .toList();
    }

    /** Episodes with outcomes, the rewards alternating by 0.05 around their mean. */
    private static void episodes(String version, int count, double reward) {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: $version}) UNWIND range(1, $count) AS i"
                        + " WITH v, i, randomUUID() AS id CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: id, policy_version_id: $version,"
                        + " timestamp: datetime(), human_override: false, context_cluster: toString(i % 3)})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: randomUUID(), episode_id: id,"
                        + " reward: $reward + 0.05 * (i % 2), delta_coherence: 0.1, recorded_at: datetime()})",
                Map.of("version", version, "count", count, "reward", reward));
    }
}
