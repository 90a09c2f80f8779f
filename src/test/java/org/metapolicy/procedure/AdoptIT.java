package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.testing.Patience;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.QueryExecutionException;

/** A graph in which the change request's nodes stand already, made by hand. */
class AdoptIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** "v1" in service with its snapshots, one of which has the very id that this product would give. */
    @BeforeEach
    void aGraphOfTheChangeRequestAlone() {
        NEO4J.run("""
                CREATE (p:Participant {id: 'p1'}), (g:Group {id: 'g1'})
                CREATE (f:MetaPolicy {id: 'f', name: 'Focus', scope: 'BOTH', description: 'Decision-support',
                                      risk_tier: 'SAFE', status: 'ACTIVE', created_at: datetime('2025-11-01T08:00:00Z'),
                                      updated_at: datetime('2025-11-01T08:00:00Z'), owner: 'grace', notes: 'a pilot'})
                CREATE (f)-[:RUNS_ON_GROUP]->(g)
                CREATE (policy:Policy {id: 'ContextualBandit_v1', name: 'bandit'})
                CREATE (v1:PolicyVersion {id: 'v1', policy_id: 'ContextualBandit_v1', version_tag: 'v1.0.0',
                                          created_at: datetime('2025-11-01T09:00:00[Europe/Berlin]'), status: 'LIVE',
                                          hyperparams: '{"alpha": 0.5}', parameters_blob: 'gASVKAAAAAAAAACM',
                                          context_dim: 3, reasoning: 'the first', trust_score_latest: 0.8})
                CREATE (v2:PolicyVersion {id: 'v2', policy_id: 'ContextualBandit_v1', version_tag: 'v1.0.1',
                                          created_at: '2025-11-08T09:00:00Z', status: 'CANDIDATE', parent_version_id: 'v1'})
                CREATE (v3:PolicyVersion {id: 'v3', version_tag: 'v1.0.2', status: 'ROLLED_BACK'})
                CREATE (f)-[:HAS_VERSION]->(v1), (f)-[:HAS_VERSION]->(v2), (f)-[:HAS_VERSION]->(v3)
                CREATE (f)-[:DEFAULT_POLICY]->(v1), (f)-[:FALLBACK_POLICY]->(v1)
                CREATE (v1)-[:OF_POLICY]->(policy), (v3)-[:PREVIOUS_VERSION]->(v2)
                FOREACH (t IN range(0, 9) |
                  CREATE (v1)-[:HAS_TRUST_STATE]->(:PolicyTrustSnapshot {id: 'v1:t' + t, policy_version_id: 'v1',
                      t: toFloat(t), trust_score: 0.7 + 0.01 * t, reward_mean: 0.2, notes: 'by the old job'}))""");
        NEO4J.run("""
                MATCH (v1:PolicyVersion {id: 'v1'}), (v2:PolicyVersion {id: 'v2'})
                UNWIND range(1, 120) AS i
                WITH i, CASE WHEN i % 2 = 0 THEN v1 ELSE v2 END AS v
                CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: 'e' + i, policy_id: 'ContextualBandit_v1',
                    policy_version_id: v.id, timestamp: datetime('2025-11-10T00:00:00Z') + duration({minutes: i}),
                    human_override: false, context_hash: 'h' + (i % 3)})
                CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + i, episode_id: e.id, reward: 0.4,
                    delta_coherence: 0.1, recorded_at: datetime('2025-11-10T00:00:00Z') + duration({minutes: i + 1})})""");
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
    }

    private static Map<String, Object> one(String query) {
        return NEO4J.run(query).get(0);
    }

    private static void verified() {
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f', {recount: true}) YIELD ok, problem"))
                .singleElement()
                .satisfies(row -> assertThat(row).as("%s", row).containsEntry("ok", true));
    }

    @Test
    void isAdoptedRefreshedDecidedUponAndVerified() {
        // A refresh of all families that came first has found the evidence, and nobody whose it is.
        NEO4J.run("CALL metapolicy.refreshTrust()");
        List<Map<String, Object>> events =
                NEO4J.run("CALL metapolicy.adopt('f', 'it goes on under governance', {evidence: {ticket: 'T-1'}})"
                        + " YIELD action, versionId, toStatus RETURN action, versionId, toStatus");
        assertThat(events).extracting(row -> row.get("action")).containsOnly("ADOPTED");
        assertThat(events).extracting(row -> row.get("versionId")).containsExactly(null, "v1", "v2", "v3");
        assertThat(events)
                .extracting(row -> row.get("toStatus"))
                .containsExactly(null, "PAUSED", "CANDIDATE", "PAUSED");
        verified();

        Map<String, Object> decision = one(
                "CALL metapolicy.select('f', {coherence: 0.5, entropy_change: 0.3, max_rv_potency: 0.4,"
                        + " affective_load: 0.2, awareness: 'FULL', group_id: 'g1'}) YIELD decision, reason RETURN decision, reason");
        assertThat(decision).as("nobody is in service").containsEntry("decision", "NO_INTERVENTION");
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('f') YIELD versionId, newOutcomes"
                        + " RETURN versionId, newOutcomes ORDER BY versionId"))
                .containsExactly(
                        Map.of("versionId", "v1", "newOutcomes", 60L), Map.of("versionId", "v2", "newOutcomes", 60L));
        verified();
        assertThat(NEO4J.run("MATCH (:PolicyVersion {id: 'v1'})-[:HAS_TRUST_STATE]->(s) WHERE NOT s:AdoptedSnapshot"
                        + " RETURN s.id AS id ORDER BY s.t"))
                .extracting(row -> row.get("id"))
                .as("the usual ids are taken")
                .containsExactly("v1:t0:2", "v1:t1:2", "v1:t2:2");
        assertThat(one("MATCH (s:AdoptedSnapshot) RETURN count(*) AS n, min(s.trust_score) AS least"))
                .isEqualTo(Map.of("n", 10L, "least", 0.7));
        assertThat(NEO4J.run("CALL metapolicy.trustHistory('v1') YIELD t RETURN t"))
                .extracting(row -> row.get("t"))
                .containsExactly(0L, 1L, 2L);

        NEO4J.run("CALL metapolicy.resume('v1', 'its evidence is good')");
        NEO4J.run("CALL metapolicy.promote('v1', 'it was the default before', {override: true})");
        NEO4J.run("CALL metapolicy.setFallback('v1', 'it is harmless')");
        NEO4J.run("CALL metapolicy.setMode('f', 'ACTIVE', 'as before')");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(one("CALL metapolicy.select('f', {coherence: 0.5, entropy_change: 0.3, max_rv_potency: 0.4,"
                        + " affective_load: 0.2, awareness: 'FULL', group_id: 'g1'}) YIELD versionId, propensity"))
                .containsEntry("versionId", "v1");
        verified();
        NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})");
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'EVIDENCE_CORRECTED'}) RETURN e"))
                .isEmpty();
        verified();
    }

    @Test
    void theTrailTellsWhatWasTakenOver() {
        NEO4J.run("CALL metapolicy.adopt('f', 'it goes on under governance', {evidence: {ticket: 'T-1'}})");
        List<Map<String, Object>> trail = NEO4J.run("CALL metapolicy.audit('f') YIELD seq, versionId, evidence, actor"
                + " RETURN seq, versionId, evidence, actor ORDER BY seq");
        assertThat((String) trail.get(0).get("evidence"))
                .contains("\"DEFAULT_POLICY\":[\"v1\"]")
                .contains("\"FALLBACK_POLICY\":[\"v1\"]")
                .contains("\"ticket\":\"T-1\"")
                .contains("\"groups_added\":[")
                .doesNotContain("g1");
        assertThat(one("MATCH (f:MetaPolicy {id: 'f'}) RETURN f.runs_on AS runsOn")
                        .get("runsOn"))
                .asString()
                .startsWith("participants: 0, groups: 1, sha256: ");
        assertThat((String) trail.get(1).get("evidence"))
                .contains("\"status\":\"LIVE\"")
                .contains("\"trust_score_latest\":0.8")
                .contains("\"reasoning\":\"the first\"")
                .contains("\"count\":10");
        assertThat(NEO4J.run("CALL metapolicy.lineage('f') YIELD versionId, depth, parentVersionId"
                        + " RETURN versionId, depth ORDER BY versionId"))
                .containsExactly(
                        Map.of("versionId", "v1", "depth", 0L),
                        Map.of("versionId", "v2", "depth", 1L),
                        Map.of("versionId", "v3", "depth", 2L));
        assertThat(NEO4J.run("CALL metapolicy.versions('f') YIELD versionId, governed, createdBy, reasoning, status"
                        + " WHERE versionId = 'v1' RETURN governed, createdBy, reasoning, status"))
                .containsExactly(
                        Map.of("governed", true, "createdBy", "owner", "reasoning", "the first", "status", "PAUSED"));
        assertThat(one("CALL metapolicy.status('f') YIELD mode, problem, defaultVersionId"))
                .containsEntry("mode", "SHADOW")
                .containsEntry("problem", null)
                .containsEntry("defaultVersionId", null);
        assertThat(
                        one(
                                "MATCH (v:PolicyVersion {id: 'v1'}) RETURN v.created_at.timezone AS zone, v.parameters_blob AS blob"))
                .as("what stays keeps its form")
                .isEqualTo(Map.of("zone", "Europe/Berlin", "blob", "gASVKAAAAAAAAACM"));
        NEO4J.run("MATCH (s:PolicyTrustSnapshot {id: 'v1:t3'}) SET s.trust_score = 0.99");
        assertThat(one("CALL metapolicy.audit.verify('f') YIELD problem"))
                .containsEntry("problem", "version 'v1' has other snapshots of before than event 2 took over");
    }

    @Test
    void parametersOfAnotherFormAreCopiedByNobody() {
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v2'}) SET v.parameters_blob = ''");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v3'}) SET v.parameters_blob = 'null'");
        NEO4J.run("CALL metapolicy.adopt('f', 'it goes on under governance')");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.spawn('v1', {exploration: 0.1}, 'less of it')"))
                .hasMessageContaining("the parameters of version 'v1' are no map as JSON");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.learn('v1', 'from its weeks')"))
                .hasMessageContaining("version 'v1' has no LinUCB parameters to learn");
        NEO4J.run("CALL metapolicy.spawn('v1', {id: 'v4', parameters: {theta: [0.1]}}, 'in a form of its own')");
        assertThat(NEO4J.run("CALL metapolicy.lineage('f')")).hasSize(4);
        verified();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "MATCH (f:MetaPolicy) SET f.events = 3 | has a trail",
                "MATCH (f:MetaPolicy) CREATE (f)-[:HAS_EVENT]->(:GovernanceEvent {id: 'f#1'}) | has a trail",
                "MATCH (f:MetaPolicy) CREATE (f)-[:HAS_EVIDENCE]->(:FamilyEvidence) | has a link HAS_EVIDENCE",
                "MATCH (f:MetaPolicy) CREATE (f)-[:HAS_PROPOSAL]->(:PromotionProposal {id: 'x'}) | has a link HAS_PROPOSAL",
                "MATCH (f:MetaPolicy) SET f.clock_back = 1 | has a property clock_back",
                "MATCH (f:MetaPolicy) CREATE (f)-[:RUNS_ON_PARTICIPANT]->(:Policy {id: 'x'}) | has RUNS_ON_PARTICIPANT lead",
                "MATCH (f:MetaPolicy) CREATE (f)-[:HAS_VERSION]->(:Policy {id: 'x'}) | version 'x' is no PolicyVersion",
                "MATCH (f:MetaPolicy) CREATE (f)-[:HAS_VERSION]->(:PolicyVersion) | version null: id is missing",
                "MATCH (v:PolicyVersion {id: 'v2'}) CREATE (:MetaPolicy {id: 'g'})-[:HAS_VERSION]->(v)"
                        + " | version 'v2' belongs to [f, g]",
                "MATCH (v:PolicyVersion {id: 'v2'}) CREATE (v)-[:HAS_EVIDENCE]->(:VersionEvidence)"
                        + " | version 'v2' has a link HAS_EVIDENCE",
                "MATCH (v:PolicyVersion {id: 'v2'}) CREATE (v)-[:MADE_BY]->(:GovernanceEvent {id: 'x'})"
                        + " | version 'v2' has a link MADE_BY",
                "MATCH (v:PolicyVersion {id: 'v2'}) CREATE (v)-[:HAS_TRUST_STATE]->(:Policy {id: 'x'})"
                        + " | version 'v2' has HAS_TRUST_STATE lead to what is no PolicyTrustSnapshot",
                "MATCH (v:PolicyVersion {id: 'v2'}) CREATE (:MetaPolicy {id: 'g'})-[:DEFAULT_POLICY]->(v)"
                        + " | version 'v2' is linked by DEFAULT_POLICY from another node",
                "MATCH (v:PolicyVersion {id: 'v3'}) SET v.parent_version_id = 'v1'"
                        + " | version 'v3': parent_version_id is 'v1' and PREVIOUS_VERSION leads to [v2]",
                "MATCH (v:PolicyVersion {id: 'v2'}) SET v.limited_contexts = ['home'] | version 'v2' has a property limited_contexts",
                "MATCH (v:PolicyVersion {id: 'v2'}) SET v.suspended_contexts = ['home'] | version 'v2' has a property suspended_contexts",
                "MATCH (v:PolicyVersion {id: 'v1'}) CREATE (v)-[:PREVIOUS_VERSION]->(:PolicyVersion {id: 7})"
                        + " | version 'v1' has PREVIOUS_VERSION lead to what has no text as id",
                "MATCH (v:PolicyVersion {id: 'v3'}) SET v.context_dim = 9223372036854775807 | version 'v3': context_dim is",
                "MATCH (v:PolicyVersion {id: 'v3'}) SET v.context_dim = point({x: 1, y: 2}) | version 'v3': context_dim is",
            })
    void whatKeepsItFromBeingTakenOverIsNamed(String edit, String problem) {
        NEO4J.run(edit);
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.adopt('f', 'it goes on')"))
                .hasMessageContaining("cannot adopt meta-policy 'f'")
                .hasMessageContaining(problem);
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'v1'}) RETURN v.status AS status"))
                .containsExactly(Map.of("status", "LIVE"));
    }

    @Test
    void whatStandsInAnotherTypeBecomesTheTextThatTheTrailTells() {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: 'v1'}) SET v.parameters_blob = point({x: 1, y: 2}), v.version_tag = time('10:00Z')");
        NEO4J.run("CALL metapolicy.adopt('f', 'it goes on under governance')");
        assertThat(one("MATCH (v:PolicyVersion {id: 'v1'}) RETURN v.parameters_blob AS blob, v.version_tag AS tag"))
                .allSatisfy((key, value) -> assertThat(value).isInstanceOf(String.class));
        NEO4J.run("CALL metapolicy.resume('v1', 'its parameters are those that it was taken over with')");
        verified();
    }

    @Test
    void ofManyAtOnceOneTakesOverAndNothingIsLost() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Boolean>> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                boolean refreshes = i % 2 == 1;
                clients.add(threads.submit(() -> {
                    try {
                        NEO4J.run(refreshes ? "CALL metapolicy.refreshTrust()" : "CALL metapolicy.adopt('f', 'mine')");
                        return !refreshes;
                    } catch (QueryExecutionException refused) {
                        assertThat(refused).hasMessageContaining("is governed already");
                        return false;
                    }
                }));
            }
            int adopted = 0;
            for (Future<Boolean> client : clients) {
                adopted += Patience.result(client) ? 1 : 0;
            }
            assertThat(adopted).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(one("MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(e) RETURN e.outcomes AS n"))
                .isEqualTo(Map.of("n", 120L));
        verified();
    }

    @Test
    void noSnapshotOfOnesOwnIsHiddenAmongThoseOfBefore() {
        NEO4J.run("CALL metapolicy.adopt('f', 'it goes on')");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        NEO4J.run("MATCH (s:PolicyTrustSnapshot {id: 'v1:t1:2'}) SET s:AdoptedSnapshot");
        assertThat(one("CALL metapolicy.audit.verify('f') YIELD problem"))
                .containsEntry("problem", "version 'v1' has other snapshots of before than event 2 took over");
        NEO4J.run("MATCH (s:PolicyTrustSnapshot {id: 'v1:t1:2'}) REMOVE s:AdoptedSnapshot");
        NEO4J.run("MATCH (s:PolicyTrustSnapshot {id: 'v2:t1'}) SET s:AdoptedSnapshot");
        assertThat(one("CALL metapolicy.audit.verify('f') YIELD problem"))
                .containsEntry("problem", "version 'v2' has other snapshots of before than event 3 took over");
        NEO4J.run("MATCH (s:PolicyTrustSnapshot {id: 'v2:t1'}) REMOVE s:AdoptedSnapshot");
        NEO4J.run("MATCH (s:PolicyTrustSnapshot {id: 'v1:t4'}) REMOVE s:AdoptedSnapshot");
        assertThat(one("CALL metapolicy.audit.verify('f') YIELD ok")).containsEntry("ok", false);
    }

    @Test
    void onlyAnApproverOfTheGraphTakesOver() {
        NEO4J.run("MATCH (f:MetaPolicy {id: 'f'}) SET f.approvers = ['mallory']");
        assertThatThrownBy(() -> NEO4J.runAs("mallory", "CALL metapolicy.adopt('f', 'mine')", Map.of()))
                .hasMessageContaining("adopt needs an approver of the graph");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.adopt('g', 'x')"))
                .hasMessageContaining("there is no meta-policy 'g'");
        NEO4J.run("CALL metapolicy.create({id: 'g'}, 'another')");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.adopt('g', 'x')"))
                .hasMessageContaining("is governed already");
    }
}
