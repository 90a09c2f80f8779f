package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.evidence.exchange.Manifest;
import org.metapolicy.testing.Counted;
import org.metapolicy.testing.Judged;
import org.metapolicy.testing.LakeHistory;
import org.metapolicy.testing.SharedNeo4j;

/** Evidence that was counted outside of the graph leads to what a refresh leads to over the same rows in it. */
class ImportEvidenceIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final long FIRST = Long.getLong("metapolicy.seed", System.nanoTime());
    private static final Instant NOW = LakeHistory.BEGIN.plusSeconds(40 * 86_400);

    /** Bears nearly everything, so that much is proposed. */
    private static final Map<String, Object> PROPOSING = and(
            Map.of("pci_critical", 0.01, "pci_min", 0.02, "select_min", 0.02, "pci_promote", 0.03, "patience", 1L),
            Map.of(
                    "worse_margin",
                    1.0,
                    "coverage_min",
                    0.6,
                    "override_rate_max",
                    0.9,
                    "safety_flag_rate_max",
                    0.5,
                    "reward_floor",
                    -0.9));

    private static final Judged GRAPH = new Judged(NEO4J, "g");
    private static final Judged LAKE = new Judged(NEO4J, "x");

    @BeforeEach
    void anApprover() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
    }

    @Test
    void importedIsAsCounted() {
        List<Map<String, Object>> kinds = List.of(
                PROPOSING,
                and(PROPOSING, Map.of("outcome_order", "DECISION", "window_size", 10L)),
                Map.of("guardrail_unit", "SESSION", "clusters_max", 5L, "override_rate_max", 0.2),
                Map.of());
        Set<String> compared = new TreeSet<>();
        int histories = Integer.getInteger("metapolicy.exchanges", 10);
        for (int i = 0; i < histories; i++) {
            families(kinds.get(i % kinds.size()));
            // Half of them have nothing overridden, and more decisions.
            LakeHistory history = i % 2 == 0
                    ? new LakeHistory(FIRST + i, 800, 10).spoiled(25).unquestioned()
                    : new LakeHistory(FIRST + i, 400, 10).spoiled(25);
            history.write(NEO4J, "g.");
            NEO4J.run("CALL metapolicy.refreshTrust('g')");
            Counted counted = counted(history);
            counted.keep("" + i, history.episodes(), history.outcomes());
            List<Map<String, Object>> rows = counted.imported(NEO4J);
            String seed = "history with seed " + (FIRST + i);
            assertThat(rows).as(seed).extracting(row -> row.get("versionId")).contains("x.a", "x.b");
            assertThat(LAKE.found()).as(seed).isEqualTo(GRAPH.found());
            assertThat(LAKE.clusters()).as(seed).isNotEmpty().isEqualTo(GRAPH.clusters());
            assertThat(LAKE.shadowed())
                    .as(seed)
                    .isGreaterThan(history.episodes().size() / 50);
            assertThat(LAKE.differences()).as(seed).isEqualTo(GRAPH.differences());
            assertThat(LAKE.moves()).as(seed).isEqualTo(GRAPH.moves());
            compared.addAll(compared());
            verified(seed);
            anApproverAgain();
        }
        if (histories >= 10) {
            assertThat(compared)
                    .as("what proposals rested on, from seed " + FIRST)
                    .containsExactly("DECISIONS", "OWN_OUTCOMES");
        }
    }

    @Test
    void aSecondImportOfOneManifestChangesNothing() {
        families(Map.of());
        Counted once = counted(new LakeHistory(FIRST, 200, 3));
        once.imported(NEO4J);
        Object before = LAKE.found();
        assertThat(once.imported(NEO4J)).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("verdict", "SKIPPED")
                .containsEntry("action", "NONE"));
        assertThat(LAKE.found()).isEqualTo(before);
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'EVIDENCE_IMPORTED'}) RETURN e.evidence AS evidence"))
                .singleElement()
                .satisfies(event -> assertThat(event.get("evidence").toString())
                        .contains(
                                Manifest.digestOf(once.manifest()),
                                "\"rows\":" + once.rows(),
                                "\"path\":\"episodes\""));
        verified("twice");
    }

    @Test
    void itGoesOnFromWhatWasImportedAndAgainstWhatChangedMeanwhile() {
        families(PROPOSING);
        counted(new LakeHistory(FIRST, 200, 3)).imported(NEO4J);
        Counted stale = counted(new LakeHistory(FIRST + 1, 200, 3));
        NEO4J.run("CALL metapolicy.pause('x.a', 'a look')");
        NEO4J.run("CALL metapolicy.resume('x.a', 'looked')");
        refused(stale, "was moved, configured or imported into meanwhile");
        Counted fresh = counted(new LakeHistory(FIRST + 1, 200, 3));
        assertThat(fresh.imported(NEO4J)).hasSize(2);
        verified("after a resume");
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('x', {mode: 'FULL'}) YIELD reason RETURN reason"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.get("reason").toString()).endsWith("the recount agrees"));
        assertThat(NEO4J.run("CALL metapolicy.status('x') YIELD problem RETURN problem"))
                // Of decisions that are drawn as they say, one history in forty looks otherwise at some time.
                .allSatisfy(
                        row -> assertThat(String.valueOf(row.get("problem"))).matches("null|versions do not decide.*"));
        refused(counted(new LakeHistory(FIRST + 1, 200, 3)), "file episodes was imported before");
    }

    @Test
    void whatAnEarlierReleaseCountedComparesByOneLookUntilDifferencesBegin() {
        families(PROPOSING);
        counted(new LakeHistory(FIRST, 300, 3).unquestioned())
                .withoutDifferences()
                .imported(NEO4J);
        assertThat(compared()).containsExactly("HISTORIES");
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'EVIDENCE_IMPORTED'}) RETURN e.evidence AS evidence"))
                .singleElement()
                .satisfies(event -> assertThat(event.get("evidence").toString()).contains("\"differences\":false"));
        Counted fresh = counted(new LakeHistory(FIRST + 1, 300, 3));
        long before = HandedOut.read(fresh.from()).counted();
        fresh.imported(NEO4J);
        assertThat(LAKE.differences()).contains("\"counted\":" + before);
        refused(
                counted(new LakeHistory(FIRST + 2, 60, 3)).withoutDifferences(),
                "states.differences is missing, and the evidence that was counted from has some");
        verified("once differences began");
    }

    @Test
    void differencesThatWereEditedAreFound() {
        families(PROPOSING);
        Counted one = counted(new LakeHistory(FIRST, 200, 3));
        refused(one.withDifferences("{}"), "states.differences cannot be read");
        refused(
                one.withDifferences(CountedElsewhere.read(one.states())
                        .differences()
                        .replaceFirst("\"counted\":0", "\"counted\":7")),
                "begin after the evidence with number 7");
        one.imported(NEO4J);
        verified("imported");
        NEO4J.run("MATCH (:MetaPolicy {id: 'x'})-[:HAS_EVIDENCE]->(e:FamilyEvidence)"
                + " SET e.differences = replace(e.differences, '\"sum\":', '\"sum\":1')");
        assertThat(LAKE.problem().toString()).contains("differences to the default");
    }

    /** What open proposals rest on; where the default was stopped, they are compared with nobody. */
    private static Set<String> compared() {
        Set<String> compared = new TreeSet<>();
        LAKE.moves().stream()
                .filter(move -> move.get("action").equals("PROPOSED"))
                .filter(move -> move.get("evidence").toString().contains("\"source\":"))
                .forEach(move ->
                        compared.add(move.get("evidence").toString().replaceAll(".*\"source\":\"(\\w+)\".*", "$1")));
        return compared;
    }

    @Test
    void whatDoesNotFitIsRefused() {
        families(Map.of());
        Counted one = counted(new LakeHistory(FIRST, 200, 3));
        Counted other = counted(new LakeHistory(FIRST + 1, 200, 3));
        refused(new Counted("x", one.from(), one.states(), other.manifest(), 0), "give both texts of one run");
        refused(
                new Counted(
                        "x", one.from(), one.states().replace("\"statuses\":", "\"statuses\":1"), one.manifest(), 0),
                "give both texts of one run");
        assertThatThrownBy(() -> one.importedAs(NEO4J, "service", "x"))
                .hasMessageContaining("importEvidence needs an approver");
        assertThatThrownBy(() -> one.importedAs(NEO4J, "owner", "g"))
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
        counted(new LakeHistory(FIRST, 60, 3)).imported(NEO4J);
        assertThatThrownBy(
                        () -> NEO4J.run("CALL metapolicy.configure('x', {evidence_source: 'GRAPH'}, 'from here on')"))
                .hasMessageContaining("stays EXTERNAL");
        NEO4J.run("CALL metapolicy.configure('g', {evidence_source: 'EXTERNAL'}, 'nothing counted yet')");
        verified("mixed");
    }

    private static Map<String, Object> and(Map<String, Object> some, Map<String, Object> others) {
        Map<String, Object> both = new HashMap<>(some);
        both.putAll(others);
        return both;
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
        return Counted.of(NEO4J, "x", NOW, history.episodes(), history.outcomes());
    }

    private static void refused(Counted counted, String why) {
        assertThatThrownBy(() -> counted.imported(NEO4J)).hasMessageContaining(why);
    }

    private static void verified(String when) {
        assertThat(GRAPH.problem()).as(when + ", g").isNull();
        assertThat(LAKE.problem()).as(when + ", x").isNull();
    }

    private void anApproverAgain() {
        NEO4J.beforeEach(null);
        anApprover();
    }
}
