package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

class MetaContextIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void trial() {
        NEO4J.run(NoeticIT.TRIAL);
    }

    @Test
    void metaContextSaysWhereItComesFrom() {
        Map<String, Object> row = row("CALL metapolicy.metaContext('t')");
        assertThat(row)
                .containsEntry("coherence", 0.6)
                .containsEntry("entropyChange", 0.2)
                .containsEntry("maxRvPotency", 0.3)
                .containsEntry("affectiveLoad", 0.4)
                .containsEntry("awareness", "FULL")
                .containsEntry("missing", List.of())
                .containsEntry(
                        "rogueVariables",
                        List.of(Map.of(
                                "segment_id", "a", "collective", false, "potency", 0.3, "source", "potency_latest")))
                .containsEntry(
                        "sources",
                        Map.of(
                                "coherence", "trial",
                                "entropy_change", "trial",
                                "max_rv_potency", "potency_latest of segment a",
                                "affective_load", "latest state of segment b",
                                "awareness", "trial",
                                "coherence_stability", "the session's last 2 trials with a coherence"));
        // python3 -c "import statistics as s; print(s.stdev([.4, .6]))"; the later trial does not count.
        assertThat((double) row.get("coherenceStability")).isCloseTo(0.1414213562373095, within(1e-12));
    }

    @Test
    void aGroupTrialIsReadOverItsAlignedTrials() {
        NEO4J.run("MATCH (t:Trial {id: 't'}) CREATE (g:GroupTrial {id: 'g'})-[:ALIGNS]->(t)"
                + " CREATE (team:Group {id: 'team'})-[:HAS_GROUP_TRIAL]->(g)"
                + " CREATE (team)-[:HAS_COLLECTIVE]->(c:Segment {id: 'c'})"
                + " CREATE (c)-[:HAS_STATE]->(:SegmentState {t: 1, rv: true, potency: 0.8, affective_load: 0.1})");
        assertThat(row("CALL metapolicy.metaContext('g')"))
                .containsEntry("coherence", 0.6)
                .containsEntry("maxRvPotency", 0.8)
                .containsEntry("affectiveLoad", 0.4)
                .containsEntry("missing", List.of())
                .hasEntrySatisfying("coherenceStability", one -> assertThat((double) one)
                        .isCloseTo(0.1414213562373095, within(1e-12)))
                .hasEntrySatisfying("sources", sources -> assertThat(((Map<?, ?>) sources).get("coherence_stability"))
                        .isEqualTo("mean over the aligned trials"));
    }

    @Test
    void whatTheGraphDoesNotSayIsListed() {
        NEO4J.run("CREATE (:Trial {id: 'blank'})");
        assertThat(row("CALL metapolicy.metaContext('blank')"))
                .containsEntry("sources", Map.of())
                .containsEntry(
                        "missing",
                        List.of(
                                "coherence",
                                "entropy_change",
                                "max_rv_potency",
                                "affective_load",
                                "awareness",
                                "coherence_stability"));
        // Its own coherence may be unknown: how steady the session has been is known all the same.
        NEO4J.run("MATCH (t:Trial {id: 't'}) REMOVE t.coherence");
        NEO4J.run("MATCH (s:Session {id: 's'}) CREATE (s)-[:HAS_TRIAL]->"
                + "(:Trial {id: 't1', coherence: 0.8, timestamp: datetime('2026-03-01T09:30:00Z')})");
        // python3 -c "import statistics as s; print(s.stdev([.4, .8]))"
        assertThat((double) row("CALL metapolicy.metaContext('t')").get("coherenceStability"))
                .isCloseTo(0.28284271247461906, within(1e-12));
    }

    private static Map<String, Object> row(String query) {
        return NEO4J.run(query).get(0);
    }
}
