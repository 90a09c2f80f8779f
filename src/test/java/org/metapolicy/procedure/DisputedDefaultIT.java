package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.testing.SharedNeo4j;

/** A default that cannot be read is not none: whom the comparison with it holds back is not proposed for want of it. */
class DisputedDefaultIT {
    private static final String BASELINE =
            "MATCH (:MetaPolicy {id: 'f'})-[:HAS_VERSION]->(v) WHERE v.created_by = 'owner'"
                    + " AND v.version_tag = 'baseline' ";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Trusted, and beside a baseline that earns more. */
    @BeforeEach
    void aCandidateThatTheComparisonHoldsBack() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f', pci_critical: 0.01, pci_min: 0.02, select_min: 0.03,"
                + " pci_promote: 0.2}, 'a pilot')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'baseline', version_tag: 'baseline'}, 'nothing fancy')");
        NEO4J.run("CALL metapolicy.promote('baseline', 'known to be harmless', {override: true})");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v'}, 'an idea')");
        episodes("baseline", 150, 0.9);
        episodes("v", 150, 0.3);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(proposals()).isEmpty();
        assertThat(blocks()).anyMatch(block -> block.contains("it is not certain that it is at most worse_margin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (e:GovernanceEvent {action: 'PROMOTED'}) SET e.to_status = 7",
                "MATCH (e:GovernanceEvent {action: 'PROMOTED'}) REMOVE e.to_status",
                "MATCH (:MetaPolicy {id: 'f'})-[d:DEFAULT_POLICY]->() DELETE d",
                "MATCH (m:MetaPolicy {id: 'f'})-[d:DEFAULT_POLICY]->() DELETE d WITH m"
                        + " MATCH (v:PolicyVersion {id: 'v'}) CREATE (m)-[:DEFAULT_POLICY]->(v)",
                BASELINE + "SET v.id = 7",
                BASELINE + "REMOVE v.id"
            })
    void nobodyIsProposedBesideIt(String edit) {
        NEO4J.run(edit);
        episodes("v", 25, 0.3);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(proposals()).isEmpty();
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f') YIELD ok")).containsExactly(Map.of("ok", false));
    }

    @Test
    void thePlanSaysWhy() {
        NEO4J.run("MATCH (:MetaPolicy {id: 'f'})-[d:DEFAULT_POLICY]->() DELETE d");
        assertThat(blocks())
                .contains("who the default is cannot be read: by the trail it is 'baseline', DEFAULT_POLICY leads to no"
                        + " version; nobody is proposed until it is mended, see metapolicy.audit.verify('f')");
    }

    @Test
    void onceItIsMendedTheComparisonDecides() {
        NEO4J.run("MATCH (m:MetaPolicy {id: 'f'})-[d:DEFAULT_POLICY]->() DELETE d");
        NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})");
        NEO4J.run(
                "MATCH (m:MetaPolicy {id: 'f'}), (v:PolicyVersion {id: 'baseline'}) CREATE (m)-[:DEFAULT_POLICY]->(v)");
        episodes("v", 400, 0.9);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(blocks()).noneMatch(block -> block.contains("who the default is"));
    }

    private static List<Object> proposals() {
        return NEO4J.run("CALL metapolicy.proposals('f') YIELD versionId").stream()
                .map(row -> row.get("versionId"))
                .toList();
    }

    private static List<String> blocks() {
        return NEO4J
                .run("CALL metapolicy.plan('f') YIELD versionId, blocks WHERE versionId = 'v' UNWIND blocks AS one"
                        + " RETURN one")
                .stream()
                .map(row -> (String) row.get("one"))
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
