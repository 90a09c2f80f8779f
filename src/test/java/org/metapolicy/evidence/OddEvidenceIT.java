package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;

/** Evidence in the forms in which other programs leave it: ids that are shared or numbers, links twice, odd vectors. */
class OddEvidenceIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void family() {
        GovernedFamily.create(NEO4J, "f", Map.of()).candidate("v");
    }

    @Test
    void anEpisodeOfATrialWhoseIdIsSharedIsStoredAndLinkedToNeither() {
        NEO4J.run("CREATE (:Trial {id: 't', participant_id: 'P1'}), (:Trial {id: 't', participant_id: 'P2'})");

        assertThat(recordEpisode("e", "{id: $id, trial_id: 't', chosen_intervention_id: 'i'}"))
                .isEqualTo(true);
        assertThat(recordEpisode("e", "{id: $id, trial_id: 't', chosen_intervention_id: 'i'}"))
                .isEqualTo(false);
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode {id: 'e'}) RETURN e.trial_id AS trial,"
                        + " COUNT { (e)-[:FOR_TRIAL]->() } AS links"))
                .containsExactly(Map.of("trial", "t", "links", 0L));
    }

    @Test
    void anEpisodeIsOfNoSessionWhereItsTrialsIdIsShared() {
        NEO4J.run("CALL metapolicy.configure('f', {guardrail_unit: 'SESSION'}, 'sessions')");
        NEO4J.run("CREATE (:Session {id: 's1'})-[:HAS_TRIAL]->(:Trial {id: 't'}),"
                + " (:Session {id: 's2'})-[:HAS_TRIAL]->(:Trial {id: 't'})");
        recordEpisode("e", "{id: $id, trial_id: 't'}");
        recordOutcome("e", "{reward: 0.5}");
        refresh();

        assertThat(state()).doesNotContain("s1").doesNotContain("s2");
    }

    @Test
    void aLinkThatStandsTwiceIsOneLink() {
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v'}) CREATE (e:PolicyEpisode {id: 'e', policy_version_id: 'v',"
                + " timestamp: datetime()}) CREATE (v)-[:EVALUATED_IN]->(e) CREATE (v)-[:EVALUATED_IN]->(e)"
                + " CREATE (o:PolicyOutcome {id: 'o', reward: 0.5}) CREATE (e)-[:HAS_OUTCOME]->(o)"
                + " CREATE (e)-[:HAS_OUTCOME]->(o)");

        assertThat(recordEpisode("e", "{id: $id}")).isEqualTo(false);
        assertThat(recordOutcome("e", "{id: 'o', reward: 0.5}")).isEqualTo(false);
        refresh();
        assertThat(counted()).containsExactly("o");
        assertRecountAgrees();
    }

    @Test
    void anEpisodeOfTwoVersionsIsNobodysToRepeat() {
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v'}), (b:PolicyVersion {id: 'base'}) CREATE (e:PolicyEpisode {id: 'e'})"
                + " CREATE (v)-[:EVALUATED_IN]->(e) CREATE (b)-[:EVALUATED_IN]->(e)");

        assertThatThrownBy(() -> recordEpisode("e", "{id: $id}"))
                .hasMessageContaining("episode 'e' belongs to several versions: 'base', 'v'");
    }

    @Test
    void anOutcomeThatNamesItsEpisodeByIdAloneIsARepeat() {
        NEO4J.run("CREATE (:PolicyEpisode {id: 'e', policy_version_id: 'v', timestamp: datetime()}),"
                + " (:PolicyOutcome {id: 'o', episode_id: 'e', reward: 0.1})");

        assertThat(recordOutcome("e", "{id: 'o', reward: 0.1}")).isEqualTo(false);
        assertThatThrownBy(() -> recordOutcome("e", "{id: 'other', reward: 0.1}"))
                .hasMessageContaining("episode 'e' has outcome 'o': an episode has one outcome");
        refresh();
        assertThat(counted()).containsExactly("o");
    }

    @Test
    void idsThatAreNumbersAreIds() {
        NEO4J.run("CALL metapolicy.configure('f', {guardrail_unit: 'SESSION'}, 'sessions')");
        NEO4J.run("CREATE (:Session {id: 77})-[:HAS_TRIAL]->(:Trial {id: 7})"
                + " CREATE (:PolicyEpisode {id: 1, policy_version_id: 'v', trial_id: 7, rv_segment_ids: ['5'],"
                + " timestamp: datetime()})"
                + " CREATE (:PolicyOutcome {id: 2, episode_id: 1, reward: 0.5})"
                + " CREATE (:PolicyEpisode {id: 3, policy_version_id: 4}), (:PolicyOutcome {id: 4, episode_id: 3})");
        NEO4J.run("MATCH (m:MetaPolicy {id: 'f'}) CREATE (m)-[:HAS_VERSION]->(n:PolicyVersion {id: 4}),"
                + " (n)-[:HAS_EVIDENCE]->(:VersionEvidence), (n)-[:EVALUATED_IN]->(:PolicyEpisode {id: 5}),"
                + " (:MetaPolicy {id: 6})-[:HAS_EVIDENCE]->(:FamilyEvidence)");
        refresh();

        assertThat(counted()).containsExactly(2L);
        assertThat(state()).contains("\"77\"");
        assertThat(NEO4J.run("MATCH (o:WaitingOutcome) RETURN o.waiting_reason AS reason"))
                .extracting(row -> (String) row.get("reason"))
                .containsExactly("its version '4' was not registered in a family by metapolicy.registerVersion");
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust(null, {mode: 'FULL'}) YIELD versionId, reason"
                        + " WITH * WHERE versionId = 'v' RETURN reason"))
                .extracting(row -> (String) row.get("reason"))
                .allSatisfy(reason -> assertThat(reason).endsWith("the recount agrees"));
    }

    @Test
    void everyArrayOfNumbersIsAContextVectorAndOneWithoutFiniteNumbersIsLeftOutAndNamed() {
        List<Object> vectors = List.of(
                new float[] {0, 1},
                new int[] {0, 2},
                new long[] {5, 1},
                new double[] {5, 2},
                new short[] {5, 3},
                new byte[] {0, 3},
                new double[] {1, Double.NaN},
                new float[] {Float.POSITIVE_INFINITY, 0},
                "a text",
                7L);
        NEO4J.inTransactionAs(SharedNeo4j.OWNER, tx -> {
            for (int i = 0; i < vectors.size(); i++) {
                Node episode = tx.createNode(Label.label("PolicyEpisode"));
                episode.setProperty("id", "c" + i);
                episode.setProperty("policy_version_id", "v");
                episode.setProperty("context", vectors.get(i));
            }
            return null;
        });

        Map<String, Object> row =
                NEO4J.run("CALL metapolicy.clusterContexts('f', {k: 2})").get(0);
        assertThat(row)
                .containsEntry("episodes", 6L)
                .containsEntry("centroids", List.of(List.of(0.0, 2.0), List.of(5.0, 2.0)))
                .containsEntry("leftOut", List.of("c6", "c7", "c8", "c9"));
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'CONTEXTS_CLUSTERED'}) RETURN e.reason AS reason")
                        .get(0)
                        .get("reason"))
                .isEqualTo(
                        "k-means++ with k 2 and seed 1 over 6 context vectors; left out, as no list of finite numbers:"
                                + " those of episodes c6, c7, c8, c9");
        NEO4J.run(
                "MATCH (e:PolicyEpisode {id: 'c0'}) CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o', reward: 0})");
        refresh();
        assertThat(NEO4J.run("MATCH (o:CountedOutcome) RETURN o.counted_cluster AS cluster"))
                .containsExactly(Map.of("cluster", "centroid-0"));
    }

    @Test
    void noElementIdIsStored() {
        NEO4J.run("CALL metapolicy.configure('f', {guardrail_unit: 'SESSION'}, 'sessions')");
        NEO4J.run("CREATE (:Session {begun: 5})-[:HAS_TRIAL]->(:Trial {id: 't1'}),"
                + " (:Session {begun: 6})-[:HAS_TRIAL]->(:Trial {id: 't2'}),"
                + " (:Session)-[:HAS_TRIAL]->(:Trial {id: 't3'})");
        NEO4J.run("UNWIND ['t1', 't1', 't2', 't3'] AS trial"
                + " CREATE (e:PolicyEpisode {id: randomUUID(), policy_version_id: 'v', trial_id: trial})"
                + " CREATE (:PolicyOutcome {episode_id: e.id, reward: 0.5})");
        refresh();

        String elementIds = NEO4J.run("MATCH (s) RETURN collect(elementId(s)) AS ids")
                .get(0)
                .get("ids")
                .toString();
        String prefix = elementIds.substring(1, elementIds.lastIndexOf(':'));
        assertThat(NEO4J.run(
                        "MATCH (n) UNWIND keys(n) AS key WITH n, key, toStringOrNull(n[key]) AS text"
                                + " WHERE text CONTAINS $prefix RETURN labels(n), key, text",
                        Map.of("prefix", prefix)))
                .isEmpty();
        assertThat(state().split("\"id\":\"without-id-", -1))
                .as("the first two are open, as sessions of outcomes and of statuses, the third is of none")
                .hasSize(5);
        assertRecountAgrees();
    }

    private static Object recordEpisode(String id, String map) {
        return NEO4J.run("CALL metapolicy.recordEpisode('v', " + map + ") YIELD created", Map.of("id", id))
                .get(0)
                .get("created");
    }

    private static Object recordOutcome(String episode, String map) {
        return NEO4J.run("CALL metapolicy.recordOutcome($id, " + map + ") YIELD created", Map.of("id", episode))
                .get(0)
                .get("created");
    }

    private static void refresh() {
        NEO4J.run("CALL metapolicy.refreshTrust()");
    }

    private static List<Object> counted() {
        return NEO4J.run("MATCH (o:CountedOutcome) RETURN o.id AS id ORDER BY o.counted_number").stream()
                .map(row -> row.get("id"))
                .toList();
    }

    private static String state() {
        return (String) NEO4J.run("MATCH (:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e) RETURN e.state AS state")
                .get(0)
                .get("state");
    }

    private static void assertRecountAgrees() {
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f', {recount: true}) YIELD problem"))
                .extracting(row -> row.get("problem"))
                .containsOnlyNulls();
    }
}
