package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metapolicy.testing.SelectionGraph.version;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SelectionGraph;
import org.metapolicy.testing.SharedNeo4j;

class NoeticIT {
    /** A trial of a session with two segments. */
    static final String TRIAL = """
            CREATE (s:Session {id: 's', participant_id: 'ann'})
            CREATE (s)-[:HAS_TRIAL]->(t:Trial {id: 't', coherence: 0.6, entropy_change: 0.2,
                awareness_condition: 'FULL', timestamp: datetime('2026-03-01T10:00:00Z'), task: 'dots'})
            CREATE (s)-[:HAS_TRIAL]->(:Trial {id: 't0', coherence: 0.4, timestamp: datetime('2026-03-01T09:00:00Z')})
            CREATE (s)-[:HAS_TRIAL]->(:Trial {id: 't9', coherence: 0.0, timestamp: datetime('2026-03-01T11:00:00Z')})
            CREATE (t)-[:USES_SEGMENT]->(a:Segment {id: 'a', potency_latest: 0.3})
            CREATE (a)-[:HAS_STATE]->(:SegmentState {t: 1, rv: true, potency: 0.9, coherence: 0.1, affective_load: 0.9})
            CREATE (a)-[:HAS_STATE]->(:SegmentState {t: 2, rv: true, coherence: 0.5, affective_load: 0.2})
            CREATE (t)-[:USES_SEGMENT]->(b:Segment {id: 'b'})
            CREATE (b)-[:HAS_STATE]->(:SegmentState {t: 2, rv: false, coherence: 0.5, affective_load: 0.4})
            """;

