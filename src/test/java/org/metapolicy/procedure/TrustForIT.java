package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** Trust for one person, a group and in a context, from evidence that says whom it was for. */
class TrustForIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Of ten participants the first overrules every second decision, in the evening; two others are in a group. */
    @BeforeEach
    void aVersionThatServesTenPeople() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v'}, 'an idea')");
        NEO4J.run("CREATE (g:Group {id: 'g'}) WITH g UNWIND ['p1', 'p2', 'new'] AS id"
                + " CREATE (:Participant {id: id})-[:MEMBER_OF]->(g)");
        episodes(0, 400);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
    }

    @Test
    void aParticipantIsToldApartFromAll() {
        Map<String, Object> all = trustFor("{participant_id: 'stranger'}");
        assertThat(all).containsEntry("source", "ALL");
        Map<String, Object> careful = trustFor("{participant_id: 'p0'}");
        assertThat(careful).containsEntry("source", "PARTICIPANT").containsEntry("n", 40L);
        assertThat((double) careful.get("trust")).isLessThan((double) all.get("trust") - 0.05);
        assertThat((double) careful.get("trust"))
                .isBetween((double) careful.get("lower"), (double) careful.get("upper"));
        assertThat((double) trustFor("{participant_id: 'p3'}").get("trust")).isGreaterThan((double) all.get("trust"));
        // Drawn to the mean over all, of which the first are never paid, as by 20 more.
        assertThat((double) trustFor("{participant_id: 'p3'}").get("value")).isCloseTo(0.3, within(0.02));
    }

    @Test
    void aParticipantOfWhomNothingIsKnownIsTakenForTheirGroup() {
        Map<String, Object> group = trustFor("{group_id: 'g'}");
        assertThat(group).containsEntry("source", "GROUP").containsEntry("n", 80L);
        assertThat(trustFor("{participant_id: 'new'}")).isEqualTo(group);
        assertThat(trustFor("{group_id: 'nobodys'}")).containsEntry("source", "ALL");
        assertThat(trustFor("{participant_id: 'p1'}"))
                .containsEntry("source", "PARTICIPANT")
                .containsEntry("n", 40L);
    }

    @Test
    void aContextIsReadFromWhatSelectionGoesBy() {
        Map<String, Object> evening = trustFor("{context_cluster: 'evening'}");
        assertThat(evening).containsEntry("source", "CONTEXT").containsEntry("n", 200L);
        assertThat(NEO4J.run("RETURN metapolicy.trustIn('v', 'evening') AS trust")
                        .get(0))
                .containsEntry("trust", evening.get("trust"));
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'v'}) RETURN metapolicy.trustIn(v, 'nowhere') AS trust")
                        .get(0))
                .containsEntry("trust", null);
        assertThat((double) evening.get("trust"))
                .isLessThan((double) trustFor("{context_cluster: 'morning'}").get("trust"));
        assertThat(trustFor("{context_cluster: 'nowhere'}")).containsEntry("source", "ALL");
    }

    @Test
    void whatIsCountedHoldsThroughRecountResumeAndFullRefresh() {
        holds();
        NEO4J.run("CALL metapolicy.pause('v', 'look closer')");
        NEO4J.run("CALL metapolicy.resume('v', 'looked')");
        assertThat(people()).isZero();
        holds();
        episodes(400, 460);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(people()).isEqualTo(10);
        holds();
        NEO4J.run("MATCH (n:ParticipantEvidence {participant_id: 'p3'}) SET n.sums = [60.0] + n.sums[1..]");
        assertThat((String) verify().get("problem"))
                .startsWith("the evidence of version 'v' of one participant has ")
                .doesNotContain("p3");
        NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})");
        holds();
        NEO4J.run("MATCH (n:ParticipantEvidence {participant_id: 'p3'}) DELETE n");
        assertThat(verify().get("ok")).isEqualTo(false);
    }

    @Test
    void anErasedParticipantIsNotKnownAnyMore() {
        NEO4J.run("CALL metapolicy.erase({participant_id: 'p0'}, 'asked for it')");
        assertThat(NEO4J.run("MATCH (n:ParticipantEvidence) WHERE n.id CONTAINS 'p0' OR n.participant_id = 'p0'"
                        + " RETURN count(n) AS n"))
                .containsExactly(Map.of("n", 0L));
        assertThat(trustFor("{participant_id: 'p0'}")).containsEntry("source", "ALL");
        holds();
        episodes(400, 430);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        holds();
        NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})");
        holds();
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> trustFor("{}"))
                .hasRootCauseMessage(
                        "forWhom names 0 of participant_id, group_id and context_cluster: it must name one of them");
        assertThatThrownBy(() -> trustFor("{group_id: 'g', participant_id: 'p1'}"))
                .hasRootCauseMessage(
                        "forWhom names 2 of participant_id, group_id and context_cluster: it must name one of them");
        assertThatThrownBy(() -> trustFor("{who: 'g'}")).rootCause().hasMessageContaining("'who'");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.trustFor('nobody', {group_id: 'g'})"))
                .hasRootCauseMessage("there is no policy version 'nobody'");
    }

    private static Map<String, Object> trustFor(String whom) {
        return NEO4J.run("CALL metapolicy.trustFor('v', " + whom + ")").get(0);
    }

    private static void holds() {
        assertThat(verify().get("problem")).isNull();
    }

    private static Map<String, Object> verify() {
        return NEO4J.inTransactionAs(
                SharedNeo4j.OWNER, tx -> tx.execute("CALL metapolicy.audit.verify('f', {recount: true})")
                        .next());
    }

    private static long people() {
        return (long) NEO4J.run("MATCH (n:ParticipantEvidence) RETURN count(n) AS n")
                .get(0)
                .get("n");
    }

    private static void episodes(int from, int to) {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: 'v'}) UNWIND range($from, $to - 1) AS i WITH v, i, i % 10 AS p, (i / 10) % 2 AS evening"
                        + " CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: 'e' + i, policy_version_id: 'v',"
                        + " participant_id: 'p' + p, timestamp: datetime({epochSeconds: i}),"
                        + " human_override: p = 0 AND evening = 1, context_cluster: CASE evening WHEN 1 THEN 'evening' ELSE 'morning' END})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'e' + i + ':o', episode_id: 'e' + i,"
                        + " reward: 0.2 + 0.1 * (i / 10 % 3), delta_coherence: 0.1})",
                Map.of("from", from, "to", to));
    }
}
