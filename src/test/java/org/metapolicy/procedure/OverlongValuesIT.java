package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.graph.selection.GraphExplorations;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/** Values that no index holds, wherever somebody may write them, keep no family from being refreshed. */
class OverlongValuesIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final List<Object> LONG = List.of(
            "x".repeat(9_500),
            LongStream.rangeClosed(1, 1_100).boxed().toList(),
            Stream.iterate(1, i -> i + 1).limit(900).map(i -> "text " + i).toList());

    /** Whatever counting, or its marks, may read of an episode. */
    private static final List<String> OF_EPISODES = List.of(
            "human_override",
            "context",
            "context_cluster",
            "context_hash",
            "rv_segment_ids",
            "collective_segment_ids",
            "chosen_intervention_id",
            "suggested_intervention_id",
            "overridden_intervention_id",
            "trial_id",
            "adjustment_id",
            "participant_id",
            "group_id",
            "policy_id",
            "open_for",
            "opened_at",
            "resolved_by",
            "counted_number",
            "counted_version_id",
            "counted_unit",
            "counted_override",
            "counted_cluster",
            "counted_apart",
            "invalid_for",
            "invalid_reason");

    private static final List<String> OF_OUTCOMES = List.of(
            "reward",
            "delta_coherence",
            "delta_accuracy",
            "safety_flag",
            "recorded_at",
            "counted_number",
            "counted_version_id",
            "counted_unit",
            "counted_cluster",
            "counted_override",
            "queued_for",
            "waiting_reason",
            "invalid_reason");

    private int next;

    @BeforeEach
    void families() {
        GovernedFamily.create(NEO4J, "f", Map.of()).candidate("v");
        NEO4J.run("CALL metapolicy.create({id: 'g'}, 'another')");
        NEO4J.run("CALL metapolicy.registerVersion('g', {id: 'w'}, 'x')");
    }

    @Test
    void anOverrideOfAnotherKindWaitsOutsideTheIndexUntilItIsMended() {
        List<String> ids = new ArrayList<>();
        for (Object value : LONG) {
            ids.add(write("v", "human_override", value));
            ids.add(write("no.such", "human_override", value));
        }
        refreshes();
        refreshes();
        assertThat(NEO4J.run("MATCH (e:InvalidEpisode) RETURN e.id AS id, e.invalid_reason AS reason"))
                .allSatisfy(row -> assertThat((String) row.get("reason")).startsWith("human_override is "))
                .extracting(row -> row.get("id"))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(status()).containsEntry("invalidEpisodes", 3L).containsEntry("resolved", 2L);

        NEO4J.run("MATCH (e:PolicyEpisode) WHERE e.human_override IS NOT NULL SET e.human_override = false");
        refreshes();
        assertThat(status()).containsEntry("invalidEpisodes", 0L).containsEntry("resolved", 6L);
        assertThat(NEO4J.run("MATCH (e:InvalidEpisode|UnindexedEpisode) RETURN e"))
                .isEmpty();
        assertThat(NEO4J.run("MATCH (e:OpenEpisode) RETURN e.open_for AS family"))
                .hasSize(3)
                .allMatch(row -> "".equals(row.get("family")));
    }

    @Test
    void aPlanForeseesWhatWasMended() {
        for (int i = 0; i < 30; i++) {
            write("v", "human_override", LONG.get(i % LONG.size()));
        }
        refreshes();
        assertThat(NEO4J.run("MATCH (e:UnindexedEpisode) RETURN e")).hasSize(30);
        Object before = score("plan");
        NEO4J.run("MATCH (e:UnindexedEpisode) SET e.human_override = true");
        Object planned = score("plan");
        assertThat(NEO4J.run("MATCH (e:UnindexedEpisode) RETURN e")).hasSize(30);
        assertThat(planned).isNotEqualTo(before).isEqualTo(score("refreshTrust"));
    }

    private static Object score(String call) {
        return NEO4J.run("CALL metapolicy." + call + "('f') YIELD versionId, trustScore"
                        + " WITH * WHERE versionId = 'v' RETURN trustScore")
                .get(0)
                .get("trustScore");
    }

    @Test
    void aMarkPutByHandHidesNothing() {
        write("v", "human_override", true);
        for (int round = 0; round < 2; round++) {
            NEO4J.run("MATCH (e:PolicyEpisode) SET e:UnindexedEpisode");
            refreshes();
        }
        assertThat(status()).containsEntry("resolved", 3L);
        assertThat(NEO4J.run("MATCH (e:UnindexedEpisode) RETURN e")).isEmpty();
    }

    @Test
    void whateverSomebodyWroteOnAnEpisodeEveryFamilyIsRefreshed() {
        for (String key : OF_EPISODES) {
            for (Object value : LONG) {
                write("v", key, value);
                write("no.such", key, value);
            }
            refreshed("episode's " + key);
        }
    }

    @Test
    void whateverSomebodyWroteOnAnOutcomeEveryFamilyIsRefreshed() {
        for (String key : OF_OUTCOMES) {
            for (Object value : LONG) {
                String id = "o" + next++;
                NEO4J.run(
                        "MATCH (v:PolicyVersion {id: 'v'}) CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: 'e' + $id})"
                                + " CREATE (e)-[:HAS_OUTCOME]->(o:PolicyOutcome {id: $id, reward: 0.5}) SET o[$key] = $value",
                        Map.of("id", id, "key", key, "value", value));
                NEO4J.run(
                        "CREATE (o:PolicyOutcome {id: 'x' + $id, episode_id: 'none', reward: 0.5}) SET o[$key] = $value",
                        Map.of("id", id, "key", key, "value", value));
            }
            refreshed("outcome's " + key);
        }
    }

    @Test
    void whomeverATrialNamesEveryFamilyIsRefreshed() {
        for (Object value : LONG) {
            for (String key : List.of("participant_id", "group_id", "session_id")) {
                for (String whose : List.of("t", "s")) {
                    NEO4J.run(
                            "MATCH (v:PolicyVersion {id: 'v'}) CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: $id})"
                                    + "-[:FOR_TRIAL]->(t:Trial {id: $id})<-[:HAS_TRIAL]-(s:Session {id: $id})"
                                    + " CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: $id, reward: 0.5}) WITH "
                                    + whose + " AS n SET n[$key] = $value",
                            Map.of("id", "t" + next++, "key", key, "value", value));
                    refreshed(key + " of " + whose);
                }
            }
        }
    }

    @Test
    void whoeverHasALongIdCountsAndKeepsNobodyFromBeingSafe() {
        String id = "p".repeat(9_000);
        NEO4J.run("CALL metapolicy.setMode('f', 'ACTIVE', 'x')");
        NEO4J.run("CREATE (:Trial {id: 't'})");
        assertThat(NEO4J.run(
                        "CALL metapolicy.step('f', 't', {participant_id: $id, coherence: 0.8, entropy_change: 0.1,"
                                + " max_rv_potency: 0.1, affective_load: 0.1, awareness: 'FULL', coherence_stability: 0.9,"
                                + " seed: 7}) YIELD episodeId CALL metapolicy.recordOutcome(episodeId, {reward: 0.5})"
                                + " YIELD created RETURN created",
                        Map.of("id", id)))
                .hasSize(1);
        NEO4J.run(
                "UNWIND range(1, 200) AS i CREATE (e:PolicyEpisode {id: 'bad' + i, policy_version_id: 'base', timestamp:"
                        + " datetime() - duration('P1D')}) CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'bad' + i, reward: -1.0,"
                        + " safety_flag: true})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'base'}) RETURN v.status AS status"))
                .noneMatch(row -> "LIVE".equals(row.get("status")));
        assertThat(
                        NEO4J.run(
                                "MATCH (n:ParticipantEvidence) RETURN n.whole_participant_id AS id, n.sums[0] + n.sums[10] AS n"))
                .containsExactly(Map.of("id", id, "n", 1.0));
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'}) YIELD reason"))
                .anySatisfy(row -> assertThat((String) row.get("reason")).endsWith("the recount agrees"));
        NEO4J.run("CALL metapolicy.erase({participant_id: $id}, 'they asked')", Map.of("id", id));
        assertThat(NEO4J.run(
                        "MATCH (n) WHERE any(k IN keys(n) WHERE valueType(n[k]) STARTS WITH 'STRING' AND n[k] CONTAINS $id)"
                                + " OR n:ParticipantEvidence RETURN n",
                        Map.of("id", id)))
                .isEmpty();
    }

    @Test
    void explorationWithSomebodyOfALongIdIsCounted() {
        LocalDate day = LocalDate.of(2026, 1, 1);
        try (Transaction tx = NEO4J.database().beginTx()) {
            GraphExplorations explorations = new GraphExplorations(tx);
            for (String id : List.of("p".repeat(9_000), "p".repeat(9_001), "p")) {
                assertThat(explorations.count("f", id, day)).isZero();
                explorations.add("f", id, day);
                assertThat(explorations.count("f", id, day)).isEqualTo(1);
            }
            tx.commit();
        }
    }

    private void refreshed(String what) {
        try {
            refreshes();
        } catch (RuntimeException failed) {
            throw new AssertionError(what, failed);
        }
    }

    /** One with a good outcome, and with what somebody wrote. */
    private String write(String version, String key, Object value) {
        String id = "e" + next++;
        NEO4J.run(
                "CREATE (e:PolicyEpisode {id: $id, policy_version_id: $version, timestamp: datetime() - duration('P1D')})"
                        + " SET e[$key] = $value CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + $id, reward: 0.5})",
                Map.of("id", id, "version", version, "key", key, "value", value));
        return id;
    }

    /** A good outcome that comes to each family counts. */
    private void refreshes() {
        for (String version : List.of("v", "w")) {
            NEO4J.run(
                    "CREATE (:PolicyEpisode {id: $id, policy_version_id: $version, timestamp: datetime()})"
                            + " CREATE (:PolicyOutcome {id: $id, episode_id: $id, reward: 0.5})",
                    Map.of("id", "good" + next++, "version", version));
        }
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust() YIELD verdict, reason"))
                .noneMatch(row -> "FAILED".equals(row.get("verdict")));
        assertThat(NEO4J.run("MATCH (o:PolicyOutcome) WHERE o.id STARTS WITH 'good' AND NOT o:CountedOutcome RETURN o"))
                .isEmpty();
    }

    private static Map<String, Object> status() {
        return NEO4J.run(
                        "CALL metapolicy.status('f') YIELD invalidEpisodes"
                                + " MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(n) RETURN invalidEpisodes, n.resolved AS resolved")
                .get(0);
    }
}
