package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** What drivers send for a map and for an integer is taken, on a family that exists: the calls succeed. */
class CallersMapsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final List<String> OPTIONAL = List.of(
            "CALL metapolicy.select('f', $map)",
            "CALL metapolicy.step('f', 't', $map)",
            "CALL metapolicy.replay('f', $map)",
            "CALL metapolicy.ablate('f', $map)",
            "CALL metapolicy.backtest('f', $map)",
            "CALL metapolicy.computePCI('base', $map)",
            "CALL metapolicy.plan('f', $map)",
            "CALL metapolicy.refreshTrust('f', $map)",
            "CALL metapolicy.audit('f', $map)",
            "CALL metapolicy.audit.verify('f', $map)",
            "CALL metapolicy.episodes('f', $map)",
            "CALL metapolicy.recordEpisode('base', $map)",
            "CALL metapolicy.registerVersion('f', $map, 'made with nothing said')",
            "CALL metapolicy.spawn('base', $map, 'made with nothing changed')",
            "CALL metapolicy.rollback('second', 'no longer', $map)",
            "RETURN metapolicy.pci($map, $map) AS pci");

    @BeforeEach
    void aFamily() {
        GovernedFamily.create(NEO4J, "f", Map.of()).active();
        NEO4J.run("CREATE (:Trial {id: 't', timestamp: datetime()})");
    }

    @Test
    void nullForAMapIsTheEmptyMap() {
        for (Map<String, Object> map : Arrays.<Map<String, Object>>asList(null, Map.of())) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion('f', $spec, 'to go again')",
                    Map.of("spec", Map.of("id", second(map))));
            NEO4J.run("CALL metapolicy.promote($id, 'why', {override: true})", Map.of("id", second(map)));
            for (String call : OPTIONAL) {
                Map<String, Object> parameters = new HashMap<>();
                parameters.put("map", map);
                NEO4J.run(call.replace("'second'", "'" + second(map) + "'"), parameters);
            }
        }
    }

    private static String second(Map<String, Object> map) {
        return map == null ? "second-null" : "second-empty";
    }

    @Test
    void whatIsTooLargeIsRefusedByItsKeyAtEveryEntry() {
        String large = "x".repeat(200_000);
        Map<String, String> entries = Map.of(
                "CALL metapolicy.create({id: 'n', notes: $large}, 'why')", "spec.notes",
                "CALL metapolicy.configure('f', {description: $large}, 'why')", "settings.description",
                "CALL metapolicy.registerVersion('f', {id: 'n', hyperparams: {a: $large}}, 'why')", "spec.hyperparams",
                "CALL metapolicy.spawn('base', {id: 'n', hyperparams: {a: $large}}, 'why')", "changes.hyperparams",
                "CALL metapolicy.rollback('base', 'why', {evidence: {a: [$large]}})", "options.evidence",
                "CALL metapolicy.recordEpisode('base', {id: 'n', parameters: {a: $large}})", "episode.parameters",
                "CALL metapolicy.recordEpisode('base', {id: 'n', context_cluster: $large})", "episode.context_cluster",
                "CALL metapolicy.pause('base', $large)", "reason");
        entries.forEach((call, key) -> assertThatThrownBy(() -> NEO4J.run(call, Map.of("large", large)))
                .as(call)
                .hasMessageStartingWith(key)
                .hasMessageMatching("(?s).*at most [0-9]+ (are kept|characters).*")
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(400)));
        succeeds(
                "CALL metapolicy.registerVersion('f', {id: 'n', parameters: $map}, 'a model is large')",
                Map.of("weights", large));
    }

    @Test
    void whatIsWorthAnIntegerIsOne() {
        succeeds("CALL metapolicy.select('f', $map)", Map.of("seed", 7.0));
        succeeds("CALL metapolicy.step('f', 't', $map)", Map.of("seed", 7.0));
        assertThat(succeeds("CALL metapolicy.audit('f', $map)", Map.of("limit", 2.0, "after", 4.0)))
                .extracting(row -> row.get("seq"))
                .containsExactly(3L, 2L);
        succeeds("CALL metapolicy.episodes('f', $map)", Map.of("limit", 7.0));
        succeeds("CALL metapolicy.refreshTrust('f', $map)", Map.of("batch_size", 7.0));
        succeeds("CALL metapolicy.computePCI('base', $map)", Map.of("window_size", 7.0));
        succeeds("CALL metapolicy.plan('f', $map)", Map.of("window_size", 7.0));
        succeeds("CALL metapolicy.replay('f', $map)", Map.of("config", Map.of("patience", 7.0)));
        succeeds("CALL metapolicy.registerVersion('f', $map, 'why')", Map.of("id", "dim", "context_dim", 7.0));
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'dim'}) RETURN v.context_dim AS dim"))
                .containsExactly(Map.of("dim", 7L));
        succeeds("CALL metapolicy.configure('f', $map, 'why')", Map.of("window_size", 30.0));
        assertThat(NEO4J.run("MATCH (m:MetaPolicy {id: 'f'}) RETURN m.window_size AS size"))
                .containsExactly(Map.of("size", 30L));
        NEO4J.run("UNWIND range(1, 9) AS i CALL metapolicy.recordEpisode('base',"
                + " {id: 'e' + i, context: [toFloat(i), 1.0]}) YIELD created RETURN created");
        succeeds("CALL metapolicy.clusterContexts('f', $map)", Map.of("k", 2.0, "seed", 7.0));
        Map<String, Object> head = NEO4J.run("CALL metapolicy.audit.head('f')").get(0);
        Map<String, Object> kept = Map.of("seq", ((Long) head.get("seq")).doubleValue(), "hash", head.get("hash"));
        assertThat(succeeds("CALL metapolicy.audit.verify('f', $map)", Map.of("expected_head", kept)))
                .extracting(row -> row.get("ok"))
                .containsExactly(true);
    }

    @Test
    void aDimensionBeyondAnyVectorIsRefused() {
        for (Object dimension : List.of(Long.MAX_VALUE, 100_001L, 0L)) {
            assertThatThrownBy(() -> NEO4J.run(
                            "CALL metapolicy.registerVersion('f', $map, 'why')",
                            Map.of("map", Map.of("id", "dim", "context_dim", dimension))))
                    .hasMessageContaining("context_dim is " + dimension + ": it must be an integer from 1 to 100000");
        }
    }

    @Test
    void nullTakesAwayWhatAFamilyMayBeWithout() {
        NEO4J.run("CALL metapolicy.configure('f', {task: 'reading', description: 'd', notes: 'n'}, 'why')");
        NEO4J.run("CALL metapolicy.configure('f', {task: null, description: null, notes: null}, 'why')");
        assertThat(NEO4J.run("MATCH (m:MetaPolicy {id: 'f'}) RETURN m.task AS task, m.description AS d, m.notes AS n"))
                .allSatisfy(row -> assertThat(row.values()).containsOnlyNulls());
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f') YIELD problem RETURN problem"))
                .allSatisfy(row -> assertThat(row.values()).containsOnlyNulls());
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.configure('f', {owner: null}, 'why')"))
                .hasMessageContaining("owner is missing: it must be a text");
    }

    @Test
    void anIdOfAnyLengthIsShownCut() {
        Map<String, Object> id = Map.of("id", "x".repeat(120_000));
        for (String call : List.of(
                "status($id)",
                "computePCI($id)",
                "step('f', $id)",
                "explain($id)",
                "recordOutcome($id, {reward: 0})",
                "recordOverride($id)",
                "approve($id, 'why')",
                "episodes('f', {after: $id})",
                "report($id)",
                "active({task: $id})")) {
            assertThatThrownBy(() -> NEO4J.run("CALL metapolicy." + call, id))
                    .as(call)
                    .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(700));
        }
    }

    @Test
    void timesAreReadInEveryFormThatCypherPrints() {
        for (String when : List.of(
                "datetime()",
                "localdatetime()",
                "date() + duration('P2D')",
                "toString(datetime() + duration('P1D'))",
                "toString(datetime({timezone: 'Europe/Berlin'}) + duration('P1D'))",
                "replace(toString(localdatetime() + duration('P1D')), 'T', ' ')",
                "toString(date() + duration('P2D'))")) {
            assertThat(NEO4J.run("CALL metapolicy.audit('f', {from: datetime('2020-01-01T00:00:00Z'), to: " + when
                            + "}) YIELD seq RETURN count(*) AS events"))
                    .as(when)
                    .extracting(row -> (Long) row.get("events"))
                    .allMatch(events -> events > 0);
            NEO4J.run("CALL metapolicy.replay('f', {from: " + when + "})");
            NEO4J.run("CALL metapolicy.defaultAt('f', " + when + ")");
            NEO4J.run("CALL metapolicy.recordEpisode('base', {timestamp: " + when + "})");
        }
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.defaultAt('f', 1769860800000)"))
                .hasRootCauseMessage(
                        "when is 1769860800000: it must be a date and time, or one as ISO 8601 text, such as"
                                + " 2026-01-31T12:00:00Z");
    }

    private static List<Map<String, Object>> succeeds(String call, Map<String, Object> map) {
        return NEO4J.run(call, Map.of("map", map));
    }
}