    private static final String POLICY = """
            CREATE (p:Policy {id: 'm', name: 'm'})
            CREATE (p)-[:USES_INTERVENTION]->(:InterventionType {id: 'calm', name: 'Calm', risk_level: 'LOW', active: true})
            CREATE (p)-[:USES_INTERVENTION]->(:InterventionType {id: 'push', name: 'Push', risk_level: 'MEDIUM', active: true})
            CREATE (p)-[:USES_INTERVENTION]->(:InterventionType {id: 'jolt', name: 'Jolt', risk_level: 'HIGH', active: true})
            WITH p
            MATCH (v:PolicyVersion {id: 'v'})
            SET v.context_dim = 2, v.parameters_blob = '{"alpha": 0.1, "actions": {'
                + '"calm": {"A": [[1, 0], [0, 1]], "b": [0.1, 0]}, "push": {"A": [[1, 0], [0, 1]], "b": [0.5, 0]},'
                + '"jolt": {"A": [[1, 0], [0, 1]], "b": [0.9, 0]}}}'
            """;

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
        NEO4J.run(TRIAL);
        NEO4J.run(POLICY);
    }

    @Test
    void stepRecordsWhatItDecided() {
        Map<String, Object> row = row("CALL metapolicy.step('m', 't', {context: [1.0, 0.0], context_cluster: 'hard'})");
        assertThat(row)
                .containsEntry("decision", "USE_VERSION")
                .containsEntry("versionId", "v")
                .containsEntry("interventionId", "push")
                .containsEntry("regime", "STANDARD")
                .containsEntry("repeated", false);

        assertThat(row("""
                        MATCH (t:Trial {id: 't'})-[:HAS_ADJUSTMENT]->(a:NoeticAdjustment)
                        MATCH (v:PolicyVersion)-[:EVALUATED_IN]->(e:PolicyEpisode)-[:FOR_TRIAL]->(t)
                        MATCH (p:Policy)-[:HAS_EPISODE]->(e)-[:APPLIED_INTERVENTION]->(i)
                        RETURN v.id AS v, p.id AS p, i.id AS i, a.episode_id = e.id AS same, e.context AS context,
                               e.context_cluster AS cluster, e.rv_segment_ids AS rv, e.policy_version_id AS vid,
                               e.timestamp AS timestamp, e.propensity AS propensity, e.regime AS regime, a.coherence AS c
                        """))
                .containsEntry("v", "v")
                .containsEntry("vid", "v")
                .containsEntry("p", "m")
                .containsEntry("i", "push")
                .containsEntry("same", true)
                .containsEntry("cluster", "hard")
                .containsEntry("propensity", 1.0)
                .containsEntry("regime", "STANDARD")
                .containsEntry("c", 0.6)
                .containsEntry("timestamp", ZonedDateTime.parse("2026-03-01T10:00:00Z"))
                .hasEntrySatisfying("rv", rv -> assertThat((String[]) rv).containsExactly("a"));
    }

    @Test
    void steppingAgainWithTheSameTrialRepeatsTheAnswerAndWritesNothing() {
        Map<String, Object> first = row("CALL metapolicy.step('m', 't', {context: [1.0, 0.0]})");
        NEO4J.run("MATCH (:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e) SET e.alarm = true");
        Map<String, Object> again = row("CALL metapolicy.step('m', 't', {coherence: 0.1})");
        assertThat(again).containsEntry("repeated", true);
        for (String column :
                List.of("decision", "versionId", "interventionId", "episodeId", "adjustmentId", "reason")) {
            assertThat(again).containsEntry(column, first.get(column));
        }
        assertThat(row("MATCH (e:PolicyEpisode) RETURN count(e) AS n")).containsEntry("n", 1L);
        assertThat(row("MATCH (a:NoeticAdjustment) RETURN count(a) AS n")).containsEntry("n", 1L);
    }

    @Test
    void whatTheCallerKnowsWinsAndNoneMakesNoEpisode() {
        assertThat(row("CALL metapolicy.step('m', 't', {affective_load: 0.8})"))
                .containsEntry("decision", "NO_INTERVENTION")
                .containsEntry("regime", "NONE")
                .containsEntry("versionId", null)
                .containsEntry("episodeId", null);
        assertThat(row("MATCH (a:NoeticAdjustment) RETURN count(a) AS n")).containsEntry("n", 1L);
        assertThat(row("MATCH (e:PolicyEpisode) RETURN count(e) AS n")).containsEntry("n", 0L);
        assertThat(row("MATCH (a:NoeticAdjustment) CALL metapolicy.explain(a.id) YIELD episodeId, trialId, decision,"
                        + " interventionPropensity, repeats"
                        + " RETURN episodeId, trialId, decision, interventionPropensity, repeats"))
                .containsEntry("episodeId", null)
                .containsEntry("trialId", "t")
                .containsEntry("decision", "NO_INTERVENTION")
                .containsEntry("interventionPropensity", 1.0)
                .containsEntry("repeats", true);
    }

    @Test
    void onlyGentleInterventionsUnderAHighOrUnknownLoad() {
        NEO4J.run("MATCH (m:MetaPolicy {id: 'm'}) SET m.high_affect_approved = true");
        NEO4J.run("CREATE (:Trial {id: 'blank', coherence: 0.6})");
        assertThat(row("CALL metapolicy.step('m', 't', {affective_load: 0.8, context: [1.0, 0.0]})"))
                .containsEntry("interventionId", "calm");
        assertThat(row("CALL metapolicy.step('m', 'blank', {context: [1.0, 0.0]})"))
                .containsEntry("regime", "CONSERVATIVE")
                .containsEntry("interventionId", "calm");
    }

    @Test
    void recommendRanksWhatTheTierAllows() {
        assertThat(NEO4J.run("CALL metapolicy.recommend('v', [1.0, 0.0])"))
                .extracting(row -> row.get("interventionId"))
                .containsExactly("push", "calm");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recommend('v', [1.0])"))
                .hasMessageContaining("context_dim of version 'v' is 2");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recommend('f', [1.0])"))
                .hasMessageContaining("no LinUCB parameters");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recommend('x', [1.0])"))
                .hasMessageContaining("no policy version 'x'");
    }

    @Test
    void aFailedStepLeavesNothing() {
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.step('m', 't', {context: [1.0]})"))
                .hasMessageContaining("context_dim");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.step('m', 'nowhere')"))
                .hasMessageContaining("no trial 'nowhere'");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.step('nobody', 't')"))
                .hasMessageContaining("no meta-policy 'nobody'");
        assertThat(row("MATCH (n) WHERE n:PolicyEpisode OR n:NoeticAdjustment RETURN count(n) AS n"))
                .containsEntry("n", 0L);
    }

    @Test
    void withoutAFamilyTheScopeFindsIt() {
        assertThat(row("CALL metapolicy.active({participant_id: 'ann'})"))
                .containsEntry("metaPolicyId", "m")
                .containsEntry("versionId", "v")
                .containsEntry("decision", "USE_VERSION");
        assertThat(row("CALL metapolicy.step(null, 't')")).containsEntry("metaPolicyId", "m");
        NEO4J.run(SelectionGraph.FAMILY, Map.of("id", "dots", "set", Map.of("task", "dots")));
        NEO4J.run("MATCH (m:MetaPolicy {id: 'dots'}) CREATE (m)-[:HAS_EVENT]->(:GovernanceEvent {seq: 1})");
        assertThat(row("CALL metapolicy.active({participant_id: 'ann', task: 'dots'})"))
                .containsEntry("metaPolicyId", "dots")
                .containsEntry("decision", "NO_INTERVENTION");
        // What was decided stays so, though another family would be found now.
        assertThat(row("CALL metapolicy.step(null, 't')"))
                .containsEntry("metaPolicyId", "m")
                .containsEntry("repeated", true);
        NEO4J.run(SelectionGraph.FAMILY, Map.of("id", "ann", "set", Map.of()));
        NEO4J.run("MATCH (m:MetaPolicy {id: 'ann'}) CREATE (m)-[:HAS_EVENT]->(:GovernanceEvent {seq: 1}),"
                + " (m)-[:RUNS_ON_PARTICIPANT]->(:Participant {id: 'ann'})");
        assertThat(row("CALL metapolicy.active({participant_id: 'ann', task: 'dots'})"))
                .containsEntry("metaPolicyId", "ann");
        assertThat(NEO4J.run("CALL metapolicy.active({group_id: 'team'})")).isEmpty();
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.active({})")).hasMessageContaining("participant_id");
    }

    @Test
    void aParticipantIsGivenACandidateOnlySoOftenADay() {
        NEO4J.run("MATCH (m:MetaPolicy {id: 'm'}) SET m.risk_tier = 'EXPERIMENTAL', m.explore_share = 0.5,"
                + " m.explore_participant_max = 3");
        NEO4J.run(SelectionGraph.CANDIDATES, Map.of("id", "m", "versions", List.of("k")));
        assertThat(explored("ann", "2026-03-01", 40)).isEqualTo(3);
        assertThat(explored("ann", "2026-03-02", 40)).isEqualTo(3);
        assertThat(explored("bob", "2026-03-02", 40)).isEqualTo(3);
        assertThat(explored(null, "2026-03-02", 40))
                .as("nobody known to count for")
                .isZero();
    }

    private static long explored(String participant, String day, int trials) {
        String prefix = participant + day;
        NEO4J.run(
                "UNWIND range(1, $n) AS i CREATE (:Trial {id: $prefix + i, timestamp: datetime($day),"
                        + " participant_id: $participant})",
                participant == null
                        ? Map.of("n", trials, "prefix", prefix, "day", day, "participant", "")
                        : Map.of("n", trials, "prefix", prefix, "day", day, "participant", participant));
        return NEO4J
                .run(
                        "UNWIND range(1, $n) AS i CALL metapolicy.step('m', $prefix + i, {coherence: 0.6,"
                                + " entropy_change: 0.5, max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL', seed: i})"
                                + " YIELD versionId RETURN versionId",
                        Map.of("n", trials, "prefix", prefix))
                .stream()
                .filter(row -> row.get("versionId").equals("k"))
                .count();
    }

    @Test
    void aDecisionExplainsItselfAndCanBeMadeAgainUnderOtherSettings() {
        String episode = (String) row("CALL metapolicy.step('m', 't')").get("episodeId");
        NEO4J.run("MATCH (:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e) SET e.trust_score = 0.0");
        assertThat(NEO4J.run("CALL metapolicy.explain($episode)", Map.of("episode", episode))
                        .get(0))
                .containsEntry("versionId", "v")
                .containsEntry("repeats", true)
                .containsEntry("regime", "STANDARD")
                .containsEntry(
                        "signals",
                        Map.of(
                                "coherence", 0.6,
                                "entropy_change", 0.2,
                                "max_rv_potency", 0.3,
                                "affective_load", 0.4,
                                "awareness", "FULL"));
        NEO4J.run("MATCH (a:NoeticAdjustment) SET a.version_id = 'f'");
        assertThat(NEO4J.run("CALL metapolicy.explain($episode)", Map.of("episode", episode))
                        .get(0))
                .containsEntry("repeats", false);
        NEO4J.run("MATCH (a:NoeticAdjustment) SET a.version_id = 'v'");

        assertThat(row("CALL metapolicy.replay('m')")).containsEntry("changed", false);
        assertThat(row("CALL metapolicy.replay('m', {config: {select_min: 0.61, pci_promote: 0.7}})"))
                .containsEntry("changed", true)
                .containsEntry("versionId", "v")
                .containsEntry("newVersionId", "f")
                .containsEntry("newDecision", "FALLBACK");
        assertThat(row("CALL metapolicy.replay('m', {without: ['entropy_change', 'weight_growth']})"))
                .containsEntry("changed", false);
        assertThat(row("CALL metapolicy.ablate('m', {config: {coherence_high: 0.6, coherence_low: 0.2}})"
                        + " YIELD part, decisions, changed, leftAlone, acted WHERE changed > 0"
                        + " RETURN *"))
                .isEqualTo(
                        Map.of("part", "entropy_change", "decisions", 1L, "changed", 1L, "leftAlone", 1L, "acted", 0L));
        assertThat(NEO4J.run("CALL metapolicy.replay('m', {from: datetime('2026-03-01T10:00:01Z')})"))
                .isEmpty();
        assertThat(NEO4J.run("CALL metapolicy.replay('m', {from: '2026-03-01T10:00:00Z', to: '2026-03-02T00:00:00Z'})"))
                .hasSize(1);
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.replay('m', {config: {select_mim: 0.4}})"))
                .hasMessageContaining("select_mim");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.explain('nothing')"))
                .hasMessageContaining("'nothing'");
    }

    private static Map<String, Object> row(String query) {
        return NEO4J.run(query).get(0);
    }
}
