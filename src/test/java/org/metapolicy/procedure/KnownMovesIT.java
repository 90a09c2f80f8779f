package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/** What a refresh leaves of the trail, so that decisions need not read each version's event, and what they do where it does not fit. */
class KnownMovesIT {
    private static final String FAMILY = "MATCH (m:MetaPolicy {id: 'm'})-[:HAS_EVIDENCE]->(t:FamilyEvidence) ";
    private static final String CALM =
            "{coherence: 0.6, entropy_change: 0.3, max_rv_potency: 0.2, affective_load: 0.1, awareness: 'FULL', seed: 7}";

    private static final String CONSIDERED =
            "CALL metapolicy.select('m', " + CALM + ") YIELD considered UNWIND considered AS one WITH one"
                    + " WHERE NOT one.reason CONTAINS 'was not set by a governed transition'"
                    + " RETURN 'version_id=' + one.version_id + ',' AS id";

    private static final String VERSION = "MATCH (v:PolicyVersion {id: 'v'})-[:STATUS_SET_BY]->(e:GovernanceEvent) ";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Live: base, the fallback, and v, the default; a candidate c; o was live and is rolled back. */
    @BeforeEach
    void aRefreshedFamily() {
        GovernedFamily.create(NEO4J, "m", Map.of())
                .live("o")
                .live("v")
                .candidate("c")
                .active();
        NEO4J.run("CALL metapolicy.rollback('o', 'it misbehaves')");
        NEO4J.run("UNWIND range(1, 60) AS i CALL metapolicy.recordEpisode('v', {id: 'v' + i, human_override: false})"
                + " YIELD episodeId CALL metapolicy.recordOutcome(episodeId, {reward: (i % 5) / 5.0, delta_coherence: 0.1})"
                + " YIELD outcomeId RETURN count(*) AS n");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
    }

    /** In the order that docs/properties.md tells. */
    @Test
    void theyAreTheEventsOfThoseInService() {
        ByteBuffer known = ByteBuffer.wrap(known());
        assertThat(known.getLong())
                .isEqualTo(NEO4J.run(FAMILY + "RETURN id(m) AS id").get(0).get("id"));
        assertThat(known.getLong()).isEqualTo("m".hashCode());
        Map<Object, Map<String, Object>> versions = new TreeMap<>();
        NEO4J.run("MATCH (v:PolicyVersion)-[:STATUS_SET_BY]->(e) WHERE v.status IN ['LIVE', 'CANDIDATE']"
                        + " RETURN id(v) AS version, id(e) AS event, v.id AS id, v.status AS status")
                .forEach(row -> versions.put(row.get("version"), row));
        assertThat(versions).hasSize(3);
        versions.forEach((version, row) -> {
            assertThat(known.getLong()).isEqualTo(version);
            assertThat(known.getLong()).isEqualTo(row.get("event"));
            assertThat(known.getInt()).isEqualTo(row.get("id").hashCode());
            assertThat(known.getInt()).isEqualTo(row.get("status").hashCode());
        });
        assertThat(known.hasRemaining()).isFalse();
        assertThat(problem()).isNull();
    }

    @Test
    void aDecisionIsTheSameWithoutThem() {
        List<?> by = decided();
        byte[] known = known();
        List<Object> others =
                new ArrayList<>(List.of("nothing", 1L, List.of(1.5, 2.5), new byte[0], new byte[8], new byte[17]));
        byte[] anotherFamilys = known.clone();
        anotherFamilys[7]++;
        others.add(anotherFamilys);
        byte[] otherEvents = known.clone();
        for (int at = 31; at < known.length; at += 24) {
            otherEvents[at]++;
        }
        others.add(otherEvents);
        for (Object other : others) {
            NEO4J.run(FAMILY + "SET t.known_moves = $known", Map.of("known", other));
            assertThat(decided()).isEqualTo(by);
        }
        NEO4J.run(FAMILY + "REMOVE t.known_moves");
        assertThat(decided()).isEqualTo(by);
        assertThat(problem()).isNull();
    }

