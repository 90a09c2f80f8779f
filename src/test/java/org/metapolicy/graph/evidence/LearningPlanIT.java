package org.metapolicy.graph.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.ExecutionPlanDescription;
import org.neo4j.graphdb.Result;

/** How what a version learns from is found where much came since the planner last looked at the indexes. */
class LearningPlanIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void eachEpisodesOutcomeIsSought() {
        NEO4J.run(
                "UNWIND range(1, 2000) AS i CREATE (:PolicyOutcome:CountedOutcome {id: 'o' + i, episode_id: 'e' + i}),"
                        + " (:PolicyEpisode {id: 'e' + i, policy_version_id: 'v'})");
        NEO4J.inTransaction(tx -> {
            try (Result plan = tx.execute("EXPLAIN " + GraphLearningSamples.SAMPLES, Map.of("id", "v"))) {
                assertThat(operators(plan.getExecutionPlanDescription()))
                        .filteredOn(operator -> operator.startsWith("NodeIndex") || operator.contains("LabelScan"))
                        .containsExactly("NodeIndexSeek", "NodeIndexSeek");
            }
        });
    }

    private static Stream<String> operators(ExecutionPlanDescription plan) {
        return Stream.concat(
                Stream.of(plan.getName()), plan.getChildren().stream().flatMap(LearningPlanIT::operators));
    }
}
