package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metapolicy.procedure.VerifiedRecord.holds;
import static org.metapolicy.procedure.VerifiedRecord.problem;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** Values that the database stores and nobody can work with: infinities, the last day of all, lists that are none. */
class OddValuesIT {
    /** Another year in UTC, which has none so late. */
    private static final Map<String, Object> FAR =
            Map.of("far", ZonedDateTime.of(999_999_999, 12, 31, 23, 59, 59, 0, ZoneOffset.ofHours(-18)));

    private static final String EVIDENCE = "MATCH (v:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e) ";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aVersionWithALongRecord() {
        VerifiedRecord.begin();
    }

    @Test
    void whatIsInfiniteIsNoTrustAndStopsNoRefresh() {
        NEO4J.run(EVIDENCE + "SET e.trust_known = 1.0 / 0.0, e.trust_known_lower = 1.0 / 0.0,"
                + " e.known_shares = [x IN e.known_shares | 1.0 / 0.0]");
        assertThat(problem(false)).startsWith("version 'v' has known_shares of breadth none");
        VerifiedRecord.episodes(311, 340);
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('f') YIELD verdict, reason"))
                .noneMatch(row -> "FAILED".equals(row.get("verdict")));
        holds();
    }

    @Test
    void oneFamilysImpossibleTimeLeavesTheStatusOfAll() {
        NEO4J.run("CALL metapolicy.create({id: 'g'}, 'another')");
        NEO4J.run("MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(e) SET e.refreshed_at = $far", FAR);
        assertThat(NEO4J.run("CALL metapolicy.status() YIELD metaPolicyId"))
                .extracting(row -> row.get("metaPolicyId"))
                .contains("f", "g");
    }

    @Test
    void anEventWithAnImpossibleTimeIsNamed() {
        NEO4J.run("MATCH (e:GovernanceEvent {id: 'f#2'}) SET e.actor = $far", FAR);
        assertThat(problem(false)).contains("event 2");
        NEO4J.run("MATCH (e:GovernanceEvent {id: 'f#2'}) SET e.created_at = $far", FAR);
        assertThat(problem(false)).contains("event 2");
    }

    @Test
    void noOddSettingKeepsAFamilyFromBeingStopped() {
        NEO4J.run(
                "MATCH (m:MetaPolicy {id: 'f'}) SET m.name = datetime(), m.runs_on = 0.0 / 0.0, m.explore_share = $far",
                FAR);
        NEO4J.run("CALL metapolicy.setStatus('f', 'PAUSED', 'something is wrong')");
        assertThat(NEO4J.run("MATCH (m:MetaPolicy {id: 'f'}) RETURN m.status AS status"))
                .containsExactly(Map.of("status", "PAUSED"));
        assertThat(problem(false)).isNotNull();
    }

    @Test
    void anEpisodeIsDatedInAYearOfFiveDigits() {
        assertThatThrownBy(() -> NEO4J.run(
                        "CALL metapolicy.recordEpisode('v', {id: 'x', timestamp: '+300000000-01-01T00:00:00Z'})"))
                .hasMessageContaining("timestamp")
                .hasMessageContaining("300000000");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v'}) CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: 'x',"
                + " policy_version_id: 'v', timestamp: datetime('+300000000-01-01T00:00:00Z')})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("MATCH (e:InvalidEpisode {id: 'x'}) RETURN e.invalid_reason AS reason"))
                .singleElement()
                .satisfies(row -> assertThat((String) row.get("reason")).contains("timestamp"));
    }

    @Test
    void listsThatAreNoneTellOfNoContext() {
        for (Object odd : List.of("", true, 1.5, "x")) {
            NEO4J.run(EVIDENCE + "SET e.context_trust = $odd", Map.of("odd", odd));
            assertThat(
                            NEO4J.run(
                                    "CALL metapolicy.versions('f') YIELD contexts UNWIND contexts AS one RETURN one.trust AS trust"))
                    .hasSize(3)
                    .allSatisfy(row -> assertThat(row.get("trust")).isNull());
        }
        for (Object odd : List.of("", true, 1.5, "x")) {
            NEO4J.run(EVIDENCE + "SET e.context_prospects = $odd", Map.of("odd", odd));
            assertThat(NEO4J.run("CALL metapolicy.versions('f') YIELD versionId, contexts"))
                    .containsExactly(Map.of("versionId", "v", "contexts", List.of()));
        }
    }

    @Test
    void evidenceThatLostItsClockIsNamed() {
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'e10'}) REMOVE e.counted_apart");
        assertThat(problem(true)).contains("counted_apart").contains("'v'");
    }

    @Test
    void aVersionWithoutATextAsIdKeepsNobodyFromBeingErased() {
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'w'}, 'another')");
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'e1'}) SET e.participant_id = 'p'");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'w'}) SET v.id = 7");
        NEO4J.run("CALL metapolicy.erase({participant_id: 'p'}, 'they asked')");
    }
}
