package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** What a decision in a context reads of that context alone, beside the versions' own rows. */
class ContextTableIT {
    private static final String TABLE = "MATCH (:MetaPolicy {id: 'm'})-[:HAS_EVIDENCE]->(t:FamilyEvidence) ";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void twoVersionsThatDifferByContext() {
        GovernedFamily.create(NEO4J, "m", Map.of()).live("day").live("night").active();
        record("day", 0.6, -0.2);
        record("night", -0.2, 0.6);
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
    }

    @Test
    void aContextIsDecidedTheSameWithoutItsColumn() {
        List<Object> by = decided();
        assertThat(by.toString()).contains("expected_value=0.5", "trust_in_context_n=30");
        NEO4J.run(TABLE + "REMOVE t.context_table_0");
        assertThat(decided()).as("with one of the two").isEqualTo(by);
        NEO4J.run(TABLE + "REMOVE t.context_table_1");
        assertThat(decided()).as("without any of a context").isEqualTo(by);
        NEO4J.run(TABLE + "REMOVE t.prospect_table");
        assertThat(decided()).as("as an earlier version of the plugin left it").isEqualTo(by);
        assertThat(problem()).isNull();
    }

    @Test
    void aColumnOfAnotherTableOrOfOtherVersionsIsNotRead() {
        List<Object> by = decided();
        NEO4J.run(TABLE + "SET t.context_table_0 = [0.0] + [i IN range(1, 26) | 0.5]");
        assertThat(decided()).as("of another table").isEqualTo(by);
        NEO4J.run(TABLE + "SET t.context_table_0 = [toFloat(t.tabulated_at)] + [i IN range(1, 13) | 0.5]");
        assertThat(decided()).as("of one version alone").isEqualTo(by);
        NEO4J.run(TABLE + "SET t.context_table_0 = 'nothing'");
        assertThat(decided()).as("of none").isEqualTo(by);
        NEO4J.run(TABLE + "SET t.prospect_table = [0.0] + [i IN range(1, 18) | 0.5]");
        assertThat(decided()).as("of another table, without a context").isEqualTo(by);
        NEO4J.run(TABLE + "SET t.prospect_table = [toFloat(t.tabulated_at)] + [i IN range(1, 12) | 0.5]");
        assertThat(decided()).as("of too few versions, without a context").isEqualTo(by);
        NEO4J.run(TABLE + "SET t.prospect_table = 'nothing'");
        assertThat(decided()).as("of none, without a context").isEqualTo(by);
    }

    @Test
    void aDecisionReadsTheColumnAndNotTheRows() {
        List<Object> by = decided();
        NEO4J.run(
                "MATCH (:PolicyVersion)-[:HAS_EVIDENCE]->(e:VersionEvidence) REMOVE e.context_prospects, e.context_trust,"
                        + " e.prospect");
        assertThat(decided()).isEqualTo(by);
    }

    @Test
    void aDecisionFindsItsContextAmongTheBytesAndElseAmongTheNames() {
        List<Object> by = decided();
        NEO4J.run(TABLE + "REMOVE t.tabulated_clusters");
        assertThat(decided()).as("without the names").isEqualTo(by);
        NEO4J.run(TABLE + "SET t.tabulated_clusters = ['am', 'pm']");
        byte[] places = (byte[])
                NEO4J.run(TABLE + "RETURN t.clusters_table AS places").get(0).get("places");
        byte[] another = places.clone();
        another[7]++;
        for (byte[] none : List.of(another, Arrays.copyOf(places, places.length - 1), new byte[] {1})) {
            NEO4J.run(TABLE + "SET t.clusters_table = $none", Map.of("none", none));
            assertThat(decided()).as("of another table, or none").isEqualTo(by);
        }
        NEO4J.run(TABLE + "REMOVE t.clusters_table");
        assertThat(decided()).as("as an earlier version of the plugin left it").isEqualTo(by);
        assertThat(problem()).isNull();
    }

    @Test
    void placesThatTheNamesDoNotSayAreNamed() {
        List<Object> by = decided();
        byte[] places = (byte[])
                NEO4J.run(TABLE + "RETURN t.clusters_table AS places").get(0).get("places");
        String swapped = new String(places, StandardCharsets.ISO_8859_1)
                .replace("am", "xx")
                .replace("pm", "am")
                .replace("xx", "pm");
        NEO4J.run(
                TABLE + "SET t.clusters_table = $swapped",
                Map.of("swapped", swapped.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(decided()).isNotEqualTo(by);
        assertThat(problem())
                .isEqualTo("the family's clusters_table says [pm, am], its tabulated_clusters are [am, pm]");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        assertThat(problem()).isNull();
        assertThat(decided()).isEqualTo(by);
    }

    @Test
    void columnsOfALargerTableAreTakenAway() {
        NEO4J.run(TABLE + "SET t.context_table_2 = [1.0], t.context_table_3 = [1.0]");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        assertThat(NEO4J.run(TABLE + "UNWIND keys(t) AS key WITH key WHERE key STARTS WITH 'context_table_'"
                        + " RETURN key ORDER BY key"))
                .containsExactly(Map.of("key", "context_table_0"), Map.of("key", "context_table_1"));
    }

    @Test
    void whatTheRefreshStopsIsNotInTheTableThatItLeaves() {
        NEO4J.run(
                "UNWIND range(61, 120) AS i CALL metapolicy.recordEpisode('night', {id: 'night' + i, context_cluster: 'am',"
                        + " human_override: false}) YIELD episodeId CALL metapolicy.recordOutcome(episodeId, {reward: -1.0})"
                        + " YIELD outcomeId RETURN count(*) AS n");
        NEO4J.run("MATCH (o:PolicyOutcome) WHERE o.reward = -1 SET o.safety_flag = true");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'night'}) RETURN v.status AS status"))
                .containsExactly(Map.of("status", "ROLLED_BACK"));
        assertThat(NEO4J.run(TABLE + "RETURN t.tabulated_live + [] AS live"))
                .containsExactly(Map.of("live", List.of("base", "day")));
        assertThat(problem()).isNull();
    }

