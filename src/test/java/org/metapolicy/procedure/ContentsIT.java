package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** What becomes of a version whose contents, or whose evidence, were changed behind governance's back. */
class ContentsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final String EDIT = "MATCH (v:PolicyVersion {id: $id}) SET v.parameters_blob = '{\"theta\":[0.9]}'";
    /** The sums are those of ChangedContentsTest, where the commands that give them stand. */
    private static final String CHANGE = "it has other parameters than it was registered with: their hash is"
            + " 6d34865e3477b13d3a1a287a902dca15fd0f240baf410da75b8700233a4aac90, the trail says"
            + " 93eb12302d78bda691e7b34aff9d57c010e2f05cb739f28653e257c19f9c46d7";

    private static final String REMEDY =
            "; put back what it was registered with, or register what it holds now as a new version";

    @BeforeEach
    void aFamilyOfThree() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f', pci_critical: 0.01, pci_min: 0.02, select_min: 0.03,"
                + " pci_promote: 0.2}, 'a pilot')");
        for (String id : List.of("base", "v", "w")) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion('f', {id: $id, policy_id: 'p', context_dim: 1, hyperparams: {rate: 1},"
                            + " parameters: {theta: [0.5]}}, 'an idea')",
                    Map.of("id", id));
        }
        on("base", "CALL metapolicy.promote($id, 'known to be harmless', {override: true})");
        on("base", "CALL metapolicy.setFallback($id, 'known to be harmless')");
    }

    @Test
    void aProposalIsRefusedAndLapsesWhereOnlyTheParametersWereEdited() {
        episodes("v", 150);
        String id = proposed();
        on("v", EDIT);
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.approve($id, 'the figures hold')", Map.of("id", id)))
                .hasRootCauseMessage("cannot promote version 'v' of meta-policy 'f': " + CHANGE + REMEDY);
        assertThat(NEO4J.run("CALL metapolicy.plan('f') YIELD versionId, action WHERE versionId = 'v' RETURN action"))
                .containsExactly(Map.of("action", "LAPSE_PROPOSAL, PAUSE"));
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('f') YIELD versionId, action, reason WHERE versionId = 'v'"
                        + " RETURN action, reason"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("action", "LAPSED, PAUSED");
                    assertThat((String) row.get("reason")).endsWith("; " + CHANGE);
                });
        assertThat(NEO4J.run("CALL metapolicy.proposals('f') YIELD state, closedReason"))
                .containsExactly(Map.of("state", "LAPSED", "closedReason", CHANGE));
        assertThat(statusOf("v")).isEqualTo("PAUSED");
    }

    @Test
    void whatLeadsOutOfServiceIsNeverHeldBackAndSaysWhatItWas() {
        on("w", "CALL metapolicy.promote($id, 'go', {override: true})");
        for (String id : List.of("base", "v", "w")) {
            on(id, EDIT);
        }
        // Neither the earlier default nor the fallback is what was approved, so that nobody comes next.
        assertThat(on("w", "CALL metapolicy.rollback($id, 'odd') YIELD toStatus, defaultAfter, evidence"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("toStatus", "ROLLED_BACK").containsEntry("defaultAfter", null);
                    assertThat((String) row.get("evidence")).contains("\"contents_changed\":\"" + CHANGE + "\"");
                });
        assertThat(on("base", "CALL metapolicy.pause($id, 'odd') YIELD toStatus"))
                .containsExactly(Map.of("toStatus", "PAUSED"));
        assertThat(on("v", "CALL metapolicy.deprecate($id, 'odd') YIELD toStatus"))
                .containsExactly(Map.of("toStatus", "DEPRECATED"));
    }

    @Test
    void aVersionInServiceIsPausedByTheNextRefreshAndTheDefaultMovesOn() {
        on("v", "CALL metapolicy.promote($id, 'go', {override: true})");
        on("v", EDIT);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("CALL metapolicy.audit('f', {limit: 2}) YIELD action, versionId, actorKind, reason"))
                .containsExactly(
                        Map.of(
                                "action", "DEFAULT_MOVED",
                                "versionId", "base",
                                "actorKind", "AUTOMATIC",
                                "reason", "the fallback"),
                        Map.of("action", "PAUSED", "versionId", "v", "actorKind", "AUTOMATIC", "reason", CHANGE));
    }

    @Test
    void aProposalLapsesWhereItsEvidenceIsGone() {
        episodes("v", 150);
        proposed();
        NEO4J.run("MATCH (:PolicyVersion {id: 'v'})-[:EVALUATED_IN]->(e)-[:HAS_OUTCOME]->(o)"
                + " WITH e, o ORDER BY o.counted_number LIMIT 110 DETACH DELETE e, o");
        NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})");
        assertThat(NEO4J.run("CALL metapolicy.proposals('f') YIELD state, closedReason"))
                .containsExactly(
                        Map.of("state", "LAPSED", "closedReason", "its last closing lies below pci_promote 0.2"));
    }

    @Test
    void aProposalLapsesWhereItsEvidenceWasInvalidated() {
        episodes("v", 150);
        proposed();
        NEO4J.run("MATCH (:PolicyVersion {id: 'v'})-[:EVALUATED_IN]->()-[:HAS_OUTCOME]->(o) SET o.reward = 7");
        NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})");
        assertThat(NEO4J.run("CALL metapolicy.proposals('f') YIELD state, closedReason"))
                .containsExactly(
                        Map.of("state", "LAPSED", "closedReason", "its last closing lies below pci_promote 0.2"));
    }

    @Test
    void aProposalLapsesAndComesBackWhereItsEvidenceWasCorrected() {
        episodes("v", 150);
        proposed();
        NEO4J.run("MATCH (:PolicyVersion {id: 'v'})-[:EVALUATED_IN]->()-[:HAS_OUTCOME]->(o) WITH o LIMIT 1"
                + " DETACH DELETE o");
        NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})");
        assertThat(NEO4J.run("CALL metapolicy.proposals('f') YIELD state, closedReason"))
                .containsExactly(Map.of(
                        "state", "LAPSED", "closedReason", "a recount corrected the evidence that it was proposed on"));
        assertThat(NEO4J.run("CALL metapolicy.audit('f', {limit: 2}) YIELD action, versionId, actorKind"))
                .containsExactly(
                        Map.of("action", "LAPSED", "versionId", "v", "actorKind", "AUTOMATIC"),
                        Map.of("action", "EVIDENCE_CORRECTED", "versionId", "v", "actorKind", "AUTOMATIC"));
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("CALL metapolicy.proposals('f') YIELD state"))
                .extracting(row -> row.get("state"))
                .containsExactly("OPEN", "LAPSED");
    }

    private static String proposed() {
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        return (String) NEO4J.run("CALL metapolicy.proposals('f') YIELD proposalId, state WHERE state = 'OPEN'"
                        + " RETURN proposalId")
                .get(0)
                .get("proposalId");
    }

    private static Object statusOf(String id) {
        return on(id, "MATCH (v:PolicyVersion {id: $id}) RETURN v.status AS status")
                .get(0)
                .get("status");
    }

    private static List<Map<String, Object>> on(String id, String call) {
        return NEO4J.run(call, Map.of("id", id));
    }

    private static void episodes(String version, int count) {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: $version}) UNWIND range(1, $count) AS i WITH v, i, $version + ':' + i AS id"
                        + " CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: id, policy_version_id: $version,"
                        + " timestamp: datetime(), human_override: false, context_cluster: toString(i % 3)})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: id + ':o', episode_id: id, reward: 0.9 - 0.05 * (i % 2),"
                        + " delta_coherence: 0.1, recorded_at: datetime()})",
                Map.of("version", version, "count", count));
    }
}
