package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** The figures of a family's versions together, so that decisions need not read each version's own, and what they do where these do not fit. */
class FiguresTableIT {
    private static final String FAMILY = "MATCH (m:MetaPolicy {id: 'm'})-[:HAS_EVIDENCE]->(t:FamilyEvidence) ";
    private static final String EVIDENCE = "MATCH (:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e:VersionEvidence) ";
    private static final String CALM =
            "{coherence: 0.6, entropy_change: 0.3, max_rv_potency: 0.2, affective_load: 0.1, awareness: 'FULL', seed: 7}";

    private static final int FIGURES = 14 * Double.BYTES;
    private static final int PARTS = 12 * Double.BYTES;
    private static final int HEAD = 2 * Double.BYTES;

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Live: base, the fallback without evidence, and v, the default; a candidate c; o was live and is rolled back. */
    @BeforeEach
    void aRefreshedFamily() {
        GovernedFamily.create(NEO4J, "m", Map.of())
                .live("o")
                .live("v")
                .candidate("c")
                .active();
        NEO4J.run("CALL metapolicy.rollback('o', 'it misbehaves')");
        record(1, 60, "{reward: (i % 5) / 5.0, delta_coherence: 0.1}");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
    }

    /** In the order that docs/properties.md tells. */
    @Test
    void theyAreTheOwnFiguresOfThoseInService() {
        ByteBuffer figures = ByteBuffer.wrap(stored("figures_table"));
        ByteBuffer parts = ByteBuffer.wrap(stored("parts_table"));
        for (ByteBuffer table : List.of(figures, parts)) {
            Map<String, Object> family = NEO4J.run(FAMILY + "RETURN t.tabulated_at AS at, m.events AS events")
                    .get(0);
            assertThat(table.getLong()).isEqualTo(family.get("at"));
            assertThat(table.getLong()).isEqualTo(family.get("events"));
        }
        Map<Object, Map<String, Object>> versions = new TreeMap<>();
        NEO4J.run("MATCH (v:PolicyVersion)-[:HAS_EVIDENCE]->(e) WHERE v.status IN ['LIVE', 'CANDIDATE']"
                        + " RETURN id(v) AS version, v.id AS id, id(e) AS evidence, e.alarm AS alarm, e.n AS n, e.n_total AS nTotal,"
                        + " e.n_since_resume AS since, e.trust_score AS score, e.trust_lower AS lower, e.safety_norm AS safety,"
                        + " e.reward_mean AS reward, e.trust_known AS known, e.trust_known_lower AS knownLower,"
                        + " e.tabulated_at AS at, e.known_factors + [] AS factors, e.known_weights + [] AS weights,"
                        + " e.known_shares + [] AS shares")
                .forEach(row -> versions.put(row.get("version"), row));
        assertThat(versions).hasSize(3);
        List<Object> means = new ArrayList<>();
        versions.forEach((version, row) -> {
            assertThat(figures.getLong()).isEqualTo(version);
            assertThat(figures.getLong()).isEqualTo(row.get("id").hashCode());
            assertThat(figures.getLong()).isEqualTo(row.get("evidence"));
            assertThat(figures.getLong()).isEqualTo(Boolean.TRUE.equals(row.get("alarm")) ? 7 : 6);
            for (String whole : List.of("at", "n", "since", "nTotal")) {
                assertThat(figures.getLong()).as(whole).isEqualTo(row.get(whole));
            }
            for (String figure : List.of("score", "lower", "safety", "reward", "known", "knownLower")) {
                assertThat(figures.getDouble()).as(figure).isEqualTo(orNaN(row.get(figure)));
            }
            List<?> factors = (List<?>) row.get("factors");
            for (String factor : List.of("growth", "breadth", "amplification", "safety", "robustness", "coherence")) {
                int at = factors.indexOf(factor);
                for (String list : List.of("weights", "shares")) {
                    assertThat(parts.getDouble())
                            .as(list + " of " + factor)
                            .isEqualTo(orNaN(at < 0 ? null : ((List<?>) row.get(list)).get(at)));
                }
            }
            means.add(row.get("reward"));
        });
        assertThat(means).containsNull().contains(0.4);
        assertThat(figures.hasRemaining()).isFalse();
        assertThat(parts.hasRemaining()).isFalse();
        assertThat(problem()).isNull();
    }

