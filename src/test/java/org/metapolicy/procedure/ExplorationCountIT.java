package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** How often somebody was given a candidate holds them back, and is held against what was decided for them. */
class ExplorationCountIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamilyThatExplores() {
        GovernedFamily.create(
                        NEO4J,
                        "m",
                        Map.of("risk_tier", "EXPERIMENTAL", "explore_participant_max", 3, "explore_share", 0.5))
                .live("v")
                .candidate("k")
                .active();
        NEO4J.run("UNWIND range(1, 40) AS i CREATE (:Trial {id: 't' + i, participant_id: 'p',"
                + " timestamp: datetime('2026-03-01T10:00:00Z')})");
        steps(1, 20);
        assertThat(explored()).isEqualTo(3);
        assertThat(problem()).isNull();
    }

    private static void steps(int first, int last) {
        NEO4J.run(
                "UNWIND range($first, $last) AS i CALL metapolicy.step('m', 't' + i, {coherence: 0.6, entropy_change: 0.5,"
                        + " max_rv_potency: 0.0, affective_load: 0.2, awareness: 'FULL', seed: i}) YIELD versionId RETURN 1",
                Map.of("first", first, "last", last));
    }

    private static long explored() {
        return (long) NEO4J.run("MATCH (e:PolicyEpisode {policy_version_id: 'k'}) RETURN count(e) AS n")
                .get(0)
                .get("n");
    }

    private static Object problem() {
        return NEO4J.run("CALL metapolicy.audit.verify('m', {recount: true}) YIELD problem RETURN problem")
                .get(0)
                .get("problem");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SET q.count = 0    | 0
                    SET q.count = -9   | -9
                    SET q.count = 'x'  | 'x'
                    REMOVE q.count     | null
                    DELETE q           | null
                    """)
    void oneThatSaysLessThanWasDecidedIsFound(String edit, String says) {
        NEO4J.run("MATCH (q:ExplorationQuota) " + edit);
        assertThat(problem().toString())
                .startsWith("the ExplorationQuota of 2026-03-01 of whom decision 'adjustment-")
                .endsWith("has count " + says + ", and 3 decisions of that day gave them a candidate")
                .doesNotContain("'p'");
    }

    /** More than was decided holds somebody back who could go on, and who deletes what was decided long ago makes it so. */
    @Test
    void oneThatSaysMoreIsNoFault() {
        NEO4J.run("MATCH (q:ExplorationQuota) SET q.count = 7");
        assertThat(problem()).isNull();
    }

    @Test
    void oneThatCannotBeReadOpensNothingAndFailsNoStep() {
        int trial = 20;
        for (String edit : List.of("q.count = 'x'", "q.count = -9", "q.count = 0.5", "q.count = [1]")) {
            NEO4J.run("MATCH (q:ExplorationQuota) SET " + edit);
            steps(trial + 1, trial + 5);
            trial += 5;
            assertThat(explored()).as(edit).isEqualTo(3);
        }
    }
}
