package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** Second thoughts and plots that come after an event, and its figures, in Cypher. */
class AnnotateIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Events: 1 CREATED, 2 REGISTERED, 3 PROMOTED, 4 FALLBACK_SET "base". */
    @BeforeEach
    void aFamily() {
        GovernedFamily.create(NEO4J, "f", Map.of());
    }

    @Test
    void aNoteIsLinkedToWhatItIsAboutAndVerified() {
        NEO4J.runAs(
                "eve",
                "CALL metapolicy.annotate('f#3', 'a holiday', {links: ['https://example.org/1'], version_id: 'base',"
                        + " snapshot_id: 'base:t0', evidence: {ticket: 'T-1'}})",
                Map.of());
        assertThat(NEO4J.run("MATCH (note:GovernanceEvent {annotates: 'f#3'})-[:ABOUT]->(v),"
                        + " (note)-[:SUPPORTED_BY]->(s) RETURN note.reason AS note, note.actor AS actor, v.id AS version,"
                        + " s.notes AS notes, note.evidence AS evidence"))
                .containsExactly(Map.of(
                        "note",
                        "a holiday",
                        "actor",
                        "eve",
                        "version",
                        "base",
                        "notes",
                        "a holiday",
                        "evidence",
                        "{\"caller\":{\"ticket\":\"T-1\"},\"links\":[\"https://example.org/1\"]}"));
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f', {recount: true}) YIELD ok, problem"))
                .extracting(row -> row.get("problem"))
                .containsOnlyNulls();
        NEO4J.run("MATCH (s:PolicyTrustSnapshot {id: 'base:t0'}) SET s.notes = 'a good week'");
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f') YIELD problem"))
                .containsExactly(Map.of("problem", "snapshot 'base:t0' has notes a good week, event 5 says a holiday"));
    }

    @Test
    void itApprovesNothingAndNamesWhatIsNotThere() {
        NEO4J.run("CALL metapolicy.create({id: 'g'}, 'another')");
        NEO4J.run("CALL metapolicy.registerVersion('g', {id: 'other'}, 'of another')");
        for (String call : List.of(
                "'f#9', 'x'",
                "'h#1', 'x'",
                "'f#1', 'x', {version_id: 'other'}",
                "'f#1', 'x', {snapshot_id: 'other:t0'}",
                "'f', 'x'",
                "null, 'x'",
                "'f#1', ''",
                "'f#1', 'x', {link: 'y'}")) {
            assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.annotate(" + call + ")"))
                    .as(call)
                    .isNotNull();
        }
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'ANNOTATED'}) RETURN e"))
                .isEmpty();
        NEO4J.run("CALL metapolicy.annotate('#1', 'by letter')");
        assertThat(NEO4J.run("CALL metapolicy.audit.verify(null) YIELD ok")).containsExactly(Map.of("ok", true));
    }

    @Test
    void keyFiguresOfAMoveAreReadByCypher() {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: 'base'}) UNWIND range(1, 60) AS i"
                        + " CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: 'e' + i, policy_version_id: 'base',"
                        + " timestamp: datetime(), human_override: false, context_cluster: toString(i % 3)})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + i, episode_id: 'e' + i, reward: 0.5, recorded_at: datetime()})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        NEO4J.run("CALL metapolicy.pause('base', 'a look at it')");
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'PAUSED'}) WHERE e.n >= 50 AND NOT e.alarm"
                        + " MATCH (:PolicyVersion {id: 'base'})-[:HAS_EVIDENCE]->(now)"
                        + " RETURN e.n AS n, e.reward_mean AS reward, e.pci = now.trust_score AS pci,"
                        + " e.trust_lower = now.trust_lower AS lower"))
                .containsExactly(Map.of("n", 60L, "reward", 0.5, "pci", true, "lower", true));
        NEO4J.run("MATCH (e:GovernanceEvent {action: 'PAUSED'}) SET e.pci = 0.99");
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'PAUSED'})"
                        + " CALL metapolicy.audit.verify('f') YIELD firstBadSeq RETURN firstBadSeq = e.seq AS named"))
                .containsExactly(Map.of("named", true));
    }
}