    @Test
    void aDecisionIsTheSameWithoutThem() {
        List<?> by = decided();
        List<Object> others = new ArrayList<>(List.of("nothing", 1L, List.of(1.5, 2.5), new byte[0], new byte[16]));
        byte[] figures = stored("figures_table");
        // Of another table, another trail, another version of the plugin; of other nodes and names.
        others.add(ByteBuffer.wrap(figures.clone()).putLong(0, 5).array());
        others.add(ByteBuffer.wrap(figures.clone()).putLong(Long.BYTES, 5).array());
        others.add(ByteBuffer.allocate(figures.length + Long.BYTES).put(figures).array());
        for (int of = 0; of < 3; of++) {
            byte[] other = harmful(figures);
            for (int at = HEAD; at < other.length; at += FIGURES) {
                ByteBuffer.wrap(other).putLong(at + of * Long.BYTES, -7);
            }
            others.add(other);
        }
        for (Object other : others) {
            NEO4J.run(FAMILY + "SET t.figures_table = $other", Map.of("other", other));
            assertThat(decided()).isEqualTo(by);
            assertThat(problem()).isNull();
        }
        NEO4J.run(FAMILY + "REMOVE t.figures_table");
        assertThat(decided()).isEqualTo(by);
        assertThat(problem()).isNull();
    }

    @Test
    void aDecisionIsTheSameWithoutTheParts() {
        NEO4J.run(FAMILY + "SET m.selection = 'TRUST'");
        List<?> by = decided();
        byte[] parts = stored("parts_table");
        for (Object other : List.of(
                "nothing",
                new byte[PARTS],
                ByteBuffer.allocate(parts.length - PARTS)
                        .put(parts, 0, parts.length - PARTS)
                        .array())) {
            NEO4J.run(FAMILY + "SET t.parts_table = $other", Map.of("other", other));
            assertThat(decided()).isEqualTo(by);
        }
        NEO4J.run(FAMILY + "REMOVE t.parts_table");
        assertThat(decided()).isEqualTo(by);
    }

    /** What was edited is named; whom it would serve or not is told by the table until the next refresh. */
    @Test
    void aDecisionReadsThemAndNotTheVersionsOwn() {
        List<?> by = decided();
        NEO4J.run(EVIDENCE + "SET e.alarm = true, e.trust_score = 0.01, e.known_parts = 'none'");
        assertThat(decided()).isEqualTo(by);
        assertThat(problem()).asString().startsWith("version 'v' has alarm true");
        NEO4J.run(FAMILY + "REMOVE t.figures_table");
        assertThat(decided()).isNotEqualTo(by);
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        assertThat(decided()).isEqualTo(by);
        assertThat(problem()).isNull();
    }

    /** As long as nothing is counted, told to the trail or tabulated by whoever knows nothing of them. */
    @Test
    void besideAnotherTableOrALongerTrailTheVersionsOwnCount() {
        List<?> by = decided();
        for (String edit : List.of(
                "SET t.tabulated_at = t.tabulated_at + 1, m.mood = 'the same'", "SET m.events = m.events + 1")) {
            NEO4J.run(FAMILY + edit);
            NEO4J.run(EVIDENCE + "SET e.alarm = true");
            assertThat(decided()).as(edit).isNotEqualTo(by);
            NEO4J.run(EVIDENCE + "SET e.alarm = false");
            NEO4J.run(FAMILY + "SET t.tabulated_at = t.tabulated_at - 1, m.events = m.events - 1");
            NEO4J.run("CALL metapolicy.refreshTrust('m')");
        }
    }

    @Test
    void whateverIsDoneADecisionIsTheSameWithoutThem() {
        record(61, 200, "{reward: -1.0, safety_flag: true}");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        assertThat(served()).doesNotContain("v");
        same();
        NEO4J.run("CALL metapolicy.pause('c', 'look closer')");
        same();
        NEO4J.run("CALL metapolicy.resume('c', 'looked')");
        same();
        NEO4J.run("CALL metapolicy.refreshTrust('m', {mode: 'FULL'})");
        same();
        assertThat(problem()).isNull();
    }

    /** Of each kind of refresh what it leaves is gone by: with nothing new, with something, with all anew, and one that stopped a version. */
    @Test
    void decisionsGoByWhatEachRefreshLeaves() {
        areGoneBy("v");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        areGoneBy("v");
        record(61, 62, "{reward: 0.5}");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        areGoneBy("v");
        NEO4J.run("CALL metapolicy.refreshTrust('m', {mode: 'FULL'})");
        areGoneBy("v");
        NEO4J.run("CALL metapolicy.pause('c', 'look closer')");
        areNotGoneBy("base");
        NEO4J.run("CALL metapolicy.resume('c', 'looked')");
        areNotGoneBy("base");
        record(63, 200, "{reward: -1.0, safety_flag: true}");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        assertThat(served()).doesNotContain("v");
        areGoneBy("base");
    }

