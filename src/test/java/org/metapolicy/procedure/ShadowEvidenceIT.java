package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** What a version would have done alike counts for it as shadow evidence, apart from its live trust. */
class ShadowEvidenceIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final String SHADOWED = """
            CYPHER 5
            MATCH (base:PolicyVersion {id: 'base'}), (next:PolicyVersion {id: 'next'})
            UNWIND range(1, $count) AS i
            CREATE (base)-[:EVALUATED_IN]->(e:PolicyEpisode {id: $prefix + i, context_cluster: 'c' + i % 4,
                timestamp: datetime({epochSeconds: i}), chosen_intervention_id: 'hint',
                suggested_intervention_id: $suggested})
            CREATE (next)-[:SUGGESTED_IN]->(e)
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: $prefix + i, reward: 0.5 + (i % 3) / 10.0,
                delta_coherence: 0.1})
            """;

    @BeforeEach
    void aBaselineThatIsServedAndACandidateThatIsSuggested() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a test')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'base', policy_id: 'p'}, 'a test')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'next', policy_id: 'p'}, 'a test')");
        NEO4J.run("CALL metapolicy.promote('base', 'a test', {override: true})");
    }

    @Test
    void agreementCountsAsShadowEvidenceAndProposesNobody() {
        shadowed("agree-", "hint", 100);

        Map<String, Object> row = refreshed("{}");

        assertThat(row).containsEntry("action", "NONE").containsEntry("newOutcomes", 0L);
        assertThat(NEO4J.run(
                        "CALL metapolicy.plan('f') YIELD versionId, blocks WHERE versionId = 'next' RETURN blocks"))
                .containsExactly(Map.of(
                        "blocks",
                        List.of("nothing compares it with the default 'base': no decision tells what both would have"
                                + " done, and they have not both decided anything since comparisons are kept")));
        assertThat(evidence()).containsEntry("n", 0L).containsEntry("shadowN", 100L);
        assertThat((Double) evidence().get("shadowTrust")).isBetween(0.45, 1.0);
        assertThat((Double) row.get("trustScore")).isZero();
    }

    @Test
    void disagreementCountsForNobodyButTheVersionThatWasServed() {
        shadowed("differ-", "rest", 100);

        assertThat(refreshed("{}")).containsEntry("action", "NONE");
        assertThat(evidence()).containsEntry("shadowN", 0L).containsEntry("shadowTrust", null);
    }

    @Test
    void aRecountFindsTheSameShadowEvidence() {
        shadowed("agree-", "hint", 60);
        refreshed("{}");
        Map<String, Object> before = evidence();

        assertThat((String) refreshed("{mode: 'FULL'}").get("reason")).endsWith("the recount agrees");
        assertThat(evidence()).isEqualTo(before);
    }

    @Test
    void anAlarmOfItThatIsNoneIsNamed() {
        shadowed("agree-", "hint", 60);
        refreshed("{}");
        assertThat(verified()).isNull();
        NEO4J.run("MATCH (:PolicyVersion {id: 'next'})-[:HAS_EVIDENCE]->(e) SET e.shadow_alarm = 'no'");
        assertThat(verified()).isEqualTo("version 'next' has shadow_alarm 'no', a text: it must be true or false");
    }

    private static Object verified() {
        return NEO4J.run("CALL metapolicy.audit.verify('f') YIELD problem RETURN problem")
                .get(0)
                .get("problem");
    }

    private static void shadowed(String prefix, String suggested, int count) {
        NEO4J.run(SHADOWED, Map.of("prefix", prefix, "suggested", suggested, "count", count));
    }

    private static Map<String, Object> refreshed(String options) {
        return NEO4J.run("CALL metapolicy.refreshTrust('f', " + options + ")").stream()
                .filter(row -> row.get("versionId").equals("next"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> evidence() {
        return NEO4J.run("MATCH (:PolicyVersion {id: 'next'})-[:HAS_EVIDENCE]->(e) RETURN e.n AS n,"
                        + " coalesce(e.shadow_n, 0) AS shadowN, e.shadow_trust AS shadowTrust")
                .get(0);
    }
}