    /** The event that was edited is named; without what is known of it nobody is served by a status that rests on it. */
    @Test
    void aDecisionReadsThemAndNotTheEvents() {
        List<?> by = decided();
        NEO4J.run(VERSION + "SET e.to_status = 'DEPRECATED'");
        assertThat(decided()).isEqualTo(by);
        assertThat(problem()).asString().contains("event");
        NEO4J.run(FAMILY + "REMOVE t.known_moves");
        assertThat(governed()).containsExactly("base", "c");
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                // Another status, with the link that goes with it.
                arguments(
                        "c",
                        "MATCH (m:MetaPolicy {id: 'm'})-[l:HAS_CANDIDATE_VERSION]->(c {id: 'c'}) DELETE l"
                                + " SET c.status = 'LIVE' CREATE (m)-[:HAS_LIVE_VERSION]->(c)"),
                // One that was stopped, as it was when it served: what a mapper that kept it in memory writes.
                arguments(
                        "o",
                        "MATCH (m:MetaPolicy {id: 'm'}), (o:PolicyVersion {id: 'o'}) SET o.status = 'LIVE'"
                                + " CREATE (m)-[:HAS_LIVE_VERSION]->(o)"),
                // Called otherwise.
                arguments("w", "MATCH (v:PolicyVersion {id: 'v'}) SET v.id = 'w'"),
                // Resting on another event, or on none.
                arguments(
                        "v",
                        "MATCH (v:PolicyVersion {id: 'v'})-[l:STATUS_SET_BY]->(e), (e)-[a:ABOUT]->(v),"
                                + " (:PolicyVersion {id: 'o'})-[:STATUS_SET_BY]->(other) DELETE l, a"
                                + " CREATE (v)-[:STATUS_SET_BY]->(other)"),
                arguments(
                        "v",
                        "MATCH (v:PolicyVersion {id: 'v'})-[l:STATUS_SET_BY]->(e), (e)-[a:ABOUT]->(v) DELETE l, a"),
                // Another node of its name, with all of its links but the moves.
                arguments(
                        "v",
                        "MATCH (m:MetaPolicy {id: 'm'}), (v:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e)"
                                + " WITH m, v, e, properties(v) AS all DETACH DELETE v WITH m, e, all"
                                + " CREATE (m)-[:HAS_VERSION]->(w:PolicyVersion), (m)-[:HAS_LIVE_VERSION]->(w),"
                                + " (w)-[:HAS_EVIDENCE]->(e) SET w = all"),
                // Limited, as no move did.
                arguments("v", "MATCH (v:PolicyVersion {id: 'v'}) SET v.limited_contexts = ['c1']"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void whatDoesNotFitIsLookedUpInTheTrail(String ungoverned, String edit) {
        assertThat(governed()).containsExactly("base", "c", "v");
        NEO4J.run(edit);
        assertThat(governed()).contains("base").doesNotContain(ungoverned);
        assertThat(problem()).isNotNull();
    }

    /** Who may serve in some contexts alone does not serve everywhere because somebody took the limit away. */
    @Test
    void aLimitThatWasTakenAwayIsLookedUp() {
        NEO4J.run(
                "CALL metapolicy.recordEpisode('v', {human_override: false, context_cluster: 'evening'}) YIELD episodeId"
                        + " CALL metapolicy.recordOutcome(episodeId, {reward: 0.5}) YIELD outcomeId RETURN outcomeId");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        NEO4J.run("CALL metapolicy.promote('c', 'go', {override: true, context_clusters: ['evening']})");
        NEO4J.run("CALL metapolicy.refreshTrust('m', {mode: 'FULL'})");
        assertThat(governed()).containsExactly("base", "c", "v");
        NEO4J.run("MATCH (c:PolicyVersion {id: 'c'}) REMOVE c.limited_contexts");
        assertThat(governed()).containsExactly("base", "v");
    }

    /** Before any other refresh. */
    @Test
    void movesSinceCount() {
        NEO4J.run("CALL metapolicy.promote('c', 'known from elsewhere', {override: true})");
        assertThat(governed()).containsExactly("base", "c", "v");
        NEO4J.run("CALL metapolicy.pause('c', 'odd')");
        NEO4J.run("CALL metapolicy.pause('v', 'odd')");
        assertThat(governed()).containsExactly("base");
        NEO4J.run("CALL metapolicy.resume('v', 'mended')");
        assertThat(governed()).containsExactly("base", "v");
        NEO4J.run("CALL metapolicy.rollback('v', 'worse')");
        assertThat(governed()).containsExactly("base");
        assertThat(problem()).isNull();
    }

    /** Who is served, as the event is known, can be stopped, though somebody has damaged all that the trail says of it. */
    @Test
    void whatIsStillServedCanBeStopped() {
        NEO4J.run("MATCH (e:GovernanceEvent {version_id: 'v'}) REMOVE e.version_id, e.to_status");
        assertThat(governed()).contains("v");
        assertThat(stepped()).contains("v").isEqualTo(stepped());
        NEO4J.run("CALL metapolicy.pause('v', 'odd')");
        assertThat(governed()).containsExactly("base", "c");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.resume('v', 'go')"))
                .as("nobody approves what the trail does not tell")
                .hasMessageContaining("does not hold");
    }

    /** Whoever writes that an event gave what it did not give. */
    @Test
    void whatNoEventGaveIsNamed() {
        byte[] known = known();
        int candidate = "CANDIDATE".hashCode();
        for (int at = 36; at < known.length; at += 24) {
            if (ByteBuffer.wrap(known).getInt(at) == candidate) {
                ByteBuffer.wrap(known).putInt(at, "LIVE".hashCode());
            }
        }
        NEO4J.run(FAMILY + "SET t.known_moves = $known", Map.of("known", known));
        assertThat(problem())
                .asString()
                .contains("known_moves says that an event gave version 'c' its status, which that did not");
        NEO4J.run("UNWIND range(61, 90) AS i CALL metapolicy.recordEpisode('v', {id: 'v' + i, human_override: false})"
                + " YIELD episodeId CALL metapolicy.recordOutcome(episodeId, {reward: (i % 5) / 5.0, delta_coherence: 0.1})"
                + " YIELD outcomeId RETURN count(*) AS n");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        assertThat(problem()).as("written anew").isNull();
    }

    /** Who decided each of some trials, told again where it was decided before. */
    private static List<Object> stepped() {
        return NEO4J
                .run("UNWIND range(1, 20) AS i MERGE (t:Trial {id: 't' + i}) ON CREATE SET t.participant_id = 'p' + i,"
                        + " t.timestamp = datetime('2026-03-01T10:00:00Z') WITH t CALL metapolicy.step('m', t.id, "
                        + CALM.replace(", seed: 7", "") + ") YIELD versionId RETURN t.id AS id, versionId ORDER BY id")
                .stream()
                .map(row -> row.get("versionId"))
                .toList();
    }

    private static byte[] known() {
        return (byte[])
                NEO4J.run(FAMILY + "RETURN t.known_moves AS known").get(0).get("known");
    }

    private static List<?> decided() {
        return NEO4J.run("CALL metapolicy.select('m', " + CALM + ") YIELD decision, versionId, score, considered"
                + " RETURN decision, versionId, score, considered");
    }

    /** Those that a decision takes for governed, of those that it considers. */
    private static List<Object> governed() {
        return NEO4J
                .run("CALL metapolicy.select('m', " + CALM + ") YIELD considered UNWIND considered AS one"
                        + " WITH one WHERE NOT one.reason CONTAINS 'was not set by a governed transition'"
                        + " RETURN one.version_id AS id ORDER BY id")
                .stream()
                .map(row -> row.get("id"))
                .toList();
    }

    /** The same where the event before it still says something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "REMOVE e.version_id",
                "REMOVE e:GovernanceEvent",
                "SET e.to_status = 'DEPRECATED'",
                "SET e.to_status = 'PAUSED'",
                "SET e.to_status = 'CANDIDATE'"
            })
    void whatIsStillServedCanBePausedAndRolledBack(String damage) {
        for (String way : List.of("pause", "rollback")) {
            try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
                tx.execute(VERSION + damage).close();
                List<?> by = tx.execute(CONSIDERED).stream().toList();
                assertThat(by.toString()).contains("version_id=v,");
                tx.execute("CALL metapolicy." + way + "('v', 'odd')").close();
                assertThat(tx.execute(CONSIDERED).stream().toList().toString()).doesNotContain("version_id=v,");
            }
        }
    }

    private static Object problem() {
        return NEO4J.run("CALL metapolicy.audit.verify('m') YIELD problem RETURN problem")
                .get(0)
                .get("problem");
    }
}
