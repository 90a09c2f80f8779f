package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.testing.SharedNeo4j;

/** Times as other programs write them, in an order that is not that of ids: read as what they are, or named. */
class ImportedTimesIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamily() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'tim'}, 'imports')");
        evidence("good", "at");
        NEO4J.run("CALL metapolicy.refreshTrust('tim')");
    }

    @AfterEach
    void empty() {
        NEO4J.run("MATCH (n) DETACH DELETE n");
    }

    /** Rewards that rise by time, in 300 hours. */
    private static void evidence(String version, String time) {
        NEO4J.run("CALL metapolicy.registerVersion('tim', {id: $id, policy_id: 'p'}, 'one')", Map.of("id", version));
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: $id}) UNWIND range(0, 299) AS i"
                        + " WITH v, i, datetime('2024-03-01T00:00:00Z') + duration({hours: i}) AS at,"
                        + " $id + '-' + ((i * 77) % 300) AS id"
                        + " CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: id, policy_version_id: $id, context_cluster: 'c',"
                        + " human_override: false, timestamp: " + time + "})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: id, episode_id: id, reward: -0.6 + i / 300.0})",
                Map.of("id", version));
    }

    private static double growth(String version) {
        return (Double) NEO4J.run(
                        "CALL metapolicy.computePCI($id) YIELD raw RETURN raw.growth AS growth", Map.of("id", version))
                .get(0)
                .get("growth");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "space|substring(replace(toString(at), 'T', ' '), 0, 16) + ':00+00:00'",
                "nocolon|substring(toString(at), 0, 16) + ':00+0000'",
                "zone|substring(toString(at), 0, 16) + ':00Z[UTC]'",
                "berlin|toString(datetime({datetime: at, timezone: 'Europe/Berlin'}))",
                "native|datetime({datetime: at, timezone: 'Asia/Tokyo'})"
            })
    void areReadAsWhatTheyAre(String version, String time) {
        evidence(version, time);

        assertThat(NEO4J.run(
                        "CALL metapolicy.refreshTrust('tim') YIELD versionId, newOutcomes, invalidOutcomes"
                                + " WHERE versionId = $id RETURN newOutcomes, invalidOutcomes",
                        Map.of("id", version)))
                .containsExactly(Map.of("newOutcomes", 300L, "invalidOutcomes", 0L));
        assertThat(growth("good")).isPositive();
        assertThat(growth(version)).isCloseTo(growth("good"), within(1e-12));
    }

    /** A date, a time without a zone and a number of milliseconds are read, words are not. Taken for milliseconds, seconds keep their order. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "day|date(at)|0",
                "local|localdatetime(at)|0",
                "millis|at.epochMillis|0",
                "seconds|at.epochSeconds|0",
                "words|'on the ' + at.day + 'th'|300"
            })
    void orNamedOneByOne(String version, String time, long named) {
        evidence(version, time);

        assertThat(NEO4J.run(
                        "CALL metapolicy.refreshTrust('tim') YIELD versionId, newOutcomes"
                                + " WHERE versionId = $id RETURN newOutcomes",
                        Map.of("id", version)))
                .containsExactly(Map.of("newOutcomes", 300L));
        assertThat(NEO4J.run("CALL metapolicy.status('tim') YIELD invalidEpisodes RETURN invalidEpisodes"))
                .containsExactly(Map.of("invalidEpisodes", named));
        if (named == 0) {
            // Of a date, the order within the day is that of ids.
            assertThat(growth(version)).isCloseTo(growth("good"), within(0.02));
        }
        assertThat(NEO4J.run(
                        "CALL metapolicy.episodes('tim', {limit: 1000}) YIELD versionId"
                                + " WHERE versionId = $id RETURN count(*) AS listed",
                        Map.of("id", version)))
                .containsExactly(Map.of("listed", 300L));
    }

    @Test
    void whatCannotBeReadIsListedLast() {
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'good-5'}) SET e.timestamp = 'soon'");

        assertThat(NEO4J.run("CALL metapolicy.episodes('tim', {limit: 1000}) YIELD episodeId RETURN episodeId"))
                .hasSize(300)
                .last()
                .isEqualTo(Map.of("episodeId", "good-5"));
    }
}
