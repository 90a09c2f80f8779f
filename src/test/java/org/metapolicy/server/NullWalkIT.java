package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Every procedure and function, found by asking the server, called as drivers call them when somebody leaves an option out
 * or their language has no integers: null for a map, an empty map, 7.0 for an integer, a percent sign in a text.
 */
class NullWalkIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    private static final List<String> WHOLE =
            List.of("seed", "limit", "after", "batch_size", "window_size", "context_dim", "k", "patience");

    private record Signature(String name, boolean function, List<String> types) {}

    @BeforeEach
    void emptyTheDatabase() {
        SERVER.wipe();
    }

    @TestFactory
    Stream<DynamicTest> noRawErrorIsLeft() {
        return signatures().stream()
                .map(signature -> DynamicTest.dynamicTest(signature.name, () -> {
                    for (Map<String, Object> map : maps()) {
                        answersOrRefuses(signature, map, "walk");
                    }
                    answersOrRefuses(signature, Map.of(), "100%");
                    answersOrRefuses(signature, null, "100%");
                    answersOrRefuses(signature, null, null);
                }));
    }

    @Test
    void aPercentSignComesBackAsWritten() {
        assertThat(message("CALL metapolicy.select('100%', {})", Map.of()))
                .isEqualTo("there is no meta-policy '100%': metapolicy.create makes one");
    }

    private static List<Map<String, Object>> maps() {
        List<Map<String, Object>> maps = new ArrayList<>();
        maps.add(null);
        maps.add(Map.of());
        WHOLE.forEach(key -> maps.add(Map.of(key, 7.0)));
        Map<String, Object> head = new HashMap<>();
        head.put("expected_head", Map.of("seq", 7.0, "hash", "x"));
        maps.add(head);
        Map<String, Object> nothing = new HashMap<>();
        WHOLE.forEach(key -> nothing.put(key, null));
        maps.add(nothing);
        return maps;
    }

    private static void answersOrRefuses(Signature signature, Map<String, Object> map, String text) {
        Map<String, Object> parameters = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < signature.types.size(); i++) {
            String type = signature.types.get(i);
            names.add("$a" + i);
            parameters.put("a" + i, type.startsWith("MAP") ? map : type.startsWith("LIST") ? List.of(7.0) : text);
        }
        String call = signature.name + "(" + String.join(", ", names) + ")";
        String message = message(signature.function ? "RETURN " + call + " AS answer" : "CALL " + call, parameters);
        if (message != null) {
            assertThat(message)
                    .as("%s of %s and %s", call, map, text)
                    .doesNotContain("Exception")
                    .doesNotContain("java.")
                    .doesNotContain("Caused by")
                    .doesNotContain("Failed to invoke")
                    .doesNotContain("Conversion =")
                    .doesNotContain("%%");
        }
        if (map != null && text != null && map.values().contains(7.0) && message != null) {
            assertThat(message).as("7.0 is an integer").doesNotContainPattern("is 7\\.0.* an integer");
        }
    }

    /** What the call is refused with, in a transaction that is rolled back; null where it answers. */
    private static String message(String query, Map<String, Object> parameters) {
        try (var session = SERVER.driver().session();
                var tx = session.beginTransaction()) {
            tx.run(query, parameters).consume();
            tx.rollback();
            return null;
        } catch (Neo4jException refusal) {
            return refusal.getMessage();
        }
    }

    private static List<Signature> signatures() {
        List<Signature> all = new ArrayList<>();
        for (String kind : List.of("PROCEDURES", "FUNCTIONS")) {
            for (Record row : SERVER.run("SHOW " + kind
                    + " YIELD name, argumentDescription WHERE name STARTS WITH 'metapolicy'"
                    + " RETURN name, [a IN argumentDescription | a.type] AS types ORDER BY name")) {
                all.add(new Signature(
                        row.get("name").asString(),
                        kind.equals("FUNCTIONS"),
                        row.get("types").asList(type -> type.asString())));
            }
        }
        assertThat(all).hasSizeGreaterThan(40);
        return all;
    }
}
