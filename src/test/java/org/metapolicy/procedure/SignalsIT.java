package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.testing.SelectionGraph.version;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.testing.SelectionGraph;
import org.metapolicy.testing.SharedNeo4j;

/** Signals as other programs leave them, and as callers give them: what cannot be read is missing, of two the careful holds. */
class SignalsIT {
    /** Values of every type that the database stores, none of which is a number in [0, 1], a boolean or an awareness. */
    private static final List<String> ODD = List.of(
            "'0.2'",
            "''",
            "'full'",
            "'true'",
            "[0.2]",
            "['FULL']",
            "[true]",
            "0.0/0.0",
            "1.0/0.0",
            "-1.0/0.0",
            "date()",
            "datetime()",
            "localdatetime()",
            "time()",
            "localtime()",
            "duration('PT1H')",
            "point({x: 0.1, y: 0.2})");

    private static final String CALM =
            "{coherence: 0.6, entropy_change: 0.2, max_rv_potency: 0.1, affective_load: 0.1, awareness: 'FULL'}";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void familyAndTrial() {
        NEO4J.run(SelectionGraph.FAMILY, Map.of("id", "m", "set", Map.of()));
        NEO4J.run(
                SelectionGraph.LIVE,
                Map.of("id", "m", "rows", List.of(version("v", 0.6, 0.1, 500), version("f", 0.3, 0.0, 500))));
        NEO4J.run(SelectionGraph.DEFAULT, Map.of("id", "m", "version", "v"));
        NEO4J.run(SelectionGraph.FALLBACK, Map.of("id", "m", "version", "f"));
        NEO4J.run("CREATE (t:Trial {id: 't', coherence: 0.6, entropy_change: 0.2, awareness_condition: 'FULL'})"
                + "-[:USES_SEGMENT]->(s:Segment {id: 's', potency_latest: 0.1})"
                + " CREATE (s)-[:HAS_STATE]->(:SegmentState {t: 1, rv: true, potency: 0.1, coherence: 0.6,"
                + " affective_load: 0.1})"
                + " CREATE (s)-[:HAS_STATE]->(:SegmentState {t: 2, rv: true, potency: 0.2, coherence: 0.6,"
                + " affective_load: 0.2})");
    }

    @Test
    void untouchedTheTrialOpensStandard() {
        assertThat(step("{}")).containsEntry("regime", "STANDARD").containsEntry("missing", List.of());
    }

