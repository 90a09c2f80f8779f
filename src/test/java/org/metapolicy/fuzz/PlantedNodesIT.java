package org.metapolicy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/**
 * Nodes that somebody put beside those of governance, or took away, whole or in parts: every call answers or refuses in
 * words, another family is refreshed all the same, and verify names what was done.
 */
class PlantedNodesIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final String PROPOSAL = "MATCH (f:MetaPolicy {id: 'f'}), (v:PolicyVersion {id: 'f.c'})"
            + " CREATE (f)-[:HAS_PROPOSAL]->(p:PromotionProposal)-[:PROPOSES]->(v) SET p = ";
    private static final String SNAPSHOT =
            "MATCH (v:PolicyVersion {id: 'f.a'}) CREATE (v)-[:HAS_TRUST_STATE]->(s:PolicyTrustSnapshot) SET s = ";
    private static final String EVENT =
            "MATCH (f:MetaPolicy {id: 'f'}) CREATE (f)-[:HAS_EVENT]->(e:GovernanceEvent) SET e = ";

    private static final List<String> DONE = List.of(
            PROPOSAL + "{id: 'planted'}",
            PROPOSAL + "{id: 'planted', state: 'OPEN'}",
            PROPOSAL + "{id: 'planted', state: 'OPEN', version_id: 'f.c', meta_policy_id: 'f'}",
            PROPOSAL + "{id: 'planted', state: 'OPEN', version_id: 'f.c', created_at: datetime(), evidence: 7}",
            PROPOSAL + "{id: 'planted', state: 'SOON', version_id: 'f.c', created_at: datetime()}",
            PROPOSAL + "{id: 'planted', state: 7, version_id: 4, created_at: 'now', parameters_hash: [1]}",
            PROPOSAL + "{id: 'planted', state: 'REJECTED', version_id: 'f.c', created_at: datetime()}",
            PROPOSAL + "{state: 'OPEN', version_id: 'f.c', created_at: datetime()}",
            SNAPSHOT + "{id: 'planted'}",
            SNAPSHOT + "{id: 'planted', t: 1}",
            SNAPSHOT + "{id: 'planted', t: 'first'}",
            SNAPSHOT + "{id: 'planted', t: 9223372036854775807}",
            SNAPSHOT + "{id: 'planted', t: -5, trust_score: 'high', created_at: 'then'}",
            "MATCH (v:PolicyVersion {id: 'f.a'}) CREATE (v)-[:HAS_TRUST_STATE]->()",
            EVENT + "{}",
            EVENT + "{id: 'f#99', seq: 99}",
            EVENT + "{id: 7, seq: 'last', action: [1], created_at: 'then'}",
            EVENT
                    + "{id: 'f#2b', seq: 2, action: 'PROMOTED', version_id: 'f.c', to_status: 'LIVE', created_at: datetime()}",
            "MATCH (f:MetaPolicy {id: 'f'}) CREATE (f)-[:LAST_EVENT]->(:GovernanceEvent {seq: 1000})",
            "MATCH (f:MetaPolicy {id: 'f'}) CREATE (f)-[:HAS_EVENT]->()",
            "MATCH (:MetaPolicy {id: 'f'})-[:DEFAULT_POLICY]->(v) DETACH DELETE v",
            "MATCH (:MetaPolicy {id: 'f'})-[:FALLBACK_POLICY]->(v) DETACH DELETE v",
            "MATCH (:MetaPolicy {id: 'f'})-[:HAS_VERSION]->(v) DETACH DELETE v",
            "MATCH (:PolicyVersion {id: 'f.a'})-[:HAS_EVIDENCE]->(n) DETACH DELETE n",
            "MATCH (:PolicyVersion {id: 'f.a'})-[:HAS_TRUST_STATE]->(n) DETACH DELETE n",
            "MATCH (:MetaPolicy {id: 'f'})-[:LAST_EVENT]->(e) DETACH DELETE e",
            "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVENT]->(e {seq: 1}) DETACH DELETE e",
            "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVENT]->(e) DETACH DELETE e");

    private static final List<String> CALLS = List.of(
            "CALL metapolicy.status('f')",
            "CALL metapolicy.select('f', {seed: 3, participant_id: 'f.p'})",
            "CALL metapolicy.active({participant_id: 'f.p'})",
            "CALL metapolicy.step('f', 'f.t', {context: [0.3, 0.4], seed: 5})",
            "CALL metapolicy.versions('f')",
            "CALL metapolicy.lineage('f')",
            "CALL metapolicy.proposals('f')",
            "CALL metapolicy.approve('planted', 'why')",
            "CALL metapolicy.reject('planted', 'why')",
            "CALL metapolicy.trustHistory('f.a')",
            "CALL metapolicy.computePCI('f.a')",
            "CALL metapolicy.calibration('f')",
            "CALL metapolicy.plan('f')",
            "CALL metapolicy.audit('f')",
            "CALL metapolicy.audit.verify('f', {recount: true})",
            "CALL metapolicy.defaultAt('f', '2026-06-01')",
            "CALL metapolicy.promote('f.c', 'why', {override: true})",
            "CALL metapolicy.rollback('f.a', 'why')",
            "CALL metapolicy.pause('f.a', 'why')",
            "CALL metapolicy.setStatus('f', 'PAUSED', 'why')",
            "CALL metapolicy.configure('f', {patience: 5}, 'why')");

    private static final String OTHER =
            "MATCH (:MetaPolicy {id: 'g'})-[:HAS_EVIDENCE]->(e) RETURN toString(e.refreshed_at)";

    @AfterEach
    void empty() {
        NEO4J.run("MATCH (n) DETACH DELETE n");
    }

    static List<String> done() {
        return DONE;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("done")
    void isAnsweredInWordsAndNamed(String done) {
        List<String> wrong = new ArrayList<>();
        new FuzzWorld(NEO4J).build();
        NEO4J.run(done);
        for (String call : CALLS) {
            tried(call, wrong);
        }
        if (Boolean.TRUE.equals(first("CALL metapolicy.audit.verify('f') YIELD ok RETURN ok"))) {
            wrong.add("is named by nobody");
        }
        Object before = first(OTHER);
        FuzzIT.REFRESHES.forEach(refresh -> tried(refresh, wrong));
        if (before.equals(first(OTHER))) {
            wrong.add("the other family is refreshed no more");
        }
        assertThat(String.join("\n\n", wrong)).isEmpty();
    }

    private static void tried(String call, List<String> wrong) {
        try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            tx.execute(call).resultAsString();
        } catch (RuntimeException refused) {
            Throwable root = RawErrors.rootOf(refused);
            if (root != null) {
                wrong.add(call + "\n  " + root + "\n  at " + RawErrors.where(root));
            }
        }
    }

    private static Object first(String query) {
        return NEO4J.run(query).get(0).values().iterator().next();
    }
}
