package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** The queries of cypher/ that a compliance officer runs. */
class ComplianceQueriesIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aPromotionOnEvidenceAfterAnOverriddenOne() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f', pci_critical: 0.01, pci_min: 0.02, select_min: 0.03,"
                + " pci_promote: 0.2}, 'a pilot')");
        for (String id : List.of("v1", "v2")) {
            NEO4J.run("CALL metapolicy.registerVersion('f', {id: $id}, 'an idea')", Map.of("id", id));
        }
        NEO4J.run("CALL metapolicy.promote('v1', 'we must start somewhere', {override: true})");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v2'}) UNWIND range(1, 150) AS i WITH v, i"
                + " CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: 'e' + i, policy_version_id: 'v2', timestamp: datetime(),"
                + " human_override: false, context_cluster: toString(i % 3)})-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + i,"
                + " episode_id: 'e' + i, reward: 0.9 - 0.1 * (i % 2), delta_coherence: 0.1, recorded_at: datetime()})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        NEO4J.run("CALL metapolicy.promote('v2', 'the figures hold')");
        NEO4J.run("CALL metapolicy.rollback('v1', 'no longer needed')");
    }

    @Test
    void whatWasLiveWhen() throws IOException {
        assertThat(query("live-intervals"))
                .extracting(row -> row.get("role") + " " + row.get("versionId") + " until "
                        + (row.get("until") == null ? "now" : row.get("endedBecause")))
                .containsExactlyInAnyOrder(
                        "LIVE v1 until no longer needed",
                        "DEFAULT v1 until the figures hold",
                        "LIVE v2 until now",
                        "DEFAULT v2 until now");
    }

    @Test
    void whatEndedByItselfIsNoPersonsDoing() throws IOException {
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v2'}) UNWIND range(1, 200) AS i WITH v, i CREATE (v)-[:EVALUATED_IN]->"
                + "(:PolicyEpisode {id: 'bad' + i, policy_version_id: 'v2', timestamp: datetime(), human_override: true})"
                + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'bad' + i, episode_id: 'bad' + i, reward: -0.9,"
                + " safety_flag: true, recorded_at: datetime()})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(query("live-intervals"))
                .filteredOn(row -> "v2".equals(row.get("versionId")) && "LIVE".equals(row.get("role")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("startedByKind", "HUMAN")
                        .containsEntry("endedByKind", "AUTOMATIC"));
    }

    @Test
    void whoApprovedWhat() throws IOException {
        assertThat(query("approvals"))
                .extracting(row -> row.get("action") + " " + row.get("versionId") + " by " + row.get("approvedBy"))
                .containsExactly("PROMOTED v2 by owner", "PROMOTED v1 by owner", "CREATED null by owner");
    }

    @Test
    void whichRefusalsWereOverridden() throws IOException {
        assertThat(query("overridden-refusals"))
                .extracting(row -> row.get("versionId") + ": " + row.get("reason"))
                .containsExactly("v1: we must start somewhere");
    }

    @Test
    void whichPromotionsLostTheirEvidence() throws IOException {
        assertThat(query("promotions-on-lost-evidence")).isEmpty();
        NEO4J.run("MATCH (e:PolicyEpisode)-[:HAS_OUTCOME]->(o:PolicyOutcome {id: 'o7'}) DETACH DELETE e, o");
        assertThat(query("promotions-on-lost-evidence"))
                .extracting(row ->
                        row.get("versionId") + " rested on " + row.get("restedOn") + ", left " + row.get("standing"))
                .containsExactly("v2 rested on 150, left 149");
    }

    private static List<Map<String, Object>> query(String name) throws IOException {
        return NEO4J.run(Files.readString(Path.of("cypher", name + ".cypher")), Map.of("metaPolicyId", "f"));
    }
}