    @Test
    void whoeverReadsNoScoresGetsTheSameDecision() {
        Set<Object> served = new HashSet<>(sameWithoutScores("by value"));
        String settings = "MATCH (m:MetaPolicy {id: 'm'}) ";
        NEO4J.run(settings + "SET m.selection = 'TRUST'");
        List<Object> byTrust = sameWithoutScores("by trust");
        NEO4J.run(TABLE + "REMOVE t.figures_table");
        assertThat(sameWithoutScores("by trust, of the versions' own")).isEqualTo(byTrust);
        NEO4J.run(
                "MATCH (:PolicyVersion {id: $id})-[:HAS_EVIDENCE]->(e:VersionEvidence)"
                        + " SET e.known_shares = [share IN e.known_shares | 0.0]"
                        + " REMOVE e.known_parts",
                Map.of("id", byTrust.get(0)));
        assertThat(sameWithoutScores("by trust, of which one has none")).isNotEqualTo(byTrust);
        NEO4J.run(settings + "REMOVE m.selection");
        NEO4J.run("MATCH (:PolicyVersion {id: 'night'})-[:HAS_EVIDENCE]->(e:VersionEvidence) REMOVE e.known_factors");
        sameWithoutScores("as an earlier version of the plugin left one");
        NEO4J.run("MATCH (:PolicyVersion {id: 'day'})-[:HAS_EVIDENCE]->(e:VersionEvidence) REMOVE e.trust_known");
        served.addAll(sameWithoutScores("where too little is known of one"));
        NEO4J.run(TABLE + "REMOVE t.tabulated_at");
        sameWithoutScores("before a refresh tabulated it");
        assertThat(served).contains("day", "night", "base");
    }

    /** The versions that were served. */
    private static List<Object> sameWithoutScores(String where) {
        String columns = "decision, versionId, suggestedVersionId, regime, trustScore, propensity, reason";
        List<Object> served = new ArrayList<>();
        for (String place :
                List.of("context_cluster: 'am', ", "context_cluster: 'pm', ", "context_cluster: 'x', ", "")) {
            for (int seed = 0; seed < 20; seed++) {
                String call = "CALL metapolicy.select('m', {coherence: 0.6, entropy_change: 0.0, max_rv_potency: 0.0,"
                        + " affective_load: 0.1, awareness: 'FULL', " + place + "seed: " + seed + "}) YIELD ";
                Map<String, Object> with =
                        NEO4J.run(call + columns + ", score RETURN " + columns).get(0);
                assertThat(NEO4J.run(call + columns + " RETURN " + columns))
                        .as(where + ", " + place + seed)
                        .containsExactly(with);
                served.add(with.get("versionId"));
            }
        }
        return served;
    }

    private static Object problem() {
        return NEO4J.run("CALL metapolicy.audit.verify('m') YIELD problem RETURN problem")
                .get(0)
                .get("problem");
    }

    /** What is decided in each context, in one that is not known and without any. */
    private static List<Object> decided() {
        return Stream.of(
                        "{context_cluster: 'am', seed: 3}",
                        "{context_cluster: 'pm', seed: 3}",
                        "{context_cluster: 'x'}",
                        "{}")
                .map(context -> NEO4J.run("CALL metapolicy.select('m', " + context
                                + ") YIELD considered, propensity RETURN considered, propensity")
                        .get(0))
                .map(row -> (Object) row)
                .toList();
    }

    private static void record(String version, double morning, double evening) {
        NEO4J.run(
                "UNWIND range(1, 60) AS i CALL metapolicy.recordEpisode($version, {id: $version + i,"
                        + " context_cluster: CASE i % 2 WHEN 0 THEN 'am' ELSE 'pm' END, human_override: false})"
                        + " YIELD episodeId CALL metapolicy.recordOutcome(episodeId, {reward: CASE i % 2 WHEN 0 THEN $am"
                        + " ELSE $pm END + (i % 5 - 2) / 20.0}) YIELD outcomeId RETURN count(*) AS n",
                Map.of("version", version, "am", morning, "pm", evening));
    }
}
