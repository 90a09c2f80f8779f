package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** What services report of decisions, of what came of them, and of what people did instead. */
class RecordIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamily() {
        GovernedFamily.create(NEO4J, "f", Map.of()).active();
        NEO4J.run("CREATE (:InterventionType {id: 'cue'}), (:InterventionType {id: 'walk'})");
    }

    private static void decided(String id) {
        NEO4J.run("CALL metapolicy.recordEpisode('base', {id: $id, chosen_intervention_id: 'cue'})", Map.of("id", id));
    }

    @Test
    void whatAPersonDidInsteadIsKeptBesideWhatWasDecided() {
        decided("e");
        String call = "CALL metapolicy.recordOverride('e', {type: 'REPLACED', instead: 'walk', reason: 'no time'})";
        assertThat(NEO4J.run(call)).containsExactly(Map.of("episodeId", "e", "created", true));
        assertThat(NEO4J.run(call)).containsExactly(Map.of("episodeId", "e", "created", false));
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode {id: 'e'})-[:APPLIED_INTERVENTION]->(i) RETURN i.id AS done,"
                        + " e.chosen_intervention_id AS chosen, e.overridden_intervention_id AS decided,"
                        + " e.human_override AS overridden, e.override_type AS type, e.override_reason AS reason"))
                .containsExactly(Map.of(
                        "done", "walk",
                        "chosen", "walk",
                        "decided", "cue",
                        "overridden", true,
                        "type", "REPLACED",
                        "reason", "no time"));
        decided("e");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recordOverride('e', {instead: 'cue'})"))
                .hasMessageContaining("stands as overridden with chosen_intervention_id 'walk'");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recordOverride('nobody')"))
                .hasMessageContaining("there is no episode 'nobody'");
    }

    @Test
    void anOverrideIsToldUntilItsOutcomeIsCounted() {
        decided("e");
        decided("late");
        NEO4J.run("CALL metapolicy.recordOutcome('e', {reward: 0.5})");
        NEO4J.run("CALL metapolicy.recordOutcome('late', {reward: 0.5})");
        assertThat(NEO4J.run("CALL metapolicy.recordOutcome('e', {reward: 0.5, human_override: true})"))
                .as("the outcome stood, the override is new")
                .containsExactly(Map.of("outcomeId", "e:outcome", "created", false));
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("MATCH (o:CountedOutcome) RETURN o.episode_id AS id, o.counted_override AS overridden"))
                .containsExactlyInAnyOrder(
                        Map.of("id", "e", "overridden", true), Map.of("id", "late", "overridden", false));
        NEO4J.run("CALL metapolicy.recordOverride('e')");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recordOverride('late')"))
                .hasMessageContaining("a refresh has counted episode 'late' as not overridden");
        assertThatThrownBy(
                        () -> NEO4J.run("CALL metapolicy.recordOutcome('late', {reward: 0.5, human_override: true})"))
                .hasMessageContaining("a refresh has counted episode 'late' as not overridden");
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f', {recount: true}) YIELD ok"))
                .containsExactly(Map.of("ok", true));
    }

    @Test
    void anOverrideIsToldAfterItsOutcomeCountedWhileItsStatusWaitsForAnEarlierOne() {
        NEO4J.run("CALL metapolicy.recordEpisode('base', {id: 'earlier', timestamp: datetime() - duration('PT10M')})");
        NEO4J.run("CALL metapolicy.recordEpisode('base', {id: 'e', timestamp: datetime() - duration('PT5M')})");
        NEO4J.run("CALL metapolicy.recordOutcome('e', {reward: 0.5})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("MATCH (o:CountedOutcome) RETURN o.episode_id AS id"))
                .containsExactly(Map.of("id", "e"));
        assertThat(NEO4J.run("MATCH (e:ResolvedEpisode) RETURN e")).isEmpty();

        NEO4J.run("CALL metapolicy.recordOverride('e')");
        NEO4J.run("CALL metapolicy.recordOutcome('earlier', {reward: 0.5})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("MATCH (e:ResolvedEpisode) RETURN e.id AS id, e.counted_override AS overridden"
                        + " ORDER BY e.counted_number"))
                .containsExactly(Map.of("id", "earlier", "overridden", false), Map.of("id", "e", "overridden", true));
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recordOverride('earlier')"))
                .hasMessageContaining("a refresh has counted episode 'earlier' as not overridden");
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f', {recount: true}) YIELD ok"))
                .containsExactly(Map.of("ok", true));
    }

    @Test
    void anOverrideWithoutAnOutcomeCountsWhenItsTimeIsUp() {
        NEO4J.run("CALL metapolicy.recordEpisode('base', {id: 'e', timestamp: datetime() - duration('PT2H')})");
        NEO4J.run("CALL metapolicy.recordOverride('e', {type: 'SKIPPED'})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("MATCH (e:ResolvedEpisode) RETURN e.counted_override AS overridden"))
                .containsExactly(Map.of("overridden", true));
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recordOverride('e', {instead: 'walk'})"))
                .hasMessageContaining(
                        "a refresh has counted episode 'e' as overridden: chosen_intervention_id can no longer be added");
    }

    @Test
    void anotherContentUnderTheSameIdIsRefused() {
        decided("e");
        NEO4J.run("CALL metapolicy.recordOutcome('e', {reward: 1})");
        NEO4J.run("CALL metapolicy.recordOutcome('e', {reward: 1.0})");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recordOutcome('e', {reward: -1})"))
                .hasMessageContaining("outcome 'e:outcome' was recorded with reward 1.0, and -1.0 is told now");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recordEpisode('base', {id: 'e', human_override: true})"))
                .hasMessageContaining("episode 'e' was recorded without human_override, and true is told now")
                .hasMessageContaining("metapolicy.recordOverride tells that a person overruled it");
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode)-[:HAS_OUTCOME]->(o) RETURN e.human_override IS NULL AS none,"
                        + " o.reward AS reward"))
                .containsExactly(Map.of("none", true, "reward", 1.0));
    }

    @Test
    void aDecisionOfStepIsOverriddenByItsProcedureAlone() {
        NEO4J.run("CREATE (:Trial {id: 't', timestamp: datetime()})");
        Object episode = NEO4J.run("CALL metapolicy.step('f', 't') YIELD episodeId")
                .get(0)
                .get("episodeId");
        Map<String, Object> id = Map.of("id", episode);
        assertThatThrownBy(
                        () -> NEO4J.run("CALL metapolicy.recordEpisode('base', {id: $id, human_override: true})", id))
                .hasMessageContaining("metapolicy.recordOverride");
        NEO4J.run(
                "CALL metapolicy.recordOutcome($id, {reward: -0.2, human_override: true, override_type: 'SKIPPED'})",
                id);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("MATCH (o:CountedOutcome) RETURN o.counted_override AS overridden"))
                .containsExactly(Map.of("overridden", true));
    }

    @Test
    void manyAreRecordedAtOnceOrNone() {
        String rows =
                "[{version_id: 'base', episode: {id: 'a', chosen_intervention_id: 'cue'}, outcome: {reward: 0.1}},"
                        + " {version_id: 'base', episode: {id: 'b'}},"
                        + " {version_id: 'base', outcome: {reward: 1, human_override: true, chosen_intervention_id: 'walk'}}%s]";
        assertThat(NEO4J.run("CALL metapolicy.recordAll(" + rows.formatted("") + ")"))
                .containsExactly(Map.of("episodes", 3L, "outcomes", 2L, "created", 5L, "repeated", 0L));
        assertThat(NEO4J.run("MATCH (:PolicyVersion {id: 'base'})-[:EVALUATED_IN]->(e) OPTIONAL MATCH"
                        + " (e)-[:HAS_OUTCOME]->(o) RETURN count(e) AS episodes, count(o) AS outcomes,"
                        + " count(CASE WHEN e.human_override THEN 1 END) AS overridden"))
                .containsExactly(Map.of("episodes", 3L, "outcomes", 2L, "overridden", 1L));
        assertThat(NEO4J.run(
                        "CALL metapolicy.recordAll([{version_id: 'base', episode: {id: 'a'}, outcome: {reward: 0.1}},"
                                + " {version_id: 'base', episode: {id: 'b'}, outcome: {reward: 0.3}}])"))
                .containsExactly(Map.of("episodes", 2L, "outcomes", 2L, "created", 1L, "repeated", 3L));
        refused(rows.formatted(", {version_id: 'nobody'}"), "rows[3]: there is no policy version 'nobody'");
        refused(rows.formatted(", {version_id: 'base', outcome: {}}"), "rows[3].outcome.reward is missing");
        refused(rows.formatted(", {version: 'base'}"), "unknown key 'version' in rows[3]");
        refused(rows.formatted(", 7"), "rows[3] is 7: it must be a map of version_id, episode and outcome");
        refused(
                rows.formatted(", {version_id: 'base', episode: {id: 'a', chosen_intervention_id: 'walk'}}"),
                "rows[3]: episode 'a' was recorded with chosen_intervention_id 'cue'");
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode) RETURN count(*) AS n")).containsExactly(Map.of("n", 3L));
    }

    @Test
    void anOutcomeThatCameBeforeItsEpisodeIsMetAmongManyToo() {
        NEO4J.run("CREATE (:PolicyOutcome {id: 'early', episode_id: 'e130', reward: 0.5})");
        String many = "[x IN range(101, 160) | {version_id: 'base', episode: {id: 'e' + x}, outcome: {reward: 0.1}}]";
        String others = "[x IN range(201, 260) | {version_id: 'base', episode: {id: 'e' + x}, outcome: {reward: 0.1}}]";

        refused(many, "rows[29]: episode 'e130' has outcome 'early': an episode has one outcome");
        assertThat(NEO4J.run("CALL metapolicy.recordAll(" + others + ") YIELD created RETURN created"))
                .containsExactly(Map.of("created", 120L));
        assertThat(NEO4J.run(
                        "CALL metapolicy.recordAll(" + others + ") YIELD created, repeated RETURN created, repeated"))
                .containsExactly(Map.of("created", 0L, "repeated", 120L));
        refused(
                others.replace("id: 'e' + x}, ", "id: 'f' + x}, ")
                        .replace(
                                "[x",
                                "[{version_id: 'base', episode: {id: 'f260'}, outcome: {reward: 0.2, id: 'one'}},"
                                        + " {version_id: 'base', episode: {id: 'f260'}, outcome: {reward: 0.2, id: 'two'}}] + [x"),
                "rows[1]: episode 'f260' has outcome 'one'");

        // More outcomes of others lie between than there are rows.
        NEO4J.run("UNWIND range(1, 100) AS i CREATE (:PolicyOutcome {id: 'between' + i, episode_id: 'e130.' + i})");
        refused(many, "rows[29]: episode 'e130' has outcome 'early': an episode has one outcome");
    }

    private static void refused(String rows, String why) {
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recordAll(" + rows + ")"))
                .hasMessageContaining(why);
    }

    @Test
    void deliveriesAtOnceMakeOneOfEach() throws Exception {
        String call = "CALL metapolicy.recordAll([x IN range(1, 50) | {version_id: 'base', episode: {id: 'e' + x},"
                + " outcome: {reward: x / 100.0, human_override: x % 2 = 0}}])";
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<Map<String, Object>>>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> NEO4J.run(call));
            }
            long created = 0;
            for (Future<List<Map<String, Object>>> answered : threads.invokeAll(calls)) {
                created += (long) answered.get().get(0).get("created");
            }
            assertThat(created).isEqualTo(100);
            assertThat(NEO4J.run(call)).extracting(row -> row.get("repeated")).containsExactly(100L);
        } finally {
            threads.shutdown();
        }
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode)-[:HAS_OUTCOME]->(o) RETURN count(DISTINCT e.id) AS episodes,"
                        + " count(*) AS outcomes, count(CASE WHEN e.human_override THEN 1 END) AS overridden"))
                .containsExactly(Map.of("episodes", 50L, "outcomes", 50L, "overridden", 25L));
    }
}
