package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/** What a client sees of wrong input: a code it can act on, a message that names the thing, and nothing written. */
class BadInputIT {
    private static final String ARGUMENT = "Neo.ClientError.Statement.ArgumentError";
    private static final String NOT_FOUND = "Neo.ClientError.Statement.EntityNotFound";
    private static final String FORBIDDEN = "Neo.ClientError.Security.Forbidden";

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeEach
    void emptyTheDatabase() {
        SERVER.wipe();
    }

    private static Stream<Call> wrongCalls() {
        double nan = Double.NaN;
        return Stream.of(
                call("CALL metapolicy.select('nobody', {})", NOT_FOUND, "nobody"),
                call("CALL metapolicy.select('f', {coherense: 0.5})", ARGUMENT, "coherense"),
                call("CALL metapolicy.select('f', {coherence: 'high'})", ARGUMENT, "coherence"),
                call("CALL metapolicy.select('f', {coherence: $x})", ARGUMENT, "coherence", nan),
                call("CALL metapolicy.select('f', {coherence: 1.5})", ARGUMENT, "coherence"),
                call("CALL metapolicy.versions('nobody')", NOT_FOUND, "nobody"),
                call("CALL metapolicy.status('nobody')", NOT_FOUND, "nobody"),
                call("CALL metapolicy.computePCI('nobody')", NOT_FOUND, "nobody"),
                call("CALL metapolicy.computePCI('v', {window_sise: 25})", ARGUMENT, "window_sise"),
                call("CALL metapolicy.computePCI('v', {window_size: 0})", ARGUMENT, "window_size"),
                call("CALL metapolicy.refreshTrust('nobody')", NOT_FOUND, "nobody"),
                call("CALL metapolicy.refreshTrust('f', {mood: 'FULL'})", ARGUMENT, "mood"),
                call("CALL metapolicy.refreshTrust('f', {mode: 'HALF'})", ARGUMENT, "HALF"),
                call("CALL metapolicy.recordEpisode('nobody', {id: 'e2'})", NOT_FOUND, "nobody"),
                call("CALL metapolicy.recordEpisode('v', {id: 'e2', colour: 'red'})", ARGUMENT, "colour"),
                call("CALL metapolicy.recordEpisode('v', {id: 'a b'})", ARGUMENT, "a b"),
                call("CALL metapolicy.recordEpisode('v', {id: 'e2', propensity: 1.5})", ARGUMENT, "above 0, up to 1"),
                call("CALL metapolicy.recordEpisode('v', {id: 'e2', propensity: 0})", ARGUMENT, "above 0, up to 1"),
                call("CALL metapolicy.recordEpisode('v', {id: 'e2', propensity: 0.0})", ARGUMENT, "above 0, up to 1"),
                call("CALL metapolicy.recordEpisode('v', {id: 'e2', propensity: -0.1})", ARGUMENT, "above 0, up to 1"),
                call("CALL metapolicy.recordEpisode('v', {id: 'e2', propensity: $x})", ARGUMENT, "propensity", nan),
                call(
                        "CALL metapolicy.recordEpisode('v', {id: 'e2', human_override: 'no'})",
                        ARGUMENT,
                        "human_override"),
                call("CALL metapolicy.recordOutcome('nothing', {id: 'o', reward: 0.1})", NOT_FOUND, "nothing"),
                call("CALL metapolicy.recordOutcome('e', {id: 'o', reward: 1.5})", ARGUMENT, "reward"),
                call("CALL metapolicy.recordOutcome('e', {id: 'o', reward: $x})", ARGUMENT, "reward", nan),
                call("CALL metapolicy.recordOutcome('e', {id: 'o', rewards: 0.5})", ARGUMENT, "rewards"),
                call(
                        "CALL metapolicy.recordOutcome('e', {id: 'o', reward: 0.5, safety_flag: 1})",
                        ARGUMENT,
                        "safety_flag"),
                call("CALL metapolicy.create({id: 'g', window_size: 1}, 'why')", ARGUMENT, "window_size"),
                call("CALL metapolicy.create({id: 'g', colour: 'red'}, 'why')", ARGUMENT, "colour"),
                call("CALL metapolicy.create({id: 'g', scope: 'WORLD'}, 'why')", ARGUMENT, "scope"),
                call("CALL metapolicy.create({id: 'g'}, '')", ARGUMENT, "reason"),
                call("CALL metapolicy.registerVersion('nobody', {id: 'w'}, 'why')", NOT_FOUND, "nobody"),
                call("CALL metapolicy.registerVersion('f', {id: 'w', dim: 3}, 'why')", ARGUMENT, "dim"),
                call("CALL metapolicy.promote('nobody', 'why')", NOT_FOUND, "nobody"),
                call("CALL metapolicy.promote('v', 'why', {overrride: true})", ARGUMENT, "overrride"),
                call("CALL metapolicy.setMode('f', 'LOUD', 'why')", ARGUMENT, "LOUD"),
                call("RETURN metapolicy.pci({growht: 0.1}, {})", ARGUMENT, "growht"),
                call("RETURN metapolicy.pci({growth: $x}, {})", ARGUMENT, "growth", nan));
    }

    /** A factory, so that the graph is made once: what is refused leaves it as it was. */
    @TestFactory
    Stream<DynamicTest> isRefusedWithItsNameAndWritesNothing() {
        aFamilyWithAVersionAndAnEpisode();
        List<Record> before = everything();
        return wrongCalls()
                .map(wrong -> DynamicTest.dynamicTest(wrong.query() + wrong.parameters(), () -> {
                    Neo4jException refusal = catchThrowableOfType(
                            Neo4jException.class, () -> SERVER.run(wrong.query(), wrong.parameters()));
                    assertThat(refusal).as("it was accepted").isNotNull();
                    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(wrong.code());
                    assertThat(refusal.getMessage()).contains(wrong.named());
                    assertThat(everything()).isEqualTo(before);
                }));
    }

    @Test
    void someoneWhoMayNotApproveIsRefused() {
        aFamilyWithAVersionAndAnEpisode();
        SERVER.ensureUser("stranger");
        try (Driver stranger = SERVER.driver("stranger")) {
            Neo4jException refusal = catchThrowableOfType(Neo4jException.class, () -> stranger.executableQuery(
                            "CALL metapolicy.promote('v', 'why', {override: true})")
                    .execute());
            assertThat(refusal.code()).isEqualTo(FORBIDDEN);
            assertThat(refusal.getMessage()).contains("stranger");
        }
    }

    @Test
    void anEmptyDatabaseHasNothingToRefresh() {
        assertThat(SERVER.run("CALL metapolicy.refreshTrust()")).isEmpty();
    }

    private record Call(String query, Map<String, Object> parameters, String code, String named) {}

    private static Call call(String query, String code, String named) {
        return new Call(query, Map.of(), code, named);
    }

    private static Call call(String query, String code, String named, double x) {
        return new Call(query, Map.of("x", x), code, named);
    }

    private void aFamilyWithAVersionAndAnEpisode() {
        SERVER.run("CALL metapolicy.grantApprover($user, 'test')", Map.of("user", LocalServer.USER));
        SERVER.run("CALL metapolicy.create({id: 'f'}, 'test')");
        SERVER.run("CALL metapolicy.registerVersion('f', {id: 'v'}, 'test')");
        SERVER.run("CALL metapolicy.recordEpisode('v', {id: 'e', human_override: false})");
    }

    /** Every node with its labels, properties and relationships. */
    private List<Record> everything() {
        return SERVER.run("""
                MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties,
                                 COUNT { (n)--() } AS relationships ORDER BY elementId(n)""");
    }
}
