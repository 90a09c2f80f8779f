package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.trust.unit.EvidenceUnit;

/** Whom a counted episode was for, whichever way the graph tells it, and what bounds make of that. */
class ParticipantsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void family() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'x')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v', policy_id: 'p'}, 'x')");
    }

    @Test
    void aParticipantIsFoundByTheEpisodeItsTrialOrThatOnesSession() {
        NEO4J.run(
                "CREATE (:Participant {id: 'P'})-[:HAS_SESSION]->(:Session {id: 's'})-[:HAS_TRIAL]->(:Trial {id: 't1'})");
        NEO4J.run("CREATE (:Session {id: 's2', participant_id: 'P'})-[:HAS_TRIAL]->(:Trial {id: 't2'})");
        NEO4J.run("CREATE (:Trial {id: 't3', participant_id: 'P'}), (:Trial {id: 't4'})"
                + ", (:Group {id: 'P'})-[:PLAYED]->(:GroupTrial {id: 't5'})");
        episode("own", "participant_id: 'P'", null);
        episode("session-linked", "trial_id: 't1'", null);
        episode("session-names", "trial_id: 'x'", "t2");
        episode("trial-names", "trial_id: 't3'", null);
        episode("nobody", "trial_id: 't4'", null);
        episode("group", "trial_id: 'x'", "t5");
        episode("alone", "participant_id: 'P', human_override: true", null);
        NEO4J.run("MATCH (o:PolicyOutcome {id: 'alone:o'}) DETACH DELETE o");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");

        long unit = EvidenceUnit.of("P");
        assertThat(NEO4J.run("MATCH (n) WHERE n.counted_number IS NOT NULL OPTIONAL MATCH (e)-[:HAS_OUTCOME]->(n)"
                        + " RETURN DISTINCT coalesce(e.id, n.id) AS id, coalesce(n.counted_unit, -1) AS unit"))
                .containsExactlyInAnyOrder(
                        Map.of("id", "own", "unit", unit),
                        Map.of("id", "session-linked", "unit", unit),
                        Map.of("id", "session-names", "unit", unit),
                        Map.of("id", "trial-names", "unit", unit),
                        Map.of("id", "nobody", "unit", -1L),
                        Map.of("id", "group", "unit", unit),
                        Map.of("id", "alone", "unit", unit));
    }

    @Test
    void boundsRestOnPeopleAsTheyWereCountedAndARecountAgrees() {
        NEO4J.run("UNWIND range(0, 199) AS i CREATE (:PolicyEpisode {id: 'e' + i, policy_version_id: 'v',"
                + " participant_id: 'p' + i / 100, human_override: i % 10 < 1 + i / 100, context_cluster: 'c' + i % 4,"
                + " timestamp: datetime({epochSeconds: i})})"
                + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + i, reward: 0.2 + 0.5 * (i / 100) + 0.01 * (i % 7)})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        Map<String, Object> known = NEO4J.run("CALL metapolicy.computePCI('v')").get(0);
        assertThat((Double) known.get("trustUpper") - (Double) known.get("trustLower"))
                .as("of two people who differ")
                .isGreaterThan(0.25);

        // Who it was for changes nothing of the version's own that was counted; whose evidence it was is told to be
        // another's.
        NEO4J.run("MATCH (e:PolicyEpisode) SET e.participant_id = e.id");
        assertThat(recounted())
                .asString()
                .contains("the evidence of version 'v' of one participant has", "a recount finds");
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'}) YIELD reason"))
                .allMatch(row -> row.get("reason").toString().contains("the recount corrected its figures"));
        assertThat(recounted()).isNull();
        assertThat(NEO4J.run("CALL metapolicy.computePCI('v')").get(0)).isEqualTo(known);
    }

    private static Object recounted() {
        return NEO4J.run("CALL metapolicy.audit.verify('f', {recount: true}) YIELD problem")
                .get(0)
                .get("problem");
    }

    private static void episode(String id, String more, String linkedTrial) {
        NEO4J.run("CREATE (:PolicyEpisode {id: '" + id
                + "', policy_version_id: 'v', timestamp: datetime({epochSeconds: 1}), " + more
                + "})-[:HAS_OUTCOME]->(:PolicyOutcome {id: '" + id + ":o', reward: 0.1})");
        if (linkedTrial != null) {
            NEO4J.run("MATCH (e:PolicyEpisode {id: '" + id + "'}), (t {id: '" + linkedTrial
                    + "'}) WHERE t:Trial OR t:GroupTrial CREATE (e)-[:FOR_TRIAL]->(t)");
        }
    }
}
