package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** Episodes of which something cannot be read: none is in no report, and what is mended counts. */
class InvalidEpisodesIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** What somebody wrote, as a literal of Cypher, and how the reason begins. */
    private static final Map<String, String> ODD = new LinkedHashMap<>();

    static {
        ODD.put("human_override: 'true'", "human_override is 'true', a text: it must be true or false");
        ODD.put("human_override: 1", "human_override is 1: it must be true or false");
        ODD.put("human_override: date('2026-01-01')", "human_override is 2026-01-01, a date or time: it must be");
        ODD.put("human_override: [true]", "human_override is [true]");
        ODD.put("human_override: point({x: 1, y: 2})", "human_override is ");
        ODD.put("timestamp: 'yesterday'", "timestamp is 'yesterday', a text: it must be a date and time");
        ODD.put("timestamp: true", "timestamp is true: it must be a date and time");
        ODD.put("timestamp: 0.0/0.0", "timestamp is NaN: it must be a date and time");
        ODD.put("timestamp: duration('P1D')", "timestamp is P1D, a duration: it must be a date and time");
        ODD.put("context: ['a', 'b']", "context is ['a', 'b']");
        ODD.put("context: [0.1, 0.0/0.0]", "context is [0.1, NaN]");
        ODD.put("context: 0.5", "context is 0.5: it must be a list of finite numbers");
        ODD.put("context_cluster: true", "context_cluster is true: it must be a text");
        ODD.put("context_hash: [1]", "context_hash is [1]");
        ODD.put("rv_segment_ids: 's1'", "rv_segment_ids is 's1', a text: it must be a list of texts");
        ODD.put("collective_segment_ids: [1, 2]", "collective_segment_ids is [1, 2]");
    }

    @BeforeEach
    void families() {
        GovernedFamily.create(NEO4J, "f", Map.of()).candidate("v");
        NEO4J.run("CALL metapolicy.create({id: 'g'}, 'another')");
    }

    @Test
    void eachIsNamedWithOrWithoutAnOutcome() {
        int i = 0;
        for (String written : ODD.keySet()) {
            for (boolean outcome : List.of(false, true)) {
                NEO4J.run("MATCH (v:PolicyVersion {id: 'v'}) CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: 'e" + i
                        + "', " + written + "})"
                        + (outcome
                                ? " CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o" + i + "', reward: 0.5})"
                                : ""));
                i++;
            }
        }
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: 'v'}) CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: 'plain', context: [],"
                        + " rv_segment_ids: [], human_override: false, timestamp: '2026-01-01 10:00', context_cluster: 7})");
        refresh();
        int k = 0;
        for (String written : ODD.keySet()) {
            for (int each = 0; each < 2; each++) {
                assertThat((String) reason("e" + k)).as("%s in e%d", written, k).startsWith(ODD.get(written));
                k++;
            }
        }
        assertThat(reason("plain")).isNull();
        assertThat(invalid("f")).isEqualTo(k);
        assertThat(invalid("g")).isZero();
    }

    @Test
    void overridesAsTextsStopTheVersionOnceTheyAreMended() {
        NEO4J.run("CALL metapolicy.promote('v', 'known', {override: true})");
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: 'v'}) UNWIND range(1, 60) AS i CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {"
                        + "id: 'e' + i, policy_version_id: 'v', timestamp: datetime() - duration('P1D'), human_override: 'true'})");
        refresh();
        assertThat(invalid("f")).isEqualTo(60);
        assertThat(status("v")).isEqualTo("LIVE");
        NEO4J.run("MATCH (e:PolicyEpisode) SET e.human_override = true");
        refresh();
        assertThat(invalid("f")).isZero();
        assertThat(status("v")).isIn("ROLLED_BACK", "PAUSED");
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode) WHERE e.invalid_reason IS NOT NULL RETURN e"))
                .isEmpty();
    }

    @Test
    void oneThatIsWrittenAsATextLaterIsNamedToo() {
        NEO4J.run("CALL metapolicy.recordEpisode('v', {id: 'e'})");
        refresh();
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'e'}) SET e.human_override = 'yes'");
        refresh();
        assertThat((String) reason("e")).startsWith("human_override is 'yes', a text");
        assertThat(invalid("f")).isEqualTo(1);
    }

    @Test
    void manyOfNobodyHideNoFamilysAndEachHasItsTurn() {
        NEO4J.run("UNWIND range(1, 10001) AS i CREATE (:PolicyEpisode:OpenEpisode:InvalidEpisode"
                + " {human_override: 'true', invalid_reason: 'of nobody'})");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v'}) CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: 'late',"
                + " human_override: 'yes'})");
        refresh();
        assertThat((String) reason("late")).startsWith("human_override is 'yes'");
        assertThat(invalid("f")).isEqualTo(1);
        assertThat(invalid("g")).isZero();

        NEO4J.run("MATCH (e:PolicyEpisode {id: 'late'}) SET e.human_override = false");
        int refreshes = 0;
        while (reason("late") != null && refreshes < 12) {
            refresh();
            refreshes++;
        }
        assertThat(reason("late")).as("after %d refreshes", refreshes).isNull();
        assertThat(invalid("f")).isZero();
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode) WHERE e.invalid_for IS NOT NULL RETURN e"))
                .isEmpty();
    }

    private static void refresh() {
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
    }

    private static Object reason(String episode) {
        return NEO4J.run(
                        "MATCH (e:PolicyEpisode {id: $id}) RETURN CASE WHEN e:InvalidEpisode THEN e.invalid_reason END AS r",
                        Map.of("id", episode))
                .get(0)
                .get("r");
    }

    private static long invalid(String family) {
        return (long) NEO4J.run("CALL metapolicy.status($id) YIELD invalidEpisodes", Map.of("id", family))
                .get(0)
                .get("invalidEpisodes");
    }

    private static Object status(String version) {
        return NEO4J.run("MATCH (v:PolicyVersion {id: $id}) RETURN v.status AS s", Map.of("id", version))
                .get(0)
                .get("s");
    }
}
