package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.procedure.VerifiedRecord.holds;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** Nodes of an application's own may have relationships of the same types to evidence: they are no part of it. */
class ForeignLinksIT {
    private static final String FIRST = "CREATE (:Experiment {id: 'x'})-[:HAS_OUTCOME]->(o:PolicyOutcome {id: 'o1',"
            + " episode_id: 'e', reward: 0.5, recorded_at: datetime('2026-01-01T00:01:00Z')})";
    private static final String SECOND = "CREATE (:PolicyOutcome {id: 'o2', episode_id: 'e', reward: 0.4,"
            + " recorded_at: datetime('2026-01-01T00:02:00Z')})";
    private static final String LINK =
            "MATCH (e:PolicyEpisode {id: 'e'}), (o:PolicyOutcome {id: 'o1'})" + " CREATE (e)-[:HAS_OUTCOME]->(o)";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void anEpisode() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v'}, 'an idea')");
        NEO4J.run("CALL metapolicy.recordEpisode('v', {id: 'e', timestamp: datetime('2026-01-01T00:00:00Z'),"
                + " chosen_intervention_id: 'slow', propensity: 1.0, human_override: false})");
    }

    @Test
    void anEpisodeCountsOneOutcomeThoughTheFirstIsLinkedFromElsewhere() {
        NEO4J.run(FIRST);
        refresh("");
        NEO4J.run(SECOND);
        refresh("");
        assertThat(counted()).containsExactly("o1");
        holds();
        refresh(", {mode: 'FULL'}");
        assertThat(counted()).containsExactly("o1");
        holds();
    }

    @Test
    void aRecountFindsTheEpisodeBehindWhicheverLink() {
        String elsewhere = "MATCH (o:PolicyOutcome) CREATE (:Experiment)-[:HAS_OUTCOME]->(o)";
        NEO4J.run("CREATE (:PolicyOutcome {id: 'o1', reward: 0.5, recorded_at: datetime('2026-01-01T00:01:00Z')})");
        NEO4J.run(elsewhere);
        NEO4J.run(LINK);
        NEO4J.run(elsewhere);
        refresh("");
        assertThat(counted()).containsExactly("o1");
        holds();
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'}) YIELD reason"))
                .allSatisfy(row -> assertThat((String) row.get("reason")).contains("the recount agrees"));
        assertThat(counted()).containsExactly("o1");
    }

    @Test
    void anErasureTakesTheOutcomesThatAreLinkedFromElsewhereToo() {
        NEO4J.run("CREATE (:Participant {id: 'alice-1'})");
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'e'}) SET e.participant_id = 'alice-1'");
        NEO4J.run(FIRST);
        NEO4J.run(LINK);
        refresh("");
        NEO4J.run("CALL metapolicy.erase({participant_id: 'alice-1'}, 'asked for')");
        assertThat(NEO4J.run("MATCH (o:PolicyOutcome) RETURN o.id AS id")).isEmpty();
        assertThat(NEO4J.run("MATCH (x:Experiment) RETURN x.id AS id")).containsExactly(Map.of("id", "x"));
        holds();
    }

    @Test
    void whatIsToldOfAnEpisodeAgainIsHeldAgainstItsVersionAlone() {
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'e'}) CREATE (:Study {id: 's'})-[:EVALUATED_IN]->(e)"
                + " CREATE (e)-[:HAS_OUTCOME]->(:Report {id: 'r'})");
        assertThat(NEO4J.run("CALL metapolicy.recordEpisode('v', {id: 'e', timestamp: datetime('2026-01-01T00:00:00Z'),"
                        + " chosen_intervention_id: 'slow', propensity: 1.0, human_override: false})"
                        + " YIELD created RETURN created"))
                .containsExactly(Map.of("created", false));
        assertThat(NEO4J.run(
                        "CALL metapolicy.recordOutcome('e', {id: 'o1', reward: 0.5}) YIELD created RETURN created"))
                .containsExactly(Map.of("created", true));
        refresh("");
        assertThat(counted()).containsExactly("o1");
        holds();
    }

    @Test
    void aDecisionIsLoggedThoughAnotherNodeIsLinkedAsItsVersionIs() {
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'e'}) CREATE (:Study {id: 's'})-[:EVALUATED_IN]->(e)");
        NEO4J.run(
                "CREATE (n:PolicyEpisode {id: 'n', policy_version_id: 'v', chosen_intervention_id: 'slow', propensity: 1.0,"
                        + " timestamp: datetime('2026-01-01T00:00:00Z')}) CREATE (:Study {id: 't'})-[:EVALUATED_IN]->(n)");
        assertThat((String) NEO4J.run("CALL metapolicy.evaluate('v')").get(0).get("reason"))
                .contains("2 left out: no outcome came");
    }

    private static void refresh(String options) {
        NEO4J.run("CALL metapolicy.refreshTrust('f'" + options + ")");
    }

    private static List<Object> counted() {
        return NEO4J.run("MATCH (o:CountedOutcome) RETURN o.id AS id ORDER BY id").stream()
                .map(row -> row.get("id"))
                .toList();
    }
}
