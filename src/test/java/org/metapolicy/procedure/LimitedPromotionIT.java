package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** A version that is better in the evening is promoted for the evening alone, and the default stays. */
class LimitedPromotionIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Of rows with id, version, at (seconds), reward and context. */
    static final String OUTCOMES = """
            UNWIND $rows AS row
            CREATE (e:PolicyEpisode {id: row.id, policy_version_id: row.version, timestamp: datetime('2026-01-01T00:00:00Z')
                + duration({seconds: row.at}), human_override: false, context_cluster: row.context})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + row.id, reward: row.reward, safety_flag: false,
                delta_coherence: 0.1, delta_accuracy: 0.1, delta_calibration: 0.1})
            """;

    private static final String CALM =
            "coherence: 0.6, entropy_change: 0.3, max_rv_potency: 0.1, affective_load: 0.1, awareness: 'FULL', seed: 7";
    private static final String IN_THE_EVENING =
            "CALL metapolicy.promote('F.b', 'good in the evening', {context_clusters: ['evening']})"
                    + " YIELD action, toStatus, defaultAfter";

    private int next;

    @BeforeEach
    void family() {
        next = 0;
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run("CALL metapolicy.create({id: 'F', scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'x')");
        for (String version : List.of("F.a", "F.b")) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion('F', {id: $id, policy_id: 'p', version_tag: $id}, 'x')",
                    Map.of("id", version));
        }
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
        NEO4J.run("CALL metapolicy.setFallback('F.a', 'known')");
        NEO4J.run("CALL metapolicy.setMode('F', 'ACTIVE', 'x')");
        count("F.a", 200, 0.3, 0.1);
    }

    @Test
    void itServesThereAloneAndTheDefaultStays() {
        count("F.b", 200, 0.1, 0.7);
        assertThat(NEO4J.run(IN_THE_EVENING))
                .containsExactly(Map.of("action", "PROMOTED", "toStatus", "LIVE", "defaultAfter", "F.a"));
        refreshed();
        assertThat(served("evening")).isEqualTo("F.b");
        assertThat(served("morning")).isEqualTo("F.a");
        assertThat(served("night")).isEqualTo("F.a");
        assertThat(considered("context_cluster: 'morning', ")).contains("it is live in contexts [evening] alone");
        assertThat(considered("")).contains("it is live in contexts [evening] alone");
        assertThat(shown()).isEqualTo("[evening]");
        verified();

        NEO4J.run("CALL metapolicy.pause('F.b', 'a look at it')");
        NEO4J.run("CALL metapolicy.resume('F.b', 'nothing found')");
        assertThat(shown()).as("after pause and resume").isEqualTo("[evening]");
        verified();

        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.setFallback('F.b', 'x')"))
                .hasMessageContaining("it may serve in contexts [evening] alone; promote it everywhere first");
        assertThat(NEO4J.run("CALL metapolicy.promote('F.b', 'x', {override: true}) YIELD defaultAfter"))
                .containsExactly(Map.of("defaultAfter", "F.b"));
        assertThat(shown()).isEqualTo("[]");
        verified();
    }

    @Test
    void whatIsNotKnownPromotesNobody() {
        assertThatThrownBy(() -> NEO4J.run(IN_THE_EVENING))
                .hasMessageContaining("in context 'evening' it has 0 resolved episodes, 50 are needed")
                .hasMessageContaining("in context 'evening' its trust is unknown, pci_promote is 0.450");
        count("F.b", 200, 0.7, 0.0);
        assertThatThrownBy(() -> NEO4J.run(IN_THE_EVENING))
                .hasMessageMatching(
                        "(?s).*in context 'evening' its expected reward -?0\\.\\d+ is more than 0.05 below the"
                                + " default's 0\\.\\d+.*");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.promote('F.b', 'x', {context_clusters: ['night']})"))
                .hasMessageContaining(
                        "names 'night', a context that meta-policy 'F' has not met: it knows [evening, morning]");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.promote('F.b', 'x', {context_clusters: []})"))
                .hasMessageContaining("context_clusters is empty");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.promote('F.b', 'x', {context_clusters: 'evening'})"))
                .hasMessageContaining("a list of context clusters");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.rollback('F.a', 'x', {context_clusters: ['evening']})"))
                .hasMessageContaining("context_clusters comes with promote alone");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.promote('F.a', 'x', {context_clusters: ['evening']})"))
                .hasMessageContaining("'F.a'");
        assertThat(shown()).isEqualTo("[]");
        verified();
    }

    @Test
    void aDefaultThatStopsIsNotFollowedByOneThatMayServeInSomeContextsAlone() {
        NEO4J.run("CALL metapolicy.promote('F.b', 'x', {override: true})");
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
        count("F.b", 200, 0.3, 0.7);
        NEO4J.run("CALL metapolicy.promote('F.b', 'x', {context_clusters: ['evening'], override: true})");
        NEO4J.run("CALL metapolicy.registerVersion('F', {id: 'F.c', policy_id: 'p', version_tag: 'c'}, 'x')");
        NEO4J.run("CALL metapolicy.promote('F.c', 'x', {override: true})");
        NEO4J.run("CALL metapolicy.setFallback('F.c', 'x')");
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
        assertThat(NEO4J.run("CALL metapolicy.rollback('F.a', 'x') YIELD defaultAfter"))
                .containsExactly(Map.of("defaultAfter", "F.c"));
        verified();
    }

    @Test
    void whatIsWidenedByHandServesNowhereAndIsNamed() {
        count("F.b", 200, 0.1, 0.7);
        NEO4J.run(IN_THE_EVENING);
        refreshed();
        NEO4J.run("MATCH (v:PolicyVersion {id: 'F.b'}) REMOVE v.limited_contexts");
        assertThat(served("evening")).isEqualTo("F.a");
        assertThat(considered("context_cluster: 'morning', "))
                .contains("its status LIVE was not set by a governed transition");
        assertThat((String) problem())
                .startsWith("version 'F.b' may serve in all contexts, event ")
                .endsWith(" says {\"context_clusters\":[\"evening\"]}");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'F.b'}) SET v.limited_contexts = ['evening', 'morning']");
        assertThat(served("morning")).isEqualTo("F.a");
        assertThat((String) problem())
                .startsWith("version 'F.b' may serve in {\"context_clusters\":[\"evening\",\"morning\"]}");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'F.a'}) SET v.limited_contexts = ['evening']");
        assertThat((String) problem()).startsWith("version 'F.a' may serve in");
    }

    private void count(String version, int outcomes, double morning, double evening) {
        List<Map<String, Object>> rows = IntStream.range(0, outcomes)
                .mapToObj(i -> Map.<String, Object>of(
                        "id",
                        "e" + next,
                        "version",
                        version,
                        "at",
                        next++,
                        "reward",
                        (i % 2 == 0 ? morning : evening) + 0.1 * Math.sin(i),
                        "context",
                        i % 2 == 0 ? "morning" : "evening"))
                .toList();
        NEO4J.run(OUTCOMES, Map.of("rows", rows));
        refreshed();
    }

    private static void refreshed() {
        NEO4J.run("CALL metapolicy.refreshTrust('F')");
    }

    private static String served(String context) {
        return (String) NEO4J.run("CALL metapolicy.select('F', {context_cluster: '" + context + "', " + CALM
                        + "}) YIELD versionId")
                .get(0)
                .get("versionId");
    }

    private static String considered(String context) {
        return NEO4J.run("CALL metapolicy.select('F', {" + context + CALM + "}) YIELD considered")
                .get(0)
                .get("considered")
                .toString();
    }

    private static String shown() {
        return NEO4J.run("CALL metapolicy.status('F') YIELD versions UNWIND versions AS v WITH v"
                        + " WHERE v.version_id = 'F.b' RETURN v.limited_contexts AS contexts")
                .get(0)
                .get("contexts")
                .toString();
    }

    private static void verified() {
        assertThat(problem()).isNull();
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('F', {mode: 'FULL'}) YIELD reason"))
                .allMatch(row -> row.get("reason").toString().contains("the recount agrees"));
    }

    private static Object problem() {
        return NEO4J.run("CALL metapolicy.audit.verify('F', {recount: true}) YIELD problem")
                .get(0)
                .get("problem");
    }
}