    static Stream<Arguments> properties() {
        String trial = "MATCH (x:Trial {id: 't'}) SET x.";
        String newest = "MATCH (x:SegmentState {t: 2}) SET x.";
        return Stream.of(
                Arguments.of("coherence", trial + "coherence = "),
                Arguments.of("entropy_change", trial + "entropy_change = "),
                Arguments.of("awareness", trial + "awareness_condition = "),
                Arguments.of(
                        "coherence",
                        "MATCH (t:Trial {id: 't'}), (x:SegmentState {t: 2}) REMOVE t.coherence"
                                + " SET x.coherence = "),
                Arguments.of("max_rv_potency", newest + "rv = "),
                Arguments.of("max_rv_potency", newest + "potency = "),
                Arguments.of(
                        "max_rv_potency",
                        "MATCH (s:Segment {id: 's'}), (x:SegmentState {t: 2}) REMOVE x.potency SET s.potency_latest = "),
                Arguments.of("affective_load", newest + "affective_load = "));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("properties")
    void whatCannotBeReadIsMissingWhateverElseSaysIt(String signal, String edit) {
        for (String odd : ODD) {
            NEO4J.run(edit + odd);
            for (String context : List.of("{}", CALM)) {
                Map<String, Object> row = step(context);
                assertThat(row).as("%s, %s", odd, context).containsEntry("regime", "CONSERVATIVE");
                assertThat(list(row, "missing")).as(odd).contains(signal);
            }
            assertThat(sources()).as(odd).hasEntrySatisfying(signal, why -> assertThat((String) why)
                    .startsWith("not known: "));
        }
    }

    @Test
    void outOfRangeIsUnreadableToo() {
        for (String edit : List.of(
                "MATCH (x:Trial {id: 't'}) SET x.coherence = 62",
                "MATCH (x:SegmentState {t: 2}) SET x.potency = -0.1",
                "MATCH (x:SegmentState {t: 2}) SET x.affective_load = 1.0000001")) {
            NEO4J.run(edit);
            assertThat(step(CALM)).as(edit).containsEntry("regime", "CONSERVATIVE");
        }
    }

    @Test
    void aStateWhoseTimeCannotBeReadMayBeTheNewest() {
        for (String odd : List.of(
                "'2'",
                "''",
                "true",
                "[2]",
                "0.0/0.0",
                "1.0/0.0",
                "time()",
                "localtime()",
                "duration('PT1H')",
                "null",
                "point({x: 2.0, y: 2.0})",
                "date('2026-01-01')",
                "'2026-01-01T00:00:00Z'",
                "2",
                "2.0")) {
            NEO4J.run(
                    "MATCH (s:Segment {id: 's'}) CREATE (s)-[:HAS_STATE]->(n:SegmentState:Odd {rv: true, potency: 0.2,"
                            + " affective_load: 0.3}) SET n.t = " + odd);
            Map<String, Object> row = step(CALM);
            assertThat(row).as(odd).containsEntry("regime", "CONSERVATIVE");
            assertThat(list(row, "missing")).as(odd).containsExactly("max_rv_potency", "affective_load");
            // A high load of what may be the newest is one.
            NEO4J.run("MATCH (n:Odd) SET n.affective_load = 0.95");
            assertThat(step("{}")).as(odd).containsEntry("regime", "NONE");
            NEO4J.run("MATCH (n:Odd) DETACH DELETE n");
        }
    }

    @Test
    void timesOrderStatesExactly() {
        NEO4J.run("MATCH (s:SegmentState) SET s.t = 1709284500123000000 + s.t");
        assertThat(row("CALL metapolicy.metaContext('t')")).containsEntry("affectiveLoad", 0.2);
        NEO4J.run("MATCH (s:SegmentState) SET s.t = CASE s.affective_load WHEN 0.2"
                + " THEN datetime('2026-01-01T00:00:00.000000002Z') ELSE '2026-01-01 00:00:00.000000001' END");
        assertThat(row("CALL metapolicy.metaContext('t')")).containsEntry("affectiveLoad", 0.2);
        NEO4J.run("MATCH (s:Segment)-[:HAS_STATE]->(n) WITH s, n CREATE (s)-[:HAS_STATE]->(n)");
        assertThat(row("CALL metapolicy.metaContext('t')")).containsEntry("maxRvPotency", 0.2);
    }

    @Test
    void ofTwoSegmentsThatShareAnIdTheDangerousOneCounts() {
        NEO4J.run("MATCH (t:Trial {id: 't'}) CREATE (t)-[:USES_SEGMENT]->(:Segment {id: 's'})"
                + "-[:HAS_STATE]->(:SegmentState {t: 1, rv: true, potency: 0.9, affective_load: 0.9})");
        assertThat(step("{}")).containsEntry("regime", "NONE");
        NEO4J.run("MATCH (t:Trial {id: 't'}) CREATE (t)-[:USES_SEGMENT]->(:Segment {id: 's'})"
                + "-[:HAS_STATE]->(:SegmentState {t: 1, rv: false, affective_load: 0.1})");
        assertThat(step("{}")).as("whichever is read first").containsEntry("regime", "NONE");
    }

    @Test
    void theCallerTalksNoDangerAway() {
        NEO4J.run("MATCH (x:SegmentState {t: 2}) SET x.affective_load = 0.95, x.potency = 0.9");
        assertThat(step(CALM)).containsEntry("regime", "NONE").containsEntry("decision", "NO_INTERVENTION");
        NEO4J.run("MATCH (x:SegmentState {t: 2}) SET x.affective_load = 0.2");
        NEO4J.run("MATCH (t:Trial {id: 't'}) SET t.awareness_condition = 'IU'");
        assertThat(step(CALM)).containsEntry("regime", "CONSERVATIVE");
        assertThat(step("{affective_load: 0.7}")).containsEntry("regime", "NONE");
        assertThat(NEO4J.run("MATCH (:Trial)-[:HAS_ADJUSTMENT]->(a) RETURN a.signal_sources AS s ORDER BY a.created_at")
                        .get(0)
                        .get("s"))
                .asInstanceOf(InstanceOfAssertFactories.array(String[].class))
                .contains("affective_load: latest state of segment s, more careful than the 0.1 of the context");
    }

    @Test
    void theFamilysThresholdsDecide() {
        NEO4J.run("MATCH (m:MetaPolicy {id: 'm'}) SET m.affective_load_high = 0.9, m.coherence_high = 0.95");
        NEO4J.run("MATCH (x:SegmentState {t: 2}) SET x.affective_load = 0.8");
        assertThat(step("{}")).containsEntry("regime", "STANDARD");
        assertThat((String) step("{affective_load: 0.9}").get("reason")).contains("affective load is at least 0.9");
        assertThat(row("CALL metapolicy.select('m', {coherence: 0.9, entropy_change: 0.0, max_rv_potency: 0.0,"
                        + " affective_load: 0.1, awareness: 'FULL'})"))
                .containsEntry("regime", "STANDARD");
        // What of a load is known is high by the family's threshold, and so already enough.
        NEO4J.run("MATCH (m:MetaPolicy {id: 'm'}) SET m.affective_load_high = 0.6");
        NEO4J.run("MATCH (t:Trial {id: 't'}) CREATE (t)-[:USES_SEGMENT]->(:Segment {id: 'blank'})");
        NEO4J.run("MATCH (x:SegmentState {t: 2}) SET x.affective_load = 0.6");
        assertThat(step("{}")).containsEntry("regime", "NONE");
        assertThat(row("CALL metapolicy.replay('m', {config: {affective_load_high: 0.61}})"))
                .containsEntry("newDecision", "USE_VERSION");
    }

    @Test
    void highIsNotStableWhereTheSessionWentUpAndDown() {
        NEO4J.run("MATCH (t:Trial {id: 't'}) SET t.coherence = 0.9, t.entropy_change = 0.0,"
                + " t.timestamp = datetime('2026-03-01T10:00:00Z')");
        Map<String, Object> alone = step("{}");
        assertThat(alone).containsEntry("regime", "NONE");
        assertThat((String) alone.get("reason")).contains("how steady the session has been is not known");
        NEO4J.run("MATCH (t:Trial {id: 't'}) CREATE (s:Session {id: 'z'})-[:HAS_TRIAL]->(t)"
                + " CREATE (s)-[:HAS_TRIAL]->(:Trial:Other {id: 'o', coherence: 0.8,"
                + " timestamp: datetime('2026-03-01T09:00:00Z')})");
        // python3 -c "import statistics as s; print(s.stdev([.8, .9]))" is 0.07
        assertThat((String) step("{}").get("reason")).startsWith("NONE (coherence is high and stable and");
        assertThat(step("{coherence_stability: 0.2}")).containsEntry("regime", "STANDARD");
        NEO4J.run("MATCH (o:Other) SET o.coherence = 0.2");
        Map<String, Object> unsteady = step("{}");
        assertThat(unsteady).containsEntry("regime", "STANDARD");
        assertThat(row("CALL metapolicy.explain('" + unsteady.get("episodeId") + "')"))
                .containsEntry("repeats", true)
                .extracting("signals")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsKey("coherence_stability");
        assertThat(row("CALL metapolicy.select('m', {coherence: 0.9, entropy_change: 0.0, max_rv_potency: 0.0,"
                        + " affective_load: 0.1, awareness: 'FULL', coherence_stability: 0.2})"))
                .containsEntry("regime", "STANDARD");
        NEO4J.run("MATCH (m:MetaPolicy {id: 'm'}) SET m.coherence_stability_max = 0.6");
        assertThat(step("{}")).containsEntry("regime", "NONE");
    }

    @Test
    void ofASessionOneTrialThatCannotBeReadMakesItsSteadinessUnknown() {
        NEO4J.run("MATCH (t:Trial {id: 't'}) SET t.timestamp = datetime('2026-03-01T10:00:00Z')"
                + " CREATE (s:Session {id: 'z'})-[:HAS_TRIAL]->(t) CREATE (s)-[:HAS_TRIAL]->(:Trial:Other {id: 'o',"
                + " coherence: 0.8, timestamp: datetime('2026-03-01T09:00:00Z')})"
                + " CREATE (s)-[:HAS_TRIAL]->(:Trial {id: 'first', coherence: 0.7,"
                + " timestamp: datetime('2026-03-01T08:00:00Z')})");
        assertThat(row("CALL metapolicy.metaContext('t')").get("coherenceStability"))
                .isNotNull();
        for (String edit : List.of(
                "SET o.coherence = '0.8'", "SET o.coherence = 8.0", "SET o.timestamp = 'noon'", "REMOVE o.timestamp")) {
            NEO4J.run("MATCH (o:Other) SET o.coherence = 0.8, o.timestamp = datetime('2026-03-01T09:00:00Z') WITH o "
                    + edit);
            assertThat(row("CALL metapolicy.metaContext('t')").get("coherenceStability"))
                    .as(edit)
                    .isNull();
        }
    }

    @Test
    void countingReadsPotencyAsDecisionsDo() {
        NEO4J.run("CREATE (:Segment {id: 'calmer', potency_latest: 0.95})-[:HAS_STATE]->"
                + "(:SegmentState {t: 1, rv: true, potency: 0.1, affective_load: 0.1})");
        NEO4J.run("CREATE (:Segment {id: 'timed'})-[:HAS_STATE]->"
                + "(:SegmentState {t: datetime(), rv: true, potency: 0.95, affective_load: 0.1})");
        NEO4J.run(
                "CREATE (:Segment {id: 'rolled-up', potency_latest: 0.95})-[:HAS_STATE]->(:SegmentState {t: 1, rv: true})");
        NEO4J.run("CREATE (s:Segment {id: 'unplaced', potency_latest: 0.95})"
                + " CREATE (s)-[:HAS_STATE]->(:SegmentState {t: 'now', rv: true, potency: 0.95})");
        NEO4J.run("CREATE (s:Segment {id: 'unread', potency_latest: 0.95})"
                + " CREATE (s)-[:HAS_STATE]->(:SegmentState {t: 1, rv: true, potency: '0.95'})");
        NEO4J.run("CREATE (s:Segment {id: 'percent'})-[:HAS_STATE]->(:SegmentState {t: 1, rv: true, potency: 95})");
        List<String> ids = List.of("calmer", "timed", "rolled-up", "unplaced", "unread", "percent");
        NEO4J.run(
                "UNWIND $ids AS id MATCH (s:Segment {id: id}), (v:PolicyVersion {id: 'v'})"
                        + " CREATE (:Trial {id: id})-[:USES_SEGMENT]->(s) CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode"
                        + " {id: id, timestamp: datetime(), rv_segment_ids: [id]})-[:HAS_OUTCOME]->(:PolicyOutcome"
                        + " {id: id, reward: 0.5})",
                Map.of("ids", ids));
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        for (String id : ids) {
            Object potency = row("CALL metapolicy.metaContext('" + id + "')").get("maxRvPotency");
            assertThat(row("MATCH (o:PolicyOutcome {id: '" + id + "'}) RETURN o.counted_high_potency AS high"))
                    .as(id)
                    .containsEntry("high", potency != null && (double) potency >= 0.7);
        }
        assertThat(row("CALL metapolicy.metaContext('calmer')")).containsEntry("maxRvPotency", 0.1);
        assertThat(row("CALL metapolicy.metaContext('rolled-up')")).containsEntry("maxRvPotency", 0.95);
        assertThat(row("CALL metapolicy.metaContext('unread')")).containsEntry("maxRvPotency", null);
    }

    /** A step with a trial that looks as 't' does now. */
    private static Map<String, Object> step(String context) {
        NEO4J.run(
                "MATCH (:Trial {id: 't'})-[:HAS_ADJUSTMENT]->(a) OPTIONAL MATCH (e:PolicyEpisode {adjustment_id: a.id})"
                        + " DETACH DELETE e SET a.meta_policy_id = 'past', a.id = a.id + rand()");
        return row("CALL metapolicy.step('m', 't', " + context + ")");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> sources() {
        return (Map<String, Object>) row("CALL metapolicy.metaContext('t')").get("sources");
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, Object> row, String key) {
        return (List<Object>) row.get(key);
    }

    private static Map<String, Object> row(String query) {
        return NEO4J.run(query).get(0);
    }
}
