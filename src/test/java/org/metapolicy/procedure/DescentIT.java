package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.testing.SharedNeo4j;

/** What versions descend from, where somebody wrote it by hand. */
class DescentIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamilyMadeByHand() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run(
                "CREATE (f:MetaPolicy {id: 'f', status: 'ACTIVE'}) WITH f UNWIND ['a', 'b', 'c'] AS id"
                        + " CREATE (f)-[:HAS_VERSION]->(:PolicyVersion {id: id, version_tag: '1.0.' + id, status: 'CANDIDATE'})");
        NEO4J.run("MATCH (b:PolicyVersion {id: 'b'}), (a:PolicyVersion {id: 'a'}) CREATE (b)-[:PREVIOUS_VERSION]->(a)");
        NEO4J.run("CREATE (:MetaPolicy {id: 'g'})-[:HAS_VERSION]->(:PolicyVersion {id: 'g.v'})");
    }

    private static Object problem() {
        return NEO4J.run("CALL metapolicy.audit.verify('f') YIELD problem RETURN problem")
                .get(0)
                .get("problem");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "MATCH (v:PolicyVersion {id: 'a'}) CREATE (v)-[:PREVIOUS_VERSION]->(v)"
                        + " | version 'a' has parent_version_id 'a' and descends from itself",
                "MATCH (v:PolicyVersion {id: 'a'}), (b:PolicyVersion {id: 'b'}) CREATE (v)-[:PREVIOUS_VERSION]->(b)"
                        + " | version 'a' has parent_version_id 'b' and descends from itself",
                "MATCH (v:PolicyVersion {id: 'c'}) SET v.parent_version_id = 'c'"
                        + " | version 'c' has parent_version_id 'c' and descends from itself",
                "MATCH (v:PolicyVersion {id: 'c'}) SET v.parent_version_id = 'g.v'"
                        + " | version 'c' has parent_version_id 'g.v', which is no version of its meta-policy",
                "MATCH (v:PolicyVersion {id: 'c'}), (o:PolicyVersion {id: 'g.v'}) CREATE (v)-[:PREVIOUS_VERSION]->(o)"
                        + " | version 'c' has PREVIOUS_VERSION lead to 'g.v', which is no version of its meta-policy",
                "MATCH (v:PolicyVersion {id: 'c'}) CREATE (v)-[:PREVIOUS_VERSION]->(:Policy {id: 'a'})"
                        + " | version 'c' has PREVIOUS_VERSION lead to 'a', which is no version of its meta-policy",
            })
    void noVersionComesFromItselfOrFromElsewhere(String edit, String why) {
        NEO4J.run(edit);
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.adopt('f', 'it goes on')"))
                .hasMessageContaining("cannot adopt meta-policy 'f': " + why);
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {meta_policy_id: 'f'}) RETURN e"))
                .isEmpty();
    }

    /** Where it leads, and not the id there, is what lineage and pictures follow. */
    @Test
    void aLinkToAnotherNodeOfTheSameIdIsFound() {
        NEO4J.run("CALL metapolicy.adopt('f', 'it goes on')");
        assertThat(problem()).isNull();
        NEO4J.run("MATCH (b:PolicyVersion {id: 'b'})-[r:PREVIOUS_VERSION]->() DELETE r"
                + " CREATE (b)-[:PREVIOUS_VERSION]->(:Policy {id: 'a'})");
        assertThat(problem().toString())
                .contains("PREVIOUS_VERSION of PolicyVersion 'b' leads to Policy 'a', which is no version of the"
                        + " meta-policy");
    }

    @Test
    void aCircleIsReadToItsEndAndEachVersionOnce() {
        NEO4J.run("CALL metapolicy.adopt('f', 'it goes on')");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'a'}), (b:PolicyVersion {id: 'b'})"
                + " CREATE (v)-[:PREVIOUS_VERSION]->(b), (v)-[:PREVIOUS_VERSION]->(v) SET v.parent_version_id = 'b'");
        assertThat(NEO4J.run("CALL metapolicy.lineage('f') YIELD versionId, depth RETURN versionId, depth"))
                .as("each once, though one of them has two links")
                .extracting(row -> row.get("versionId"))
                .containsExactlyInAnyOrderElementsOf(List.of("a", "b", "c"));
        assertThat(problem().toString()).contains("another parent_version_id");
    }

    /** Each spawned from the one before, as a refresh with auto_branch makes them. */
    @Test
    void manyGenerationsAreRead() {
        NEO4J.run("UNWIND range(1, 20000) AS i MATCH (f:MetaPolicy {id: 'g'})"
                + " CREATE (f)-[:HAS_VERSION]->(:PolicyVersion {id: 'n' + i, n: i})");
        NEO4J.run("MATCH (v:PolicyVersion) WHERE v.n > 1 MATCH (p:PolicyVersion {id: 'n' + (v.n - 1)})"
                + " CREATE (v)-[:PREVIOUS_VERSION]->(p)");
        assertThat(NEO4J.run("CALL metapolicy.lineage('g') YIELD depth RETURN max(depth) AS deepest, count(*) AS n"))
                .containsExactly(Map.of("deepest", 19_999L, "n", 20_001L));
    }
}
