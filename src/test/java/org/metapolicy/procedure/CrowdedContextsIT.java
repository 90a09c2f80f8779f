package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** A candidate's writer puts trial ids into context_cluster: the default serves on with the trust that it had. */
class CrowdedContextsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aDefaultThatMeetsFourContexts() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run("CALL metapolicy.create({id: 'F', scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'x')");
        NEO4J.run("CALL metapolicy.registerVersion('F', {id: 'F.a', policy_id: 'p'}, 'x')");
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
        NEO4J.run("CALL metapolicy.registerVersion('F', {id: 'F.b', policy_id: 'p'}, 'x')");
        episodes("F.a", 0, 300, "'c' + i % 4");
        NEO4J.run("CALL metapolicy.refreshTrust('F')");
    }

    @Test
    void trialIdsOfTheCandidateMoveNothingOfTheDefault() {
        Map<String, Object> before = trust("F.a");
        assertThat(problem()).isNull();
        episodes("F.b", 0, 5_000, "'trial-' + i");
        NEO4J.run("CALL metapolicy.refreshTrust('F')");
        episodes("F.a", 300, 325, "'c' + i % 4");
        NEO4J.run("CALL metapolicy.refreshTrust('F')");

        assertThat((Double) trust("F.a").get("pci")).isCloseTo((Double) before.get("pci"), within(0.02));
        assertThat((Double) trust("F.a").get("pciKnown")).isCloseTo((Double) before.get("pciKnown"), within(0.02));
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'F.a'}) RETURN v.status AS status"))
                .containsExactly(Map.of("status", "LIVE"));
        assertThat(known()).hasSize(65).startsWith("c0", "c1", "c2", "c3").endsWith("other");
        assertThat((String) problem()).contains("clusters_max 64").contains("'other'");
        recountAgrees();
    }

    @Test
    void namesOfAnyLengthAreBoundedToo() {
        NEO4J.run("CALL metapolicy.configure('F', {clusters_max: 3}, 'three are enough')");
        episodes("F.b", 0, 60, "'trial-' + i + reduce(text = '', k IN range(1, 100) | text + 'xxxxxxxxxx')");
        NEO4J.run("CALL metapolicy.refreshTrust('F')");

        assertThat(known()).containsExactly("c0", "c1", "c2", "c3", "other");
        assertThat(trust("F.b").get("incomplete").toString()).contains("breadth");
        assertThat(NEO4J.run("CALL metapolicy.status('F')").get(0)).containsEntry("invalidEpisodes", 60L);
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode {id: 'F.b-7'}) RETURN e.invalid_reason AS reason")
                        .get(0)
                        .get("reason"))
                .isEqualTo("context_cluster has 1007 characters: it must have 128 at the most, and tells no context"
                        + " from another");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.clusterContexts('F', {k: 4})"))
                .hasMessageContaining("clusters_max of meta-policy 'F' keeps 3");
        recountAgrees();
    }

    private static void recountAgrees() {
        List<String> known = known();
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('F', {recount: true}) YIELD problem"))
                .extracting(row -> row.get("problem"))
                .containsOnlyNulls();
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('F', {mode: 'FULL'}) YIELD reason"))
                .allMatch(row -> row.get("reason").toString().contains("the recount agrees"));
        assertThat(known()).isEqualTo(known);
    }

    private static List<String> known() {
        return List.of((String[]) NEO4J.run("MATCH (n:FamilyEvidence) RETURN n.clusters AS clusters")
                .get(0)
                .get("clusters"));
    }

    private static Object problem() {
        return NEO4J.run("CALL metapolicy.status('F')").get(0).get("problem");
    }

    private static Map<String, Object> trust(String version) {
        return NEO4J.run("CALL metapolicy.computePCI($version)", Map.of("version", version))
                .get(0);
    }

    private static void episodes(String version, int from, int to, String cluster) {
        NEO4J.run(
                "UNWIND range($from, $to - 1) AS i CREATE (e:PolicyEpisode {id: $version + '-' + i,"
                        + " policy_version_id: $version, human_override: i % 10 = 0, context_cluster: " + cluster + ","
                        + " timestamp: datetime('2026-01-01T00:00:00Z') + duration({seconds: i})})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: $version + '-o' + i, reward: 0.3 + 0.1 * (i % 3)})",
                Map.of("version", version, "from", from, "to", to));
    }
}
