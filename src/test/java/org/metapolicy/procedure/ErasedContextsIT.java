package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.procedure.ErasureHistory.holding;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** A participant's id in the names of contexts, and in what was recorded of others: renamed everywhere alike. */
class ErasedContextsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final Pattern THEIRS = Pattern.compile("zz-17");
    private static final String HOME = "with zz-17 at home";

    /** In each property that another program may fill as it likes, the id, as a word or as the whole. */
    private static final String OUTCOMES = """
            UNWIND $rows AS row
            CREATE (e:PolicyEpisode {id: row.id, policy_version_id: row.version, timestamp: datetime('2026-01-01T00:00:00Z')
                + duration({seconds: row.at}), human_override: row.override, context_cluster: row.context,
                context_hash: row.context, participant_id: 'p-' + row.at % 10, parameters: '{"like":"zz-17"}',
                override_type: 'zz-17', override_reason: 'as zz-17 does', rv_segment_ids: ['zz-17', 'b'],
                collective_segment_ids: ['zz-17'], seen_by: 'zz-17', tags: ['by zz-17']})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + row.id, reward: row.reward, safety_flag: false,
                delta_coherence: 0.1, delta_accuracy: 0.1, delta_calibration: 0.1, notes: 'zz-17 looked on', tags: ['zz-17']})
            WITH e, row WHERE row.at % 50 = 0 MATCH (v:PolicyVersion {id: 'F.b'})
            CREATE (v)-[:WOULD_CHOOSE {interventions: ['slow'], probabilities: [1.0], notes: 'told by zz-17',
                tags: ['zz-17']}]->(e)
            """;

    private static final String CALM =
            "coherence: 0.8, entropy_change: 0.1, max_rv_potency: 0.1, affective_load: 0.1, awareness: 'FULL',"
                    + " coherence_stability: 0.9, seed: 7";

    private int next;

    /** F.a is suspended in the context of their name, F.c is limited to the one at their home. */
    @BeforeEach
    void familyWhoseContextsAreNamedAfterSomebody() {
        next = 0;
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run("CREATE (:Participant {id: 'zz-17'}), (:Participant {id: 'p-1'})");
        NEO4J.run("CALL metapolicy.create({id: 'F', scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'x')");
        for (String version : List.of("F.a", "F.b", "F.c")) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion('F', {id: $id, policy_id: 'p', version_tag: $id}, 'x')",
                    Map.of("id", version));
            NEO4J.run("CALL metapolicy.promote($id, 'x', {override: true})", Map.of("id", version));
        }
        NEO4J.run("CALL metapolicy.setFallback('F.b', 'known')");
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
        NEO4J.run("CALL metapolicy.setMode('F', 'ACTIVE', 'x')");
        count("F.b", 100, 0, "zz-17");
        count("F.c", 100, 0, HOME);
        count("F.a", 400, 0, "zz-17");
        count("F.a", 480, 8, "zz-17");
        NEO4J.run("CALL metapolicy.promote('F.c', 'x', {context_clusters: ['" + HOME + "'], override: true})");
        NEO4J.run("CREATE (:Trial {id: 't', coherence: 0.8, participant_id: 'p-1'})");
        NEO4J.run("CALL metapolicy.step('F', 't', {context_cluster: 'zz-17', " + CALM + "})");
        NEO4J.run("CREATE (:Trial {id: 'u', participant_id: 'p-1'})");
        NEO4J.run("CALL metapolicy.step('F', 'u', {context_cluster: 'zz-17'})");
        NEO4J.run("MATCH (a:NoeticAdjustment {trial_id: 'u'}) SET a.notes = 'zz-17', a.tags = ['zz-17']");
        NEO4J.run("CALL metapolicy.refreshTrust('F', {context_snapshots: true})");
    }

    @Test
    void theIdIsFoundNowhereAndCountsVerificationAndSelectionGoOnByTheNewName() {
        assertThat(problem()).isNull();
        assertThat(served("zz-17")).isEqualTo("F.b");
        assertThat(holding(THEIRS).keySet())
                .contains(
                        "ContextSnapshot.context_cluster",
                        "ContextSnapshot.id",
                        "FamilyEvidence.clusters",
                        "FamilyEvidence.clusters_table",
                        "FamilyEvidence.differences",
                        "FamilyEvidence.tabulated_clusters",
                        "GovernanceEvent.context_cluster",
                        "GovernanceEvent.limited_to",
                        "PolicyEpisode.context_cluster",
                        "PolicyEpisode.counted_cluster",
                        "PolicyVersion.limited_contexts",
                        "PolicyVersion.suspended_contexts",
                        "VersionEvidence.state",
                        "WOULD_CHOOSE.notes");
        String decided = adjustments();

        Map<String, Object> erased = ErasureHistory.erase("zz-17");

        assertThat(holding(THEIRS).keySet()).containsExactly("Participant.id");
        assertThat(erased).containsEntry("note", "").containsEntry("episodes", 0L);
        assertThat((Long) erased.get("texts")).as("others' episodes too").isGreaterThan(1080);
        assertThat(problem()).isNull();
        String named = suspendedIn();
        assertThat(named).startsWith("erased-");
        assertThat(served(named)).isEqualTo("F.b");
        assertThat(served("morning")).isEqualTo("F.a");
        assertThat(NEO4J.run(
                        "CALL metapolicy.trustFor('F.a', {context_cluster: $c}) YIELD n RETURN n > 0 AS known",
                        Map.of("c", named)))
                .containsExactly(Map.of("known", true));
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'F.c'}) RETURN v.limited_contexts[0] AS c"))
                .containsExactly(Map.of("c", "with " + named + " at home"));
        assertThat(adjustments()).isEqualTo(decided);
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('F', {mode: 'FULL'}) YIELD reason"))
                .isNotEmpty()
                .allMatch(row -> row.get("reason").toString().contains("the recount agrees"));
        assertThat(ErasureHistory.erase("zz-17")).containsEntry("note", "nothing is kept of this participant");
        count("F.a", 80, 0, named);
        assertThat(problem()).isNull();
        NEO4J.run("CALL metapolicy.resume('F.a', 'mended', {context_cluster: $c})", Map.of("c", named));
        assertThat(served(named)).isEqualTo("F.a");
        assertThat(problem()).isNull();
    }

    @Test
    void whatIsStillToBeCountedIsCountedUnderTheNewName() {
        write("F.a", 16, 0, "zz-17");
        ErasureHistory.erase("zz-17");
        NEO4J.run("CALL metapolicy.refreshTrust('F')");
        assertThat(holding(THEIRS).keySet()).containsExactly("Participant.id");
        assertThat(NEO4J.run("MATCH (f:FamilyEvidence) RETURN size(f.clusters) AS n"))
                .containsExactly(Map.of("n", 3L));
        assertThat(problem()).isNull();
    }

    @Test
    void idsOfWhatWasDoneAndOfWhatWasRecordedStayAndThatIsTold() {
        NEO4J.run("CREATE (:PolicyEpisode {id: 'ep:zz-17', chosen_intervention_id: 'zz-17', participant_id: 'p-1',"
                + " policy_version_id: 'F.b'}), (:PolicyEpisode {id: 'e', participant_id: 'with zz-17'})");
        assertThat(ErasureHistory.erase("zz-17"))
                .containsEntry(
                        "note",
                        "1 things that were recorded of others have the id in an id, of theirs, of an intervention or a"
                                + " version: these stay");
        assertThat(holding(THEIRS).keySet())
                .containsExactlyInAnyOrder(
                        "Participant.id",
                        "PolicyEpisode.chosen_intervention_id",
                        "PolicyEpisode.id",
                        "PolicyEpisode.participant_id");
    }

    /** A number is no word of its own, nor is what the product calls contexts itself. */
    @Test
    void aContextThatIsNotToldFromAnyOtherWordKeepsItsName() {
        NEO4J.run("CREATE (:Participant {id: '4'})-[:TAKES]->(:Session {id: 'other'}),"
                + " (:Participant {id: 'morning'}), (:Participant {id: 'open'})");
        count("F.a", 80, 0, "4");
        assertThat(ErasureHistory.erase("4").get("note").toString())
                .isEqualTo("of meta-policy 'F' context '4' keeps its name, which is told from no other word");
        assertThat(problem()).isNull();
        assertThat(holding(Pattern.compile("\\b4\\b"))).containsKey("FamilyEvidence.clusters");
        ErasureHistory.erase("open");
        assertThat(problem()).isNull();
        ErasureHistory.erase("morning");
        assertThat(problem()).isNull();
        assertThat(holding(Pattern.compile("\\bmorning\\b")).keySet()).containsExactly("Participant.id");
    }

    private void count(String version, int outcomes, int badInTen, String eighth) {
        write(version, outcomes, badInTen, eighth);
        NEO4J.run("CALL metapolicy.refreshTrust('F', {batch_size: 100})");
    }

    /** One in eight is in the context that is named. */
    private void write(String version, int outcomes, int badInTen, String eighth) {
        List<Map<String, Object>> rows = IntStream.range(0, outcomes)
                .mapToObj(i -> Map.<String, Object>of(
                        "id",
                        "e" + next,
                        "version",
                        version,
                        "at",
                        next++,
                        "override",
                        i % 8 == 7 && i / 8 % 10 < badInTen,
                        "reward",
                        0.6 + 0.1 * Math.sin(i),
                        "context",
                        i % 8 == 7 ? eighth : "morning"))
                .toList();
        NEO4J.run(OUTCOMES, Map.of("rows", rows));
    }

    private static String served(String context) {
        return (String) NEO4J.run("CALL metapolicy.select('F', {" + CALM + ", context_cluster: '" + context
                        + "'}) YIELD versionId")
                .get(0)
                .get("versionId");
    }

    private static Object problem() {
        return NEO4J.run("CALL metapolicy.audit.verify('F', {recount: true}) YIELD problem")
                .get(0)
                .get("problem");
    }

    private static String suspendedIn() {
        return (String) NEO4J.run("MATCH (v:PolicyVersion {id: 'F.a'}) RETURN v.suspended_contexts[0] AS c")
                .get(0)
                .get("c");
    }

    /** What others' decisions were and would be again. */
    private static String adjustments() {
        return NEO4J.run("MATCH (a:NoeticAdjustment) RETURN a.decision, a.version_id, a.considered, a.circumstances"
                        + " ORDER BY a.trial_id")
                .toString()
                .replaceAll("zz-17|erased-[0-9a-f]+", "somebody");
    }
}
