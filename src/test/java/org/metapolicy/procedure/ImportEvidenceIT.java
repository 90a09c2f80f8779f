package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.evidence.exchange.Manifest;
import org.metapolicy.testing.CountedApart;
import org.metapolicy.testing.LakeHistory;
import org.metapolicy.testing.SharedNeo4j;

/** Evidence that was counted outside of the graph leads to what a refresh leads to over the same rows in it. */
class ImportEvidenceIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final long FIRST = Long.getLong("metapolicy.seed", System.nanoTime());
    private static final Instant NOW = LakeHistory.BEGIN.plusSeconds(40 * 86_400);

    /** What of a version must not differ between its two families, but for its id. */
    private static final String FOUND = """
            CYPHER 5
            MATCH (:MetaPolicy {id: $family})-[:HAS_VERSION]->(v:PolicyVersion)-[:HAS_EVIDENCE]->(e:VersionEvidence)
            OPTIONAL MATCH (v)-[:HAS_TRUST_STATE]->(s:PolicyTrustSnapshot)
            WITH v, e, s ORDER BY s.t
            WITH v, e, [s IN collect(s) | s {.*, id: null, created_at: null, policy_version_id: null}] AS snapshots
            RETURN substring(v.id, 2) AS id, v {.*, id: null, created_at: null, policy_id: null} AS version,
                   e {.*, as_of_event: null, tabulated_at: null} AS evidence, snapshots
            ORDER BY id
            """;

    private static final String MOVES = """
            CYPHER 5
            MATCH (:MetaPolicy {id: $family})-[:HAS_EVENT]->(e:GovernanceEvent)
            WHERE e.action <> 'EVIDENCE_IMPORTED'
            RETURN e.action AS action, substring(coalesce(e.version_id, ''), 2) AS version, e.reason AS reason,
                   e.from_status AS was, e.to_status AS is, e.pci AS pci, e.counted AS counted
            ORDER BY e.seq
            """;

    @BeforeEach
    void anApprover() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
    }

    @Test
    void importedIsAsCounted() {
        List<Map<String, Object>> kinds = List.of(
                Map.of(),
                Map.of("outcome_order", "DECISION", "window_size", 10L),
                Map.of("guardrail_unit", "SESSION", "clusters_max", 5L, "override_rate_max", 0.2));
        int histories = Integer.getInteger("metapolicy.exchanges", 10);
        for (int i = 0; i < histories; i++) {
            families(kinds.get(i % kinds.size()));
            LakeHistory history = new LakeHistory(FIRST + i, 400, 10).spoiled(25);
            history.write(NEO4J, "g.");
            NEO4J.run("CALL metapolicy.refreshTrust('g')");
            Counted counted = counted(history);
            counted.keep(i, history);
            List<Map<String, Object>> rows = imported(counted);
            String seed = "history with seed " + (FIRST + i);
            assertThat(rows).as(seed).extracting(row -> row.get("versionId")).contains("x.a", "x.b");
            assertThat(plain(NEO4J.run(FOUND, Map.of("family", "x"))))
                    .as(seed)
                    .isEqualTo(plain(NEO4J.run(FOUND, Map.of("family", "g"))));
            assertThat(NEO4J.run(MOVES, Map.of("family", "x")))
                    .as(seed)
                    .usingRecursiveComparison()
                    .ignoringFields("reason")
                    .isEqualTo(NEO4J.run(MOVES, Map.of("family", "g")));
            verified(seed);
            anApproverAgain();
        }
    }

    @Test
    void aSecondImportOfOneManifestChangesNothing() {
        families(Map.of());
        Counted once = counted(new LakeHistory(FIRST, 200, 3));
        imported(once);
        Object before = plain(NEO4J.run(FOUND, Map.of("family", "x")));
        assertThat(imported(once)).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("verdict", "SKIPPED")
                .containsEntry("action", "NONE"));
        assertThat(plain(NEO4J.run(FOUND, Map.of("family", "x")))).isEqualTo(before);
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'EVIDENCE_IMPORTED'}) RETURN e.evidence AS evidence"))
                .singleElement()
                .satisfies(event -> assertThat(event.get("evidence").toString())
                        .contains(Manifest.digestOf(once.manifest), "\"rows\":" + once.rows, "\"path\":\"episodes\""));
        verified("twice");
    }

    @Test
    void itGoesOnFromWhatWasImportedAndAgainstWhatChangedMeanwhile() {
        families(Map.of());
        imported(counted(new LakeHistory(FIRST, 200, 3)));
        Counted stale = counted(new LakeHistory(FIRST + 1, 200, 3));
        NEO4J.run("CALL metapolicy.pause('x.a', 'a look')");
        NEO4J.run("CALL metapolicy.resume('x.a', 'looked')");
        refused(stale, "was moved, configured or imported into meanwhile");
        Counted fresh = counted(new LakeHistory(FIRST + 1, 200, 3));
        assertThat(imported(fresh)).hasSize(2);
        verified("after a resume");
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('x', {mode: 'FULL'}) YIELD reason RETURN reason"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.get("reason").toString()).endsWith("the recount agrees"));
        assertThat(NEO4J.run("CALL metapolicy.status('x') YIELD problem RETURN problem"))
                .allSatisfy(row -> assertThat(row.get("problem")).isNull());
        refused(counted(new LakeHistory(FIRST + 1, 200, 3)), "file episodes was imported before");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        families(Map.of());
        Counted one = counted(new LakeHistory(FIRST, 200, 3));
        Counted other = counted(new LakeHistory(FIRST + 1, 200, 3));
        refused(new Counted(one.from, one.states, other.manifest, 0), "give both texts of one run");
        refused(
                new Counted(one.from, one.states.replace("\"statuses\":", "\"statuses\":1"), one.manifest, 0),
                "give both texts of one run");
        assertThatThrownBy(() -> NEO4J.runAs("service", CALL, one.parameters("x")))
                .hasMessageContaining("importEvidence needs an approver");
        assertThatThrownBy(() -> NEO4J.run(CALL, one.parameters("g")))
                .hasMessageContaining("evidence_source of meta-policy 'g' is GRAPH");
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'EVIDENCE_IMPORTED'}) RETURN e"))
                .isEmpty();
        verified("refused");
    }

    @Test
    void graphAndFilesAreNeverMixed() {
        families(Map.of());
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recordEpisode('x.a', {id: 'e'})"))
                .hasMessageContaining("evidence_source of meta-policy 'x' is EXTERNAL");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'x.a'}) CREATE (v)-[:EVALUATED_IN]->"
                + "(:PolicyEpisode {id: 'hand', timestamp: datetime('2026-01-01T00:00:00Z')})");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.recordOutcome('hand', {reward: 0.1})"))
                .hasMessageContaining("evidence_source of meta-policy 'x' is EXTERNAL");
        NEO4J.run("CALL metapolicy.refreshTrust('x')");
        assertThat(NEO4J.run("CALL metapolicy.exportEvidence('x') YIELD evidence RETURN evidence")
                        .get(0)
                        .get("evidence")
                        .toString())
                .contains("\"counted\":0");
        imported(counted(new LakeHistory(FIRST, 60, 3)));
        assertThatThrownBy(
                        () -> NEO4J.run("CALL metapolicy.configure('x', {evidence_source: 'GRAPH'}, 'from here on')"))
                .hasMessageContaining("stays EXTERNAL");
        NEO4J.run("CALL metapolicy.configure('g', {evidence_source: 'EXTERNAL'}, 'nothing counted yet')");
        verified("mixed");
    }

    private static final String CALL = "CALL metapolicy.importEvidence($family, $states, $manifest)";

    private record Counted(String from, String states, String manifest, long rows) {
        /** For the job's own tests, which run without a graph: what goes in, and what the graph is known to agree with. */
        void keep(int number, LakeHistory history) {
            Path folder = Path.of(System.getProperty("metapolicy.basedir", "."), "target", "exchange", "" + number);
            try {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("evidence.json"), from);
                Files.writeString(folder.resolve("states.json"), states);
                Files.write(folder.resolve("episodes.jsonl"), lines(history.episodes()));
                Files.write(folder.resolve("outcomes.jsonl"), lines(history.outcomes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static List<String> lines(List<Map<String, Object>> rows) {
            return rows.stream().map(new Gson()::toJson).toList();
        }

        Map<String, Object> parameters(String family) {
            return Map.of("family", family, "states", states, "manifest", manifest);
        }
    }

    /** A default and a candidate each, whose ids begin with the family's. */
    private static void families(Map<String, Object> settings) {
        for (String family : List.of("g", "x")) {
            Map<String, Object> properties = new HashMap<>(settings);
            properties.put("id", family);
            properties.put("risk_tier", "EXPERIMENTAL");
            properties.put("evidence_source", family.equals("x") ? "EXTERNAL" : "GRAPH");
            NEO4J.run("CALL metapolicy.create($properties, 'a pilot')", Map.of("properties", properties));
            for (String version : List.of("a", "b")) {
                NEO4J.run(
                        "CALL metapolicy.registerVersion($family, {id: $id, version_tag: '1.0.' + $tag}, 'a pilot')",
                        Map.of("family", family, "id", family + "." + version, "tag", version.equals("a") ? "0" : "1"));
            }
            NEO4J.run("CALL metapolicy.promote($id, 'to begin with', {override: true})", Map.of("id", family + ".a"));
            NEO4J.run("CALL metapolicy.setFallback($id, 'harmless')", Map.of("id", family + ".a"));
        }
    }

    private static Counted counted(LakeHistory history) {
        HandedOut from = HandedOut.read(NEO4J.run("CALL metapolicy.exportEvidence('x') YIELD evidence RETURN evidence")
                .get(0)
                .get("evidence")
                .toString());
        CountedElsewhere counted = new CountedApart(from, "x.", NOW).of(history);
        List<Manifest.ReadFile> files = List.of(
                file("episodes", Manifest.Kind.EPISODES, history.episodes()),
                file("outcomes", Manifest.Kind.OUTCOMES, history.outcomes()));
        Manifest manifest = Manifest.of(from, counted, NOW, files);
        return new Counted(from.text(), counted.text(), manifest.text(), manifest.rows());
    }

    private static Manifest.ReadFile file(String path, Manifest.Kind kind, List<Map<String, Object>> rows) {
        String text = rows.toString();
        return new Manifest.ReadFile(path, kind, rows.size(), text.length(), Manifest.digestOf(text));
    }

    private static List<Map<String, Object>> imported(Counted counted) {
        return NEO4J.run(CALL, counted.parameters("x"));
    }

    private static void refused(Counted counted, String why) {
        assertThatThrownBy(() -> imported(counted)).hasMessageContaining(why);
    }

    private static void verified(String when) {
        for (String family : List.of("g", "x")) {
            assertThat(NEO4J.run(
                            "CALL metapolicy.audit.verify($family, {recount: true}) YIELD ok, problem RETURN ok, problem",
                            Map.of("family", family)))
                    .as(when + ", " + family)
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("problem")).isNull());
        }
    }

    /** Rows with their maps in order, and arrays as lists. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> sorted = new TreeMap<>();
            map.forEach((key, one) -> sorted.put(key, plain(one)));
            return sorted;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ImportEvidenceIT::plain).collect(Collectors.toList());
        }
        return value instanceof double[] numbers
                ? Arrays.toString(numbers)
                : value instanceof Object[] texts ? Arrays.toString(texts) : value;
    }

    private void anApproverAgain() {
        NEO4J.beforeEach(null);
        anApprover();
    }
}
