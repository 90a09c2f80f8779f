package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.AdminCommand;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/** Data of the last format, as {@link UpgradeDump} made them, opened by the plugin of today on a real server. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeIT {
    private static final String NAME = "format-1";
    private static final Gson JSON = new GsonBuilder().serializeNulls().create();
    private static final List<String> FAMILIES = List.of("focus", "sessions", "shadowed", "stopping");

    /** Of a guardrail: what is said since, and what was said by another rule. */
    private static final List<String> NEWER =
            List.of("verdict", "reason", "estimate_windows", "log_e", "log_threshold", "leads", "log_e_all");

    private static LocalServer server;
    private static Driver driver;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        server = RealServer.own("upgrade", configuration -> configuration);
        server.configuration().write();
        Path dump = Files.createDirectories(server.configuration().home().resolve("dump"));
        Files.copy(resource(NAME + ".dump"), dump.resolve("neo4j.dump"));
        AdminCommand.run(
                server.configuration().home(),
                "database",
                "load",
                "neo4j",
                "--from-path=" + dump,
                "--overwrite-destination=true");
        server.start();
        driver = server.driver();
    }

    @AfterAll
    static void close() {
        if (driver != null) {
            driver.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    void whatItSaysOfEachVersionIsWhatWasSaid() throws IOException {
        assertThat(formats()).as("what the dump holds").containsExactly(1L);
        JsonElement then = JsonParser.parseString(Files.readString(resource(NAME + ".json")));
        JsonElement now = JSON.toJsonTree(UpgradeDump.said(driver));
        assertThat(now.getAsJsonObject().keySet())
                .isEqualTo(then.getAsJsonObject().keySet());
        then.getAsJsonObject().keySet().forEach(version -> {
            JsonObject before = asThen(then.getAsJsonObject().getAsJsonObject(version));
            JsonObject after = asThen(now.getAsJsonObject().getAsJsonObject(version));
            // Bounds reach at least as far as then: by PCI/4 for what never came, too.
            assertThat(after.remove("trustLower").getAsDouble())
                    .as(version)
                    .isLessThanOrEqualTo(before.remove("trustLower").getAsDouble());
            assertThat(after.remove("trustUpper").getAsDouble())
                    .as(version)
                    .isGreaterThanOrEqualTo(before.remove("trustUpper").getAsDouble());
            assertThat(after).as(version).isEqualTo(before);
        });
    }

    @Test
    @Order(2)
    void everyTrailHoldsWithARecountToo() {
        FAMILIES.forEach(family -> {
            assertThat(verified("'" + family + "'")).as(family).isEqualTo(Map.of("ok", true));
            assertThat(verified("'" + family + "', {recount: true}")).as(family).isEqualTo(Map.of("ok", true));
        });
        assertThat(verified("null")).isEqualTo(Map.of("ok", true));
    }

    @Test
    @Order(3)
    void countingGoesOnFromWhereItStood() {
        UpgradeDump.run(driver, UpgradeDump.episodes("s.one", 191, 230, 0.25, 15));
        UpgradeDump.run(driver, UpgradeDump.episodes("s.two", 103, 140, 0.25, 15));
        UpgradeDump.run(driver, "CALL metapolicy.refreshTrust()");
        Map<String, Map<String, Object>> incremental = UpgradeDump.said(driver);
        assertThat(incremental.get("s.one").get("nTotal")).isEqualTo(236L);
        UpgradeDump.run(driver, "CALL metapolicy.refreshTrust(null, {mode: 'FULL'})");
        assertThat(asThen(UpgradeDump.said(driver)))
                .as("a full recount beside the state that was carried over")
                .isEqualTo(asThen(incremental));
        assertThat(UpgradeDump.run(driver, "MATCH (e:GovernanceEvent {action: 'EVIDENCE_CORRECTED'}) RETURN e"))
                .as("corrections")
                .isEmpty();
        assertThat(formats()).as("what is stored by now").containsExactly(4L);
        everyTrailHoldsWithARecountToo();
    }

    /**
     * Without what is said since, of what is missing: then one cluster, or no segment, counted as 0 and was not named.
     */
    private static JsonObject asThen(JsonObject said) {
        JsonObject figures = said.deepCopy();
        figures.remove("pciKnown");
        figures.remove("incomplete");
        figures.remove("verdict");
        figures.remove("reason");
        figures.getAsJsonArray("guardrails")
                .forEach(guardrail ->
                        NEWER.forEach(key -> guardrail.getAsJsonObject().remove(key)));
        figures.getAsJsonObject("raw").remove("breadth");
        figures.getAsJsonObject("raw").remove("amplification");
        return figures;
    }

    private static JsonObject asThen(Map<String, Map<String, Object>> said) {
        JsonObject all = new JsonObject();
        said.forEach((version, figures) -> {
            JsonObject then = asThen(JSON.toJsonTree(figures).getAsJsonObject());
            if (version.startsWith("s.")) {
                // Its sessions were fed in another order before.
                then.remove("guardrails");
            }
            all.add(version, then);
        });
        return all;
    }

    /** The formats of all states that hold evidence. */
    private static Set<Long> formats() {
        return UpgradeDump.run(
                        driver,
                        "MATCH (e:VersionEvidence) UNWIND [e.state, e.shadow_state] AS state"
                                + " WITH state WHERE state STARTS WITH '{' RETURN state")
                .stream()
                .map(row -> JsonParser.parseString(row.get("state").asString())
                        .getAsJsonObject()
                        .get("format")
                        .getAsLong())
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> verified(String arguments) {
        Record verdict = UpgradeDump.run(
                        driver, "CALL metapolicy.audit.verify(" + arguments + ") YIELD ok, problem RETURN ok, problem")
                .get(0);
        return verdict.get("ok").asBoolean() ? Map.of("ok", true) : verdict.asMap();
    }

    private static Path resource(String name) {
        return RealServer.basedir().resolve("src/test/resources/upgrade").resolve(name);
    }
}
