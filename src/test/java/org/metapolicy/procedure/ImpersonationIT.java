package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/** A session that acts as somebody else approves nothing, and what it may do is recorded with both names. */
class ImpersonationIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** 'live' is the default, 'v' a candidate, 'paused' paused. */
    private static void aFamily() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        for (String id : List.of("live", "v", "paused")) {
            NEO4J.run("CALL metapolicy.registerVersion('f', {id: $id}, 'one')", Map.of("id", id));
        }
        NEO4J.run("CALL metapolicy.promote('live', 'go', {override: true})");
        NEO4J.run("CALL metapolicy.pause('paused', 'look closer')");
    }

    @TestFactory
    Stream<DynamicTest> approvesNothing() {
        aFamily();
        NEO4J.run("MATCH (f:MetaPolicy {id: 'f'}), (v:PolicyVersion {id: 'v'}) CREATE (f)-[:HAS_PROPOSAL]->"
                + "(:PromotionProposal {id: 'p', meta_policy_id: 'f', version_id: 'v', state: 'OPEN', reason: 'x',"
                + " evidence: '{}', parameters_hash: v.parameters_hash, created_at: datetime()})-[:PROPOSES]->(v)");
        return Map.ofEntries(
                        Map.entry("promote", "CALL metapolicy.promote('v', 'x', {override: true})"),
                        Map.entry("promote ", "CALL metapolicy.approve('p', 'x')"),
                        Map.entry("reject", "CALL metapolicy.reject('p', 'x')"),
                        Map.entry("resume", "CALL metapolicy.resume('paused', 'x')"),
                        Map.entry("setFallback", "CALL metapolicy.setFallback('live', 'x')"),
                        Map.entry("setMode", "CALL metapolicy.setMode('f', 'ACTIVE', 'x')"),
                        Map.entry("setStatus ACTIVE", "CALL metapolicy.setStatus('f', 'ACTIVE', 'x')"),
                        Map.entry("configure", "CALL metapolicy.configure('f', {pci_promote: 0.5}, 'x')"),
                        Map.entry("clusterContexts", "CALL metapolicy.clusterContexts('f', {k: 2})"),
                        Map.entry("create", "CALL metapolicy.create({id: 'g'}, 'x')"),
                        Map.entry("grantApprover", "CALL metapolicy.grantApprover('eve', 'x')"),
                        Map.entry("revokeApprover", "CALL metapolicy.revokeApprover('owner', 'x')"))
                .entrySet()
                .stream()
                .map(call -> DynamicTest.dynamicTest(call.getValue(), () -> {
                    // Neither an approver who acts as another, nor another who acts as an approver.
                    for (List<String> names : List.of(List.of("owner", "eve"), List.of("eve", "owner"))) {
                        assertThatThrownBy(() -> as(names.get(0), names.get(1), call.getValue()))
                                .hasRootCauseMessage(call.getKey().strip()
                                        + " needs an approver in person: this session of '" + names.get(0)
                                        + "' impersonates '" + names.get(1) + "'");
                    }
                }));
    }

    @Test
    void startsARefreshWhoseStopsAreRecordedWithBothNames() {
        aFamily();
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v'}) UNWIND range(1, 120) AS i CREATE (v)-[:EVALUATED_IN]->"
                + "(:PolicyEpisode {id: 'e' + i, timestamp: datetime(), human_override: false})-[:HAS_OUTCOME]->"
                + "(:PolicyOutcome {id: 'o' + i, episode_id: 'e' + i, reward: -0.9, recorded_at: datetime()})");
        as("ada", "eve", "CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("CALL metapolicy.audit('f', {limit: 1}) YIELD action, actor, actorKind, evidence"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row)
                            .containsEntry("action", "PAUSED")
                            .containsEntry("actor", "ada")
                            .containsEntry("actorKind", "AUTOMATIC");
                    assertThat((String) row.get("evidence")).contains("\"impersonating\":\"eve\"");
                });
    }

    private static List<Map<String, Object>> as(String authenticated, String executing, String call) {
        try (Transaction tx = NEO4J.beginImpersonating(authenticated, executing)) {
            List<Map<String, Object>> rows = tx.execute(call).stream().toList();
            tx.commit();
            return rows;
        }
    }
}
