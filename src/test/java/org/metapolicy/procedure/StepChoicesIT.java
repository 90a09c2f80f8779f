package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.LotteryFamily;
import org.metapolicy.testing.SharedNeo4j;

/** What a step keeps of what the others would have done, and what evaluating makes of it. */
class StepChoicesIT {
    private static final int STEPS = 200;
    private static final Map<String, Object> OPEN = LotteryFamily.OPEN;
    private static final Map<String, String> CHOICES =
            Map.of("a", "cue", "b", "rest", "c", "cue", "k", "rest", "l", "rest");

    /** By hand: a has 0.2, b and c 0.3 between them, k and l 0.5; a and c would cue, the others rest. */
    private static final Map<String, Double> PROPENSITIES = Map.of("cue", 0.35, "rest", 0.65);

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void theSumOverAllThatWouldHaveDoneItIsKeptAndRepeats() {
        family("ACTIVE");
        for (Map<String, Object> row : stepped(OPEN, CHOICES)) {
            assertThat(row).containsEntry("choices", CHOICES);
            String done = (String) row.get("interventionId");
            assertThat(done).isEqualTo(CHOICES.get(row.get("versionId")));
            assertThat((double) row.get("interventionPropensity")).isCloseTo(PROPENSITIES.get(done), within(1e-12));
        }
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode) CALL metapolicy.explain(e.id)"
                        + " YIELD repeats, choices, interventionPropensity"
                        + " RETURN DISTINCT repeats, choices, e.propensity = interventionPropensity AS same"))
                .containsExactly(Map.of("repeats", true, "choices", CHOICES, "same", true));

        NEO4J.run("MATCH (a:NoeticAdjustment) SET a.intervention_propensity = 0.5");
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode) CALL metapolicy.explain(e.id) YIELD repeats"
                        + " RETURN DISTINCT repeats"))
                .containsExactly(Map.of("repeats", false));
    }

    @Test
    void oneThatCouldHaveServedAndDoesNotSayLeavesTheDecisionUncovered() {
        family("ACTIVE");
        Map<String, String> silent = new HashMap<>(CHOICES);
        silent.remove("l");
        List<Map<String, Object>> rows = stepped(OPEN, silent);
        assertThat(rows).allSatisfy(row -> assertThat(row).containsEntry("interventionPropensity", null));
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode) WHERE e.chosen_intervention_id IS NOT NULL"
                        + " CALL metapolicy.explain(e.id) YIELD repeats RETURN DISTINCT repeats, e.propensity AS p"))
                .containsExactly(row("repeats", true, "p", null));
    }

    @Test
    void parametersSayItWhereNobodySuggests() {
        family("ACTIVE");
        NEO4J.run(
                "MATCH (v:PolicyVersion) WHERE v.id <> 'f' SET v.context_dim = 1, v.parameters_blob ="
                        + " '{\"alpha\": 0, \"actions\": {\"cue\": {\"A\": [[1]], \"b\": [' +"
                        + " CASE WHEN v.id IN ['a', 'c'] THEN '1' ELSE '-1' END + ']}, \"rest\": {\"A\": [[1]], \"b\": [0]}}}'");
        Map<String, Object> context = new HashMap<>(OPEN);
        context.put("context", List.of(1.0));
        Map<String, Object> row = stepped(context, Map.of()).get(0);
        assertThat(row).containsEntry("choices", CHOICES);
        assertThat((double) row.get("interventionPropensity"))
                .isCloseTo(PROPENSITIES.get((String) row.get("interventionId")), within(1e-12));
        context.put("context", List.of(-1.0));
        NEO4J.run("MATCH (a:NoeticAdjustment) DETACH DELETE a");
        NEO4J.run("MATCH (e:PolicyEpisode) DETACH DELETE e");
        // What is suggested comes first.
        assertThat(stepped(context, Map.of("k", "rest")).get(0))
                .containsEntry("choices", Map.of("a", "rest", "b", "cue", "c", "rest", "k", "rest", "l", "cue"));
    }

    @Test
    void inShadowTheCandidatesAreKeptAndWhatServesIsCertain() {
        family("SHADOW");
        Map<String, String> all = new HashMap<>(CHOICES);
        all.put("f", "cue");
        for (Map<String, Object> row : stepped(OPEN, all)) {
            assertThat(row)
                    .containsEntry("versionId", "f")
                    .containsEntry("choices", all)
                    .containsEntry("interventionPropensity", 1.0);
        }
    }

    @Test
    void aSuggestionThatNoVersionCanFollowIsRefused() {
        family("ACTIVE");
        refused(Map.of("nobody", "cue"), "context.suggestions names 'nobody': it must be a version of meta-policy 'm'");
        refused(Map.of("k", "jolt"), "context.suggestions names 'k' with 'jolt': it must be an intervention");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.step('m', 't0', {suggestions: ['cue']})"))
                .hasMessageContaining("a map of version ids to ids of interventions");
        assertThat(NEO4J.run("MATCH (a:NoeticAdjustment) RETURN a")).isEmpty();
    }

    /** Rewards say nothing but what was done: resting earns 0.5, cueing loses as much. */
    @Test
    void evaluatingReadsWhatStepsKept() {
        family("ACTIVE");
        stepped(OPEN, CHOICES);
        NEO4J.run("MATCH (e:PolicyEpisode) CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: e.id + ':outcome',"
                + " reward: CASE e.chosen_intervention_id WHEN 'rest' THEN 0.5 ELSE -0.5 END})");
        Map<String, Object> row = evaluated();
        assertThat(row).containsEntry("verdict", "BETTER").containsEntry("coverage", 1.0);
        assertThat((double) row.get("estimate")).isCloseTo(1.0, within(0.05));

        NEO4J.run("MATCH (e:PolicyEpisode) WHERE e.propensity = 0.35 SET e.propensity = 0.9");
        Map<String, Object> edited = evaluated();
        assertThat(edited).containsEntry("verdict", "REFUSED");
        assertThat((String) edited.get("reason")).contains("not that of its decision (first decision 'episode-");
        NEO4J.run("MATCH (e:PolicyEpisode) REMOVE e.propensity");
        assertThat(evaluated()).as("the decision tells it").isEqualTo(row);
        NEO4J.run(
                "MATCH (e:PolicyEpisode) MATCH (a:NoeticAdjustment {id: e.adjustment_id}) SET e.propensity = a.propensity");

        // An older release told how likely the version was, and kept no choices.
        NEO4J.run("MATCH (a:NoeticAdjustment) REMOVE a.intervention_propensity");
        Map<String, Object> older = evaluated();
        assertThat(older).containsEntry("verdict", "REFUSED");
        assertThat((String) older.get("reason")).contains("there is no propensity");
        NEO4J.run("MATCH (a:NoeticAdjustment) REMOVE a.choice_version_ids, a.choice_intervention_ids");
        assertThat((String) evaluated().get("reason")).contains("nothing says what would have been done");
    }

    private static Map<String, Object> evaluated() {
        return NEO4J.run("CALL metapolicy.evaluate('k', {against: 'a', propensity_min: 0.35})")
                .get(0);
    }

    private static void refused(Map<String, String> suggestions, String why) {
        assertThatThrownBy(() -> NEO4J.run(
                        "CALL metapolicy.step('m', 't0', {suggestions: $suggestions})",
                        Map.of("suggestions", suggestions)))
                .hasMessageContaining(why);
    }

    private static void family(String mode) {
        LotteryFamily.create(NEO4J, mode, "EXPERIMENTAL", Map.of("probation_share", 0.3, "explore_share", 0.5), STEPS);
        LotteryFamily.interventions(NEO4J);
    }

    private static List<Map<String, Object>> stepped(Map<String, Object> known, Map<String, String> suggestions) {
        List<Map<String, Object>> rows = IntStream.range(0, STEPS)
                .mapToObj(i -> {
                    Map<String, Object> context = new HashMap<>(known);
                    context.put("seed", i);
                    context.put("suggestions", suggestions);
                    return Map.<String, Object>of("trial", "t" + i, "context", context);
                })
                .toList();
        List<Map<String, Object>> answers = NEO4J.run(
                "UNWIND $rows AS row CALL metapolicy.step('m', row.trial, row.context)"
                        + " YIELD versionId, interventionId, choices, interventionPropensity"
                        + " RETURN versionId, interventionId, choices, interventionPropensity",
                Map.of("rows", rows));
        assertThat(answers).hasSize(STEPS).allMatch(Objects::nonNull);
        return answers;
    }

    private static Map<String, Object> row(Object... pairs) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put((String) pairs[i], pairs[i + 1]);
        }
        return row;
    }
}
