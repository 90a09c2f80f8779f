package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metapolicy.procedure.ErasureHistory.THEIRS;
import static org.metapolicy.procedure.ErasureHistory.decided;
import static org.metapolicy.procedure.ErasureHistory.erase;
import static org.metapolicy.procedure.ErasureHistory.history;
import static org.metapolicy.procedure.ErasureHistory.holding;
import static org.metapolicy.procedure.ErasureHistory.problem;
import static org.metapolicy.procedure.ErasureHistory.problems;
import static org.metapolicy.procedure.ErasureHistory.refresh;
import static org.metapolicy.procedure.ErasureHistory.trust;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Values;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.trail.GovernanceEvent;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** After an erasure nobody finds the participant's id but in what the application owns, and nothing else has changed. */
class EraseIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void familiesWithARichHistory() {
        ErasureHistory.families();
    }

    @Test
    void nothingNamesThemAnyMoreAndAllElseIsAsItWas() {
        history(2);
        Map<String, Object> heads = new HashMap<>();
        for (String family : List.of("f", "g")) {
            heads.put(
                    family,
                    NEO4J.run("CALL metapolicy.audit.head($f)", Map.of("f", family))
                            .get(0));
        }
        NEO4J.run("CALL metapolicy.annotate('f#2', 'p-17 liked it', {snapshot_id: 'f.base:t1'})");
        List<Map<String, Object>> before = trust();
        Map<String, Integer> others = holding(Pattern.compile("p-171|p-18"));
        assertThat(problems()).containsOnlyNulls();
        assertThat(holding(THEIRS))
                .containsKeys(
                        "ExplorationQuota.id",
                        "GovernanceEvent.evidence",
                        "GovernanceEvent.reason",
                        "MetaPolicy.notes",
                        "NoeticAdjustment.trial_id",
                        "PolicyEpisode.participant_id",
                        "PolicyOutcome.episode_id",
                        "PolicyTrustSnapshot.notes",
                        "PolicyVersion.hyperparams",
                        "VersionEvidence.state");

        Map<String, Object> erased = erase("p-17");

        assertThat(holding(THEIRS).keySet())
                .containsExactlyInAnyOrder(
                        "Participant.id", "Session.id", "Session.participant_id", "Trial.id", "Segment.id");
        assertThat(erased)
                .containsEntry("episodes", 48L)
                .containsEntry("participants", 1L)
                .containsEntry("sessions", 3L)
                .containsEntry("trials", 36L)
                .containsEntry("runsOn", 1L)
                .containsEntry("metaPolicies", List.of("f", "g"))
                .containsEntry("note", "");
        assertThat(problems()).as("after " + erased).containsOnlyNulls();
        heads.forEach((family, head) -> assertThat(NEO4J.run(
                        "CALL metapolicy.audit.verify($f, {expected_head: $head}) YIELD ok, problem RETURN ok, problem",
                        Map.of("f", family, "head", head)))
                .as(family)
                .allMatch(row -> row.get("ok").equals(true), "holds"));
        assertThat(trust()).isEqualTo(before);
        others.forEach((where, n) ->
                assertThat(holding(Pattern.compile("p-171|p-18"))).as(where).containsEntry(where, n));

        NEO4J.run("MATCH (n) WHERE (n:Participant AND n.id = 'p-17') OR (n:Session AND n.participant_id = 'p-17')"
                + " OR (n:Trial AND n.id STARTS WITH 'p-17.') OR n:Segment DETACH DELETE n");
        assertThat(holding(THEIRS)).isEmpty();
        assertThat(problems()).containsOnlyNulls();
    }

    @Test
    void aRecountAgreesThenAndAfterMoreWasCountedAndASecondErasure() {
        history(1);
        erase("p-17");
        decided(2, "p-18", "p-171");
        refresh();
        assertThat(problems()).containsOnlyNulls();
        List<Map<String, Object>> before = trust();
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'}) YIELD reason RETURN reason"))
                .isNotEmpty()
                .allMatch(row -> row.get("reason").toString().endsWith("the recount agrees"));
        assertThat(trust()).isEqualTo(before);
        erase("p-171");
        assertThat(problems()).containsOnlyNulls();
        assertThat(trust()).isEqualTo(before);
        assertThat(holding(Pattern.compile("p-171?(?![0-9])")).keySet())
                .containsExactlyInAnyOrder(
                        "Participant.id", "Session.id", "Session.participant_id", "Trial.id", "Segment.id");
        decided(3, "p-18");
        refresh();
        NEO4J.run("CALL metapolicy.refreshTrust('g', {mode: 'FULL'})");
        assertThat(problems()).containsOnlyNulls();
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'EVIDENCE_CORRECTED'}) RETURN e"))
                .isEmpty();
    }

    @Test
    void aContextNamedAfterThemIsRenamedInWhatSelectionGoesByToo() {
        history(1);
        NEO4J.run(
                "CALL metapolicy.recordEpisode('f.base', {id: 'named', trial_id: 'p-17.s1.t1', context_cluster: 'p-17',"
                        + " human_override: false}) YIELD episodeId CALL metapolicy.recordOutcome(episodeId, {reward: 0.1})"
                        + " YIELD outcomeId RETURN outcomeId");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(holding(THEIRS)).containsKeys("FamilyEvidence.tabulated_clusters", "VersionEvidence.state");
        assertThat(problems()).containsOnlyNulls();
        erase("p-17");
        assertThat(holding(THEIRS)).doesNotContainKeys("FamilyEvidence.tabulated_clusters", "VersionEvidence.state");
        assertThat(problems()).containsOnlyNulls();
    }

    /** Of an application's own node no more than the relationship goes, and what was an outcome goes whatever was taken from it. */
    @Test
    void whatIsNoOutcomeStays() {
        history(1);
        NEO4J.run("MATCH (e:PolicyEpisode {participant_id: 'p-17'}) WITH e LIMIT 1"
                + " CREATE (e)-[:HAS_OUTCOME]->(:Invoice {id: 'i1'})<-[:PAID]-(:Customer)");
        NEO4J.run("MATCH (:PolicyEpisode {participant_id: 'p-17'})-[:HAS_OUTCOME]->(o:CountedOutcome) WITH o LIMIT 1"
                + " SET o.of = 'p-17' REMOVE o:PolicyOutcome");
        long outcomes = (long) erase("p-17").get("outcomes");
        assertThat(outcomes).isPositive();
        assertThat(NEO4J.run("MATCH (i:Invoice)--(other) RETURN i.id AS id, labels(other) AS labels"))
                .containsExactly(Map.of("id", "i1", "labels", List.of("Customer")));
        assertThat(NEO4J.run("MATCH (o {of: 'p-17'}) RETURN o")).isEmpty();
    }

    @Test
    void twiceIsHarmlessAndNobodyIsNothing() {
        history(1);
        erase("p-17");
        Map<String, Integer> stands = holding(Pattern.compile("."));
        Map<String, Object> again = erase("p-17");
        assertThat(again)
                .containsEntry("episodes", 0L)
                .containsEntry("events", 0L)
                .containsEntry("participants", 1L)
                .containsEntry("metaPolicies", List.of())
                .containsEntry("note", "nothing is kept of this participant");
        assertThat(erase("nobody")).containsEntry("participants", 0L).containsEntry("trials", 0L);
        assertThat(holding(Pattern.compile("."))).isEqualTo(stands);
    }

    @Test
    void aNumberThatIsTheIdOfATrialStaysWhateverElseItIs() {
        NEO4J.run("CREATE (:Trial {id: '12', participant_id: 'p-17', timestamp: datetime('2026-01-05T10:00:00Z')})");
        NEO4J.run("CALL metapolicy.configure('g', {high_affect_segments: ['12']}, 'these')");
        NEO4J.run("CALL metapolicy.spawn('g.base', {id: 'g.child', hyperparams: {layers: '12'}}, 'deeper')");
        NEO4J.run("CALL metapolicy.step('g', '12', {context: [0.5, 0.1], coherence: 0.6, entropy_change: 0.5,"
                + " max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL'})");
        NEO4J.run("CALL metapolicy.recordEpisode('g.base', {id: 'theirs', trial_id: '12',"
                + " override_type: '12', human_override: true})");
        NEO4J.run("MATCH (e:PolicyEpisode {id: 'theirs'}) SET e.participant_id = 'p-18', e.block = '12'");
        String others =
                "MATCH (e:PolicyEpisode {id: 'theirs'}), (m:MetaPolicy {id: 'g'}), (v:PolicyVersion {id: 'g.child'})"
                        + " RETURN e.override_type AS kind, e.block AS block, e.trial_id AS trial,"
                        + " m.high_affect_segments[0] AS segment, v.hyperparams CONTAINS '\"layers\":\"12\"' AS layers";
        List<Map<String, Object>> before = NEO4J.run(others);
        assertThat(before)
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("segment", "12").containsEntry("layers", true));
        erase("p-17");
        assertThat(NEO4J.run(others)).isEqualTo(before);
        assertThat(NEO4J.run("MATCH (a:NoeticAdjustment {trial_id: '12'}) RETURN a.id AS id"))
                .isEmpty();
        assertThat(problems()).containsOnlyNulls();
    }

    /** Their evidence went by another hand, as what stands as running states did: what recounts start from names them. */
    @Test
    void whatAnEarlierErasureLeftOfThemIsForgottenToo() {
        history(2);
        erase("p-18");
        assertThat(holding(THEIRS)).containsKey("EvidenceBase.states");
        NEO4J.run("MATCH (e:PolicyEpisode) WHERE e.trial_id STARTS WITH 'p-17.' OPTIONAL MATCH (e)-[:HAS_OUTCOME]->(o)"
                + " DETACH DELETE e, o");
        NEO4J.run("MATCH (e:VersionEvidence) SET e.state = ''");
        erase("p-17");
        assertThat(holding(THEIRS).keySet())
                .containsExactlyInAnyOrder(
                        "Participant.id", "Session.id", "Session.participant_id", "Trial.id", "Segment.id");
    }

    @Test
    void whoIsErasedNarrowsAndNeverWidens() {
        erase("p-17");
        erase("p-18");
        assertThat(NEO4J.run("CALL metapolicy.step('f', 'p-171.s1.t1', {participant_id: 'p-171'}) YIELD decision"
                        + " RETURN decision"))
                .containsExactly(Map.of("decision", "NO_INTERVENTION"));
        assertThat(NEO4J.run("CALL metapolicy.select('f', {participant_id: 'p-17'}) YIELD decision RETURN decision"))
                .containsExactly(Map.of("decision", "NO_INTERVENTION"));
        assertThat(problems()).containsOnlyNulls();
        NEO4J.run("CALL metapolicy.configure('f', {participants: ['p-171']}, 'another')");
        assertThat(problems()).containsOnlyNulls();
    }

    @Test
    void theReasonNamesNobodyAndWhoErasesApproves() {
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.erase({participant_id: 'p-17'}, 'p-17 asked')"))
                .hasMessageContaining("reason names the participant");
        assertThatThrownBy(() -> NEO4J.run(
                        "CALL metapolicy.erase({participant_id: 'p-17'}, 'asked', {evidence: {letter: 'of p-17'}})"))
                .hasMessageContaining("evidence names the participant");
        assertThatThrownBy(
                        () -> NEO4J.runAs("eve", "CALL metapolicy.erase({participant_id: 'p-17'}, 'asked')", Map.of()))
                .hasMessageContaining("erase needs an approver of the graph");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.erase({}, 'asked')"))
                .hasMessageContaining("participant_id");
    }

    @Test
    void ofVersionsOutOfServiceAndOnABrokenTrailToo() {
        history(1);
        NEO4J.run("CALL metapolicy.rollback('g.base', 'stopped')");
        NEO4J.run("CALL metapolicy.deprecate('g.new', 'retired')");
        NEO4J.run("CALL metapolicy.setStatus('g', 'DEPRECATED', 'over')");
        NEO4J.run("MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVENT]->(e {seq: 2}) SET e.reason = 'p-17 was not asked'");
        assertThat(erase("p-17").get("note").toString())
                .startsWith("the trail of meta-policy 'f' did not hold before, and was added to all the same: event 2");
        assertThat(holding(THEIRS).keySet())
                .containsExactlyInAnyOrder(
                        "Participant.id", "Session.id", "Session.participant_id", "Trial.id", "Segment.id");
        assertThat(problem()).isEqualTo("event 2: its contents were changed, they do not have its hash");
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('g', {recount: true}) YIELD problem RETURN problem")
                        .get(0)
                        .get("problem"))
                .isNull();
    }

    @Test
    void aFamilyThatWasTakenOverAndOneFromBeforeThereWereSaltsForgetThemToo() {
        NEO4J.run("CREATE (m:MetaPolicy {id: 'old', scope: 'INDIVIDUAL'}) WITH m MATCH (p:Participant)"
                + " WHERE p.id IN ['p-17', 'p-18'] CREATE (m)-[:RUNS_ON_PARTICIPANT]->(p)");
        NEO4J.run("CALL metapolicy.adopt('old', 'stood before')");
        NEO4J.run("CALL metapolicy.create({id: 'first', participants: ['p-17', 'p-18']}, 'long ago')");
        NEO4J.inTransaction(EraseIT::asBeforeThereWereSalts);
        assertThat(verified("first")).isEqualTo(verified("old")).isEqualTo("null");
        assertThat(erase("p-17"))
                .containsEntry("runsOn", 3L)
                .containsEntry("metaPolicies", List.of("f", "first", "g", "old"));
        assertThat(verified("first")).isEqualTo(verified("old")).isEqualTo("null");
        assertThat(holding(THEIRS).keySet())
                .containsExactlyInAnyOrder(
                        "Participant.id", "Session.id", "Session.participant_id", "Trial.id", "Segment.id");
    }

    private static String verified(String family) {
        return String.valueOf(
                NEO4J.run("CALL metapolicy.audit.verify($f) YIELD problem RETURN problem", Map.of("f", family))
                        .get(0)
                        .get("problem"));
    }

    /** The first event told the ids in clear, and nothing else did. */
    private static void asBeforeThereWereSalts(Transaction tx) {
        Node family = tx.findNode(Labels.MetaPolicy, "id", "first");
        family.removeProperty("runs_on");
        family.getRelationships(Types.RUNS_ON_PARTICIPANT).forEach(link -> link.removeProperty("salt"));
        Node event = tx.findNode(Labels.GovernanceEvent, "id", "first#1");
        event.setProperty("evidence", "{\"groups\":[],\"participants\":[\"p-17\",\"p-18\"]}");
        event.setProperty("settings_after", new FamilyProperties(Values.ofDomain(family)).json());
        event.setProperty("hash", GovernanceEvent.hash(Values.ofDomain(event)));
    }
}
