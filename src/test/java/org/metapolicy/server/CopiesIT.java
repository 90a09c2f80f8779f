package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.AdminCommand;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/** A dump loaded under another name, and put back later over what came after it. */
@Tag("slow")
class CopiesIT {
    private static final String NAME = "pilot";

    /** Sessions and trials without ids of their own: what tells them apart in a database is no name in another. */
    private static final String NAMELESS_SESSIONS = """
            MATCH (e:PolicyEpisode) WHERE NOT (e)-[:FOR_TRIAL]->()
            WITH e ORDER BY e.id LIMIT 40
            WITH collect(e) AS episodes
            UNWIND range(0, 9) AS i
            CREATE (s:Session)
            FOREACH (e IN episodes[i * 4..i * 4 + 4] | CREATE (s)-[:HAS_TRIAL]->(t:Trial) CREATE (e)-[:FOR_TRIAL]->(t))
            """;

    @Test
    void goOnWhereTheyStandAndAnOlderOneIsToldByTheHeadThatWasKept() throws Exception {
        LocalServer other = RealServer.own(
                "copy", configuration -> configuration.withSettings(Map.of("initial.dbms.default_database", NAME)));
        other.configuration().write();
        Path dumps = Files.createDirectories(other.configuration().home().resolve("dumps"));
        Map<String, Object> early = dumpOfAPilot(dumps);
        load(other, dumps);
        Map<String, Object> late;
        try (other) {
            other.start();
            try (Driver driver = other.driver()) {
                assertThat(MachinePilot.run(driver, "CALL db.info() YIELD name RETURN name")
                                .get(0)
                                .get("name")
                                .asString())
                        .isEqualTo(NAME);
                assertThat(verified(driver, early)).as("under another name").containsEntry("ok", true);
                MachinePilot.decisions(driver, "f.rules", 121, 200);
                MachinePilot.run(driver, NAMELESS_SESSIONS);
                MachinePilot.assertWhole(driver);
                MachinePilot.run(driver, "CALL metapolicy.pause('f.bandit', 'which the dump does not know')");
                late = head(driver);
            }
            other.stop();
            load(other, dumps);
            other.start();
            try (Driver driver = other.driver()) {
                assertThat(verified(driver, early))
                        .as("with the head of the dump")
                        .containsEntry("ok", true);
                assertThat(verified(driver, late))
                        .containsEntry("ok", false)
                        .containsEntry(
                                "problem",
                                "event " + late.get("seq")
                                        + " is not the one whose hash was kept: the trail ends with event "
                                        + early.get("seq") + ", an older copy was put back or its end was cut off");
                // Programs tell again what they told, and it counts once.
                MachinePilot.decisions(driver, "f.rules", 100, 200);
                MachinePilot.assertWhole(driver);
            }
        }
    }

    /** Gives the head of its family. */
    private static Map<String, Object> dumpOfAPilot(Path dumps) throws IOException, InterruptedException {
        Map<String, Object> head;
        try (LocalServer server = RealServer.own("copied", configuration -> configuration)) {
            server.start();
            try (Driver driver = server.driver()) {
                MachinePilot.make(driver);
                MachinePilot.run(driver, "CALL metapolicy.configure('f', {guardrail_unit: 'SESSION'}, 'by sessions')");
                MachinePilot.decisions(driver, "f.rules", 1, 120);
                MachinePilot.run(driver, NAMELESS_SESSIONS);
                MachinePilot.run(driver, "CALL metapolicy.refreshTrust('f')");
                head = head(driver);
            }
            server.stop();
            AdminCommand.run(server.configuration().home(), "database", "dump", "neo4j", "--to-path=" + dumps);
        }
        Files.move(dumps.resolve("neo4j.dump"), dumps.resolve(NAME + ".dump"));
        return head;
    }

    private static void load(LocalServer server, Path from) throws IOException, InterruptedException {
        AdminCommand.run(
                server.configuration().home(),
                "database",
                "load",
                NAME,
                "--from-path=" + from,
                "--overwrite-destination=true");
    }

    private static Map<String, Object> head(Driver driver) {
        return MachinePilot.run(driver, "CALL metapolicy.audit.head('f')")
                .get(0)
                .asMap();
    }

    private static Map<String, Object> verified(Driver driver, Map<String, Object> head) {
        Record verdict = MachinePilot.run(
                        driver,
                        "CALL metapolicy.audit.verify('f', {recount: true, expected_head: {seq: $seq, hash: $hash}})"
                                + " YIELD ok, problem RETURN ok, problem",
                        Map.of("seq", head.get("seq"), "hash", head.get("hash")))
                .get(0);
        return verdict.asMap();
    }
}