    private static void areGoneBy(String version) {
        assertThat(decidedBesideAnAlarmOf(version)).isEqualTo(decided());
    }

    private static void areNotGoneBy(String version) {
        assertThat(decidedBesideAnAlarmOf(version)).isNotEqualTo(decided());
    }

    /** That a version's own figures alone tell. */
    private static List<?> decidedBesideAnAlarmOf(String version) {
        String alarm = EVIDENCE.replace("'v'", "'" + version + "'") + "SET e.alarm = ";
        NEO4J.run(alarm + "true");
        List<?> decided = decided();
        NEO4J.run(alarm + "false");
        return decided;
    }

    @Test
    void editedOnesAreNamedAndWrittenAnew() {
        List<?> by = decided();
        byte[] figures = stored("figures_table");
        byte[] parts = stored("parts_table");
        NEO4J.run(FAMILY + "SET t.figures_table = $figures", Map.of("figures", harmful(figures)));
        assertThat(decided()).isNotEqualTo(by);
        assertThat(problem())
                .isEqualTo("version 'base' has alarm false, figures_table and parts_table of its family say true");
        for (int at = HEAD + 6 * Double.BYTES; at < parts.length; at += PARTS) {
            if (!Double.isNaN(ByteBuffer.wrap(parts).getDouble(at))) {
                ByteBuffer.wrap(parts).putDouble(at, 0.99);
            }
        }
        NEO4J.run(
                FAMILY + "SET t.figures_table = $figures, t.parts_table = $parts",
                Map.of("figures", figures, "parts", parts));
        assertThat(problem())
                .asString()
                .startsWith("version 'v' has known_weights of safety 0.")
                .endsWith(", figures_table and parts_table of its family say 0.99");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        assertThat(decided()).isEqualTo(by);
        assertThat(problem()).isNull();
    }

    /** All with an alarm. */
    private static byte[] harmful(byte[] figures) {
        byte[] harmful = figures.clone();
        for (int at = HEAD + 3 * Long.BYTES; at < harmful.length; at += FIGURES) {
            ByteBuffer.wrap(harmful).putLong(at, 7);
        }
        return harmful;
    }

    private static void same() {
        List<?> by = decided();
        byte[] stored = stored("figures_table");
        NEO4J.run(FAMILY + "REMOVE t.figures_table");
        assertThat(decided()).isEqualTo(by);
        NEO4J.run(FAMILY + "SET t.figures_table = $stored", Map.of("stored", stored));
    }

    private static void record(int from, int to, String outcome) {
        NEO4J.run(
                "UNWIND range($from, $to) AS i CALL metapolicy.recordEpisode('v', {id: 'v' + i, human_override: false})"
                        + " YIELD episodeId CALL metapolicy.recordOutcome(episodeId, " + outcome + ")"
                        + " YIELD outcomeId RETURN count(*) AS n",
                Map.of("from", from, "to", to));
    }

    private static byte[] stored(String key) {
        return (byte[]) NEO4J.run(FAMILY + "RETURN t[$key] AS stored", Map.of("key", key))
                .get(0)
                .get("stored");
    }

    private static Double orNaN(Object figure) {
        return figure == null ? (Double) Double.NaN : (Double) figure;
    }

    private static Object problem() {
        return NEO4J.run("CALL metapolicy.audit.verify('m') YIELD problem RETURN problem")
                .get(0)
                .get("problem");
    }

    private static List<Object> served() {
        return NEO4J.run("CALL metapolicy.select('m', " + CALM + ") YIELD versionId RETURN versionId").stream()
                .map(row -> row.get("versionId"))
                .toList();
    }

    private static List<?> decided() {
        List<Object> decided = new ArrayList<>(NEO4J.run("CALL metapolicy.select('m', " + CALM
                + ") YIELD decision, versionId, score, considered RETURN decision, versionId, score, considered"));
        decided.addAll(NEO4J.run("CALL metapolicy.select('m', " + CALM
                + ") YIELD decision, versionId, propensity, reason RETURN decision, versionId, propensity, reason"));
        return decided;
    }
}
