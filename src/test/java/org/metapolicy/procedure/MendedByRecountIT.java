package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.procedure.VerifiedRecord.holds;
import static org.metapolicy.procedure.VerifiedRecord.problem;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.testing.SharedNeo4j;

/** What a recount is told to mend, it does: running evidence that cannot be read any more. */
class MendedByRecountIT {
    private static final String EVIDENCE = "MATCH (v:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e) ";
    private static final String FAMILY = "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(t) ";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aVersionWithALongRecord() {
        VerifiedRecord.begin();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EVIDENCE + "SET e.state = 'x'",
                EVIDENCE + "SET e.state = '{}'",
                EVIDENCE + "SET e.state = 7",
                EVIDENCE + "REMOVE e.state",
                EVIDENCE + "SET e.state = '{\"format\": 99}'",
                EVIDENCE + "SET e.shadow_state = 'x'",
                FAMILY + "SET t.differences = 'x'",
                FAMILY + "SET t.differences = 7",
                FAMILY + "SET t.clusters = 7",
                FAMILY + "REMOVE t.counted"
            })
    void aRecountCountsItAnew(String edit) {
        NEO4J.run(edit);
        assertThat(problem(true)).isNotNull();
        VerifiedRecord.episodes(311, 340);
        NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})");
        holds();
    }

    /** The trail tells of its promotion for ever. */
    @Test
    void aVersionWhoseNodeWasDeletedKeepsNoOtherFromIt() {
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'gone'}, 'another idea')");
        NEO4J.run("CALL metapolicy.promote('v', 'good', {override: true})");
        NEO4J.run("CALL metapolicy.promote('gone', 'better', {override: true})");
        NEO4J.run("CALL metapolicy.rollback('gone', 'not so')");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'gone'})-[:HAS_EVIDENCE]->(e) DETACH DELETE v, e");
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'}) YIELD versionId, reason"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("versionId", "v");
                    assertThat((String) row.get("reason")).contains("the recount agrees");
                });
    }

    /** Of people who are known with the version, three of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET p.sums = 'x'",
                "SET p.sums = [1.0]",
                "REMOVE p.sums",
                "SET p.watch = 'x'",
                "SET p.places = 'x'",
                "SET p.participant_id = 7",
                "SET p.policy_version_id = 7",
                "SET p.id = 7",
                "SET p.id = 'v'",
                "DELETE p"
            })
    void ofPeopleToo(String edit) {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: 'v'}) UNWIND range(1, 60) AS i CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode"
                        + " {id: 'p' + i, participant_id: 'p' + (i % 3), timestamp: datetime({epochSeconds: 1000 + i}),"
                        + " human_override: false, context_cluster: '1'})-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'p' + i + ':o',"
                        + " episode_id: 'p' + i, reward: 0.4, delta_coherence: 0.05})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        holds();
        NEO4J.run("MATCH (p:ParticipantEvidence) WITH p ORDER BY p.id LIMIT 1 "
                + edit.replace("DELETE", "DETACH DELETE"));
        assertThat(problem(true)).isNotNull();
        NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})");
        holds();
    }
}
