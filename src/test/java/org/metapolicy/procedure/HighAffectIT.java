package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** Acting on segments of a high affective load: approved by people, per segment or until a date, and in the trail. */
class HighAffectIT {
    private int trials;

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void familyAndSegments() {
        GovernedFamily.create(NEO4J, "f", Map.of());
        NEO4J.run(
                "UNWIND [['exam', 0.8], ['grief', 0.9], ['calm', 0.1]] AS row"
                        + " CREATE (:Segment {id: row[0]})-[:HAS_STATE]->(:SegmentState {t: 1, rv: false, affective_load: row[1]})");
    }

    @Test
    void perSegment() {
        assertThat(regime("{}", "exam", "calm")).isEqualTo("NONE");
        configure("{high_affect_segments: ['exam']}");
        assertThat(regime("{}", "exam", "calm")).isEqualTo("STANDARD");
        assertThat(regime("{}", "exam", "grief")).isEqualTo("NONE");
        assertThat(regime("{affective_load: 0.85}", "exam"))
                .as("more than the segment says")
                .isEqualTo("NONE");
        NEO4J.run("CREATE (:Segment {id: 'blank'})");
        assertThat(regime("{}", "exam", "blank")).as("one that says nothing").isEqualTo("NONE");
        assertThat(row("CALL metapolicy.select('f', {coherence: 0.5, entropy_change: 0.3, max_rv_potency: 0.0,"
                        + " affective_load: 0.8, awareness: 'FULL'})"))
                .containsEntry("regime", "NONE");
        configure("{high_affect_segments: null}");
        assertThat(regime("{}", "exam", "calm")).isEqualTo("NONE");
        verified();
    }

    @Test
    void untilADate() {
        for (String approval : List.of("high_affect_approved: true", "high_affect_segments: ['exam']")) {
            configure("{" + approval + ", high_affect_until: datetime() + duration('P1D')}");
            assertThat(regime("{}", "exam")).as(approval).isEqualTo("STANDARD");
            configure("{high_affect_until: datetime() - duration('PT1S')}");
            assertThat(regime("{}", "exam")).as(approval).isEqualTo("NONE");
            configure("{high_affect_until: null}");
            assertThat(regime("{}", "exam")).as(approval).isEqualTo("STANDARD");
            configure("{high_affect_approved: false, high_affect_until: '2026-01-01'}");
        }
        assertThat(row("CALL metapolicy.audit('f', {limit: 1})").get("actor")).isEqualTo(SharedNeo4j.OWNER);
        verified();
    }

    @Test
    void whatNobodyApprovedIsNamedAndAnEndThatCannotBeReadHasCome() {
        configure("{high_affect_approved: true}");
        for (String edit : List.of(
                "m.high_affect_segments = ['exam']",
                "m.high_affect_until = '2999-01-01T00:00:00Z'",
                "m.high_affect_until = datetime('2999-01-01T00:00:00Z')",
                "m.high_affect_until = 'never'",
                "m.high_affect_until = 4",
                "m.high_affect_segments = 'exam'")) {
            NEO4J.run("MATCH (m:MetaPolicy {id: 'f'}) SET " + edit);
            assertThat(row("CALL metapolicy.audit.verify('f') YIELD ok, problem")
                            .get("ok"))
                    .as(edit)
                    .isEqualTo(false);
            if (edit.contains("never") || edit.contains("= 4")) {
                assertThat(regime("{}", "exam")).as(edit).isEqualTo("NONE");
            }
            NEO4J.run("MATCH (m:MetaPolicy {id: 'f'}) REMOVE m.high_affect_segments, m.high_affect_until");
        }
        verified();
    }

    private static void configure(String settings) {
        NEO4J.run("CALL metapolicy.configure('f', " + settings + ", 'the ethics board')");
    }

    private Object regime(String context, String... segments) {
        String id = "t" + trials++;
        NEO4J.run(
                "CREATE (t:Trial {id: $id, coherence: 0.5, entropy_change: 0.3, awareness_condition: 'FULL'})"
                        + " WITH t MATCH (s:Segment) WHERE s.id IN $segments CREATE (t)-[:USES_SEGMENT]->(s)",
                Map.of("id", id, "segments", List.of(segments)));
        Map<String, Object> row = row("CALL metapolicy.step('f', '" + id + "', " + context + ")");
        if (row.get("episodeId") != null) {
            assertThat(row("CALL metapolicy.explain('" + row.get("episodeId") + "')"))
                    .containsEntry("repeats", true);
        }
        return row.get("regime");
    }

    private static void verified() {
        assertThat(row("CALL metapolicy.audit.verify('f') YIELD ok, problem")).containsEntry("ok", true);
    }

    private static Map<String, Object> row(String query) {
        return NEO4J.run(query).get(0);
    }
}
