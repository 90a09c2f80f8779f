package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.CypherBlock;
import org.metapolicy.testing.MarkdownPage;
import org.metapolicy.testing.SharedNeo4j;

/** What versions would have earned that never acted, in a graph. */
class EvaluateIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Python: mean of w r, by the pattern of the log; the values are exact, as every situation met every choice alike. */
    @Test
    void theExampleOfTheDocumentIsWhatItSays() {
        example();
        Map<String, Object> value = evaluate("fits", Map.of("propensity_min", 0.4, "estimator", "IPS"));
        assertThat(value).containsEntry("verdict", "ESTIMATED").containsEntry("n", 800L);
        assertThat((double) value.get("meanWeight")).isEqualTo(1, within(1e-9));
        assertThat((double) value.get("coverage")).isEqualTo(1);
        assertThat((double) value.get("largestWeight")).isEqualTo(2.5, within(1e-9));
        Map<String, Object> difference = evaluate("fits", Map.of("against", "plain", "propensity_min", 0.4));
        assertThat(difference).containsEntry("verdict", "BETTER");
        assertThat((double) difference.get("estimate")).isBetween(0.2, 0.3);
        assertThat((double) difference.get("lower")).isPositive().isLessThan((double) difference.get("estimate"));
        assertThat(evaluate("plain", Map.of("against", "fits", "propensity_min", 0.4)))
                .containsEntry("verdict", "WORSE");
        Map<String, Object> nobody = evaluate("fits", Map.of("against", "NO_INTERVENTION", "propensity_min", 0.4));
        assertThat(nobody).containsEntry("verdict", "REFUSED").containsEntry("estimate", null);
        assertThat((String) nobody.get("reason")).contains("the mean weight of what it is compared with is 0,");
    }

    @Test
    void oddValuesAreNotCoveredAndNamed() {
        example();
        NEO4J.run(
                "MATCH (:PolicyVersion {id: 'fits'})-[w:WOULD_CHOOSE]->(e) WITH w, toInteger(split(e.id, '.')[1]) AS i"
                        + " WHERE i < 4 SET w.interventions = CASE i WHEN 0 THEN 7 WHEN 1 THEN [] ELSE ['cue', 'rest'] END,"
                        + " w.probabilities = CASE i WHEN 2 THEN [0.7, 0.7] ELSE [1.0] END");
        NEO4J.run("MATCH (e:PolicyEpisode) WITH e, toInteger(split(e.id, '.')[1]) AS i WHERE 4 <= i < 9"
                + " SET e.propensity = CASE i WHEN 4 THEN 'half' WHEN 5 THEN 0 WHEN 6 THEN 0.05 WHEN 7 THEN null ELSE 0.6 END,"
                + " e.human_override = CASE i WHEN 8 THEN true END");
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'pause.9'})-[:HAS_OUTCOME]->(o) SET o.reward = 'good'");
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'pause.10'})-[:HAS_OUTCOME]->(o) DETACH DELETE o");
        Map<String, Object> row = evaluate("fits", Map.of("propensity_min", 0.4));
        assertThat(row).containsEntry("verdict", "ESTIMATED").containsEntry("n", 798L);
        assertThat((double) row.get("coverage")).isEqualTo(789 / 798.0, within(1e-12));
        assertThat((String) row.get("reason"))
                .contains(
                        "4 not covered: what would have been done cannot be read (first decision 'pause.0', interventions"
                                + " is 7")
                .contains("1 not covered: a person overrode it (first decision 'pause.8')")
                .contains(
                        "2 not covered: its propensity is no number above 0 and up to 1, or not that of its decision (first decision 'pause.4')")
                .contains("1 not covered: its propensity is below propensity_min (first decision 'pause.6')")
                .contains("1 not covered: there is no propensity (first decision 'pause.7')")
                .contains("1 left out: no outcome came")
                .contains("1 left out: the reward is no number in its range");
    }

    /** Linked or named, uncounted ones contradict each other; one that was counted is the decision's. */
    @Test
    void severalUncountedOutcomesOfADecisionAreLeftOutAndTold() {
        example();
        NEO4J.run("MATCH (e:PolicyEpisode) WHERE e.id IN ['pause.0', 'pause.1']"
                + " CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'a' + e.id, reward: 1.0})");
        NEO4J.run("CREATE (:PolicyOutcome {id: 'b', episode_id: 'pause.2', reward: 1.0})");
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'pause.3'}) SET e.twice = true WITH e MATCH (e)-[:HAS_OUTCOME]->(o)"
                + " CREATE (e)-[:HAS_OUTCOME]->(o)");
        Map<String, Object> row = evaluate("fits", Map.of("propensity_min", 0.4));
        assertThat(row).containsEntry("n", 797L);
        assertThat((String) row.get("reason"))
                .contains("3 left out: several outcomes came, of which none has been counted");
        NEO4J.run("MATCH (:PolicyEpisode {id: 'pause.0'})-[:HAS_OUTCOME]->(o) WHERE o.id <> 'apause.0'"
                + " SET o:CountedOutcome");
        NEO4J.run("MATCH (o:PolicyOutcome {id: 'apause.1'}) SET o:InvalidOutcome");
        assertThat(evaluate("fits", Map.of("propensity_min", 0.4))).containsEntry("n", 799L);
    }

    @Test
    void badInputIsRefused() {
        example();
        refused("nobody", Map.of(), "there is no version 'nobody'");
        refused("fits", Map.of("againts", "plain"), "unknown option 'againts'");
        refused("fits", Map.of("against", "fits"), "it must be another version than the one that is judged");
        refused("fits", Map.of("against", "nobody"), "there is no version 'nobody'");
        refused("fits", Map.of("estimator", "BEST"), "one of DR, SNIPS, IPS, DM");
        refused("fits", Map.of("propensity_min", 0), "a number from 0.000001 to 1");
        refused("fits", Map.of("from", "2026-01-02", "to", "2026-01-01"), "the period must end after it begins");
        refused("fits", Map.of("reward_low", 1, "reward_high", 0), "reward_low must be below reward_high");
        NEO4J.run("CALL metapolicy.create({id: 'g'}, 'another')");
        NEO4J.run("CALL metapolicy.registerVersion('g', {id: 'g.v', policy_id: 'p'}, 'another')");
        refused("fits", Map.of("against", "g.v"), "it must be a version of meta-policy 'pauses'");
    }

    /** Each by what its parameters say at the context: the one prefers rest where the first number is positive. */
    @Test
    void parametersSayWhatWouldHaveBeenDone() {
        example();
        NEO4J.run("MERGE (p:Policy {id: 'pauses'}) WITH p UNWIND ['cue', 'rest'] AS id"
                + " MERGE (i:InterventionType {id: id}) SET i.active = true, i.risk_level = 'LOW'"
                + " MERGE (p)-[:USES_INTERVENTION]->(i)");
        NEO4J.run(
                "CALL metapolicy.registerVersion('pauses', {id: 'bandit', policy_id: 'pauses', version_tag: 'bandit',"
                        + " parameters: {alpha: 0, actions: {rest: {A: [[1.0]], b: [1.0]}, cue: {A: [[1.0]], b: [-1.0]}}}}, 'x')");
        NEO4J.run(
                "MATCH (e:PolicyEpisode) SET e.context = [CASE e.context_cluster WHEN 'tense' THEN 1.0 ELSE -1.0 END]");
        assertThat(evaluate("bandit", Map.of("propensity_min", 0.4)).get("estimate"))
                .isEqualTo(evaluate("fits", Map.of("propensity_min", 0.4)).get("estimate"));
        assertThat(evaluate("bandit", Map.of("against", "fits", "propensity_min", 0.4)))
                .containsEntry("estimate", 0.0)
                .containsEntry("effectiveN", 0.0)
                .containsEntry("verdict", "NOT_WORSE");
    }

    private static void example() {
        for (CypherBlock block : CypherBlock.of(
                MarkdownPage.read(Path.of("docs/counterfactual.md").toAbsolutePath()))) {
            block.statements().forEach(statement -> NEO4J.run(statement.replace("'neo4j'", "'owner'")));
        }
    }

    private static Map<String, Object> evaluate(String version, Map<String, Object> options) {
        List<Map<String, Object>> rows =
                NEO4J.run("CALL metapolicy.evaluate($id, $options)", Map.of("id", version, "options", options));
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static void refused(String version, Map<String, Object> options, String why) {
        assertThatThrownBy(() -> evaluate(version, options)).hasMessageContaining(why);
    }
}
