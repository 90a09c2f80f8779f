package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.testing.SharedNeo4j;

/** However labels are changed by hand, the next refresh counts what is new, and what no refresh can mend is told. */
class HiddenEvidenceIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final List<String> MARKS =
            List.of("CountedOutcome", "InvalidOutcome", "WaitingOutcome", "QueuedOutcome");

    @BeforeEach
    void families() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        for (String family : List.of("a", "b")) {
            NEO4J.run("CALL metapolicy.create({id: $id}, 'a pilot')", Map.of("id", family));
            NEO4J.run("CALL metapolicy.registerVersion($id, {id: $id + '.v'}, 'to be tried')", Map.of("id", family));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 200})
    void anArchiveThatExchangesALabelHidesNothing(int harmful) {
        outcomes("a", "old", 200, 0.5, false);
        refresh(null);
        NEO4J.run("MATCH (o:CountedOutcome) REMOVE o:PolicyOutcome SET o:Archived");
        assertThat(problem("a")).isNotNull();
        outcomes("b", "bad", harmful, -1, true);
        assertThat(backlog("b")).isEqualTo((long) harmful);

        assertThat(newOutcomes("b")).isEqualTo((long) harmful);
        assertThat(problem("b")).isNull();
        assertAllIsWell();
        NEO4J.run("MATCH (o:Archived) SET o:PolicyOutcome REMOVE o:Archived");
        outcomes("b", "more", 3, 0, false);
        assertThat(newOutcomes("b")).isEqualTo(3L);
        assertAllIsWell();
    }

    @Test
    void duplicatesThatWereMergedHideNothing() {
        outcomes("a", "old", 80, 0.5, false);
        refresh(null);
        NEO4J.run("MATCH (e:PolicyEpisode) CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: e.id + '-again',"
                + " episode_id: e.id, reward: 0.5})");
        refresh(null);
        // What apoc.refactor.mergeNodes with {properties: 'discard', mergeRels: true} leaves.
        NEO4J.run("MATCH (o:InvalidOutcome) DETACH DELETE o");
        NEO4J.run("MATCH (o:CountedOutcome) SET o:InvalidOutcome, o.invalid_reason = 'from the other'");
        outcomes("a", "bad", 80, -1, true);
        assertThat(backlog("a")).isEqualTo(80L);
        assertThat(problem("a")).isNotNull();

        assertThat(newOutcomes("a")).isEqualTo(80L);
        assertThat(NEO4J.run("MATCH (o:InvalidOutcome) RETURN o")).isEmpty();
        assertThat(status("a")).containsEntry("invalidOutcomes", 0L).containsEntry("problem", null);
        assertAllIsWell();
    }

    static Stream<List<String>> everyMixOfMarks() {
        return Stream.iterate(1, i -> i < 16, i -> i + 1).map(mix -> MARKS.stream()
                .filter(mark -> (mix >> MARKS.indexOf(mark) & 1) == 1)
                .toList());
    }

    @ParameterizedTest
    @MethodSource("everyMixOfMarks")
    void marksPutByHandHideNothingFromTheNextRefresh(List<String> marks) {
        outcomes("a", "good", 5, 0.5, false);
        refresh(null);
        outcomes("a", "bad", 7, -1, true);
        NEO4J.run("MATCH (o:PolicyOutcome) WHERE o.id STARTS WITH 'bad' SET o:" + String.join(":", marks));
        assertThat(problem("a")).isNotNull();

        assertThat(newOutcomes("a")).isEqualTo(7L);
        assertThat(problem("a")).isNull();
        assertAllIsWell();
    }

    @ParameterizedTest
    @MethodSource("everyMixOfMarks")
    void marksPutByHandWithPropertiesHideNothingFromAFullRefreshOfTheFamily(List<String> marks) {
        outcomes("a", "good", 5, 0.5, false);
        refresh(null);
        outcomes("a", "bad", 7, -1, true);
        NEO4J.run("MATCH (o:PolicyOutcome) WHERE o.id STARTS WITH 'bad' SET o:" + String.join(":", marks)
                + ", o.counted_number = 1, o.counted_version_id = 'nobody', o.counted_override = false,"
                + " o.counted_high_potency = false, o.invalid_reason = 'forged', o.waiting_reason = 'forged',"
                + " o.queued_for = 'b'");
        if (!marks.equals(List.of("WaitingOutcome"))) {
            assertThat((String) verified("a")).contains("7 outcomes of the family are hidden");
        }

        NEO4J.run("CALL metapolicy.refreshTrust('a', {mode: 'FULL'})");
        assertThat(NEO4J.run("MATCH (o:CountedOutcome) RETURN count(o) AS n")).containsExactly(Map.of("n", 12L));
        assertAllIsWell();
    }

    @Test
    void aMarkTakenAwayDoesNotCountTwice() {
        outcomes("a", "old", 6, 0.5, false);
        NEO4J.run("MATCH (v:PolicyVersion {id: 'a.v'}) CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: 'alone',"
                + " human_override: true})");
        refresh(null);
        NEO4J.run("MATCH (o:CountedOutcome) REMOVE o:CountedOutcome");
        NEO4J.run("MATCH (e:ResolvedEpisode) REMOVE e:ResolvedEpisode");
        assertThat(problem("a")).isNotNull();

        assertThat(newOutcomes("a")).isEqualTo(0L);
        assertThat(problem("a")).isNull();
        assertThat(total("a.v")).isEqualTo(7L);
        assertAllIsWell();
    }

    @Test
    void aCopyOfACountedOutcomeIsAnOutcomeOfItsOwn() {
        outcomes("a", "old", 2, 0.5, false);
        refresh(null);
        NEO4J.run("MATCH (v:PolicyVersion {id: 'a.v'}), (o:CountedOutcome {id: 'old1'})"
                + " CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: 'new'})"
                + " CREATE (e)-[:HAS_OUTCOME]->(c:PolicyOutcome:CountedOutcome)"
                + " SET c = o {.*, id: 'copy', episode_id: 'new', safety_flag: true}");
        assertThat(problem("a")).isNotNull();

        assertThat(newOutcomes("a")).isEqualTo(1L);
        assertThat(total("a.v")).isEqualTo(3L);
        assertAllIsWell();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ResolvedEpisode", "OpenEpisode", "OpenEpisode:ResolvedEpisode"})
    void marksOfEpisodesPutByHandHideNoOverride(String marks) {
        outcomes("a", "old", 3, 0.5, false);
        refresh(null);
        NEO4J.run("MATCH (v:PolicyVersion {id: 'a.v'}) UNWIND range(1, 4) AS i CREATE (v)-[:EVALUATED_IN]->"
                + "(:PolicyEpisode:" + marks + " {id: 'bad' + i, human_override: true})");

        refresh(null);
        assertThat(total("a.v")).isEqualTo(7L);
        NEO4J.run("MATCH (e:ResolvedEpisode) SET e:OpenEpisode, e.human_override = true");
        refresh(null);
        assertThat(total("a.v")).isEqualTo(7L);
        assertThat(problem("a")).isNull();
    }

    @Test
    void anArchiveOfEpisodesHidesNoOverride() {
        outcomes("a", "old", 10, 0.5, false);
        refresh(null);
        NEO4J.run("MATCH (e:ResolvedEpisode) REMOVE e:PolicyEpisode SET e:Archived");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'a.v'}) UNWIND range(1, 10) AS i CREATE (v)-[:EVALUATED_IN]->"
                + "(:PolicyEpisode {id: 'bad' + i, human_override: true})");

        refresh(null);
        assertThat(total("a.v")).isEqualTo(20L);
        assertThat(problem("a")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PolicyEpisode", "PolicyOutcome"})
    void whatWasErasedIsToldUntilAFullRefreshMendsIt(String erased) {
        outcomes("a", "old", 30, 0.5, false);
        refresh(null);
        assertThat(problem("a")).isNull();
        NEO4J.run("MATCH (n:" + erased + ") WHERE n.id IN ['old3', 'old4'] DETACH DELETE n");

        assertThat(problem("a")).contains("{mode: 'FULL'} recounts");
        refresh(null);
        assertThat(problem("a")).contains("{mode: 'FULL'} recounts");
        NEO4J.run("CALL metapolicy.refreshTrust('a', {mode: 'FULL'})");
        assertThat(problem("a")).isNull();
        // An outcome that is gone takes nothing of its episode's status.
        assertThat(total("a.v")).isEqualTo(erased.equals("PolicyOutcome") ? 30L : 28L);
        assertAllIsWell();
    }

    @Test
    void invalidOutcomesThatWereErasedAreNoLongerCountedAsSuch() {
        outcomes("a", "wrong", 4, 7, false);
        refresh(null);
        assertThat(status("a")).containsEntry("invalidOutcomes", 4L);
        NEO4J.run("MATCH (o:PolicyOutcome {id: 'wrong1'}) DETACH DELETE o");
        refresh(null);

        assertThat(status("a")).containsEntry("invalidOutcomes", 3L).containsEntry("problem", null);
    }

    private static void assertAllIsWell() {
        List<Object> problems = new ArrayList<>();
        for (String family : List.of("a", "b")) {
            NEO4J.run("CALL metapolicy.refreshTrust($id, {mode: 'FULL'}) YIELD reason", Map.of("id", family))
                    .forEach(row -> assertThat((String) row.get("reason")).endsWith("the recount agrees"));
            problems.add(verified(family));
            problems.add(problem(family));
        }
        assertThat(problems).containsOnlyNulls();
    }

    private static Object verified(String family) {
        return NEO4J.run("CALL metapolicy.audit.verify($id, {recount: true}) YIELD problem", Map.of("id", family))
                .get(0)
                .get("problem");
    }

    private static void outcomes(String family, String name, int count, double reward, boolean harm) {
        NEO4J.run(
                "CYPHER 5 MATCH (v:PolicyVersion {id: $family + '.v'}) UNWIND range(1, $count) AS i"
                        + " CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: $name + i, human_override: $harm,"
                        + " timestamp: datetime({epochSeconds: i})})-[:HAS_OUTCOME]->(:PolicyOutcome {id: $name + i,"
                        + " reward: $reward, safety_flag: $harm})",
                Map.of("family", family, "name", name, "count", count, "reward", reward, "harm", harm));
    }

    private static List<Map<String, Object>> refresh(String family) {
        Map<String, Object> parameters = new java.util.HashMap<>();
        parameters.put("family", family);
        return NEO4J.run("CALL metapolicy.refreshTrust($family)", parameters);
    }

    private static long newOutcomes(String family) {
        return refresh(family).stream()
                .mapToLong(row -> (Long) row.get("newOutcomes"))
                .sum();
    }

    private static Map<String, Object> status(String family) {
        return NEO4J.run("CALL metapolicy.status($id)", Map.of("id", family)).get(0);
    }

    private static String problem(String family) {
        return (String) status(family).get("problem");
    }

    private static long backlog(String family) {
        return (Long) status(family).get("backlog");
    }

    private static long total(String version) {
        return (Long) NEO4J.run("CALL metapolicy.computePCI($id)", Map.of("id", version))
                .get(0)
                .get("nTotal");
    }
}
