package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.HttpAnswers;
import org.metapolicy.testing.HttpUser;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.ClientException;

/** A database that is made read-only between two starts. */
class ReadOnlyIT {
    private static final Map<String, String> READ_ONLY = Map.of("server.databases.read_only", "neo4j");

    private static final List<String> READS = List.of(
            "metapolicy.select('f', {})",
            "metapolicy.status('f')",
            "metapolicy.versions('f')",
            "metapolicy.computePCI('f.rules')",
            "metapolicy.plan('f')",
            "metapolicy.audit('f')",
            "metapolicy.audit.verify('f', {recount: true})",
            "metapolicy.episodes('f')");

    private static final List<String> WRITES = List.of(
            "metapolicy.pause('f.rules', 'a test')",
            "metapolicy.recordEpisode('f.rules', {id: 'e'})",
            "metapolicy.recordAll([{version_id: 'f.rules', episode: {id: 'e'}}])",
            "metapolicy.step('f', 't', {})",
            "metapolicy.configure('f', {description: 'd'}, 'a test')",
            "metapolicy.grantApprover('ada', 'a test')");

    @Test
    void isDecidedFromAndWrittenByNobody() throws Exception {
        try (LocalServer server = RealServer.own("read-only", configuration -> configuration)) {
            server.start();
            try (Driver driver = server.driver()) {
                MachinePilot.make(driver);
                MachinePilot.decisions(driver, "f.rules", 1, 60);
                MachinePilot.run(driver, "CALL metapolicy.refreshTrust('f')");
                MachinePilot.decisions(driver, "f.rules", 61, 120);
                MachinePilot.run(driver, "CREATE (:Trial {id: 't', participant_id: 'p', timestamp: datetime()})");
            }
        }
        try (LocalServer server =
                RealServer.again("read-only", configuration -> configuration.withSettings(READ_ONLY))) {
            server.start();
            try (Driver driver = server.driver()) {
                READS.forEach(call -> assertThat(MachinePilot.run(driver, "CALL " + call))
                        .as(call)
                        .isNotEmpty());
                assertThat(MachinePilot.run(driver, "CALL metapolicy.select('f', {}) YIELD versionId RETURN versionId")
                                .get(0)
                                .get("versionId")
                                .asString())
                        .isEqualTo("f.rules");
                assertThat(MachinePilot.run(
                                        driver,
                                        "CALL metapolicy.audit.verify('f', {recount: true}) YIELD problem RETURN problem")
                                .get(0)
                                .get("problem")
                                .isNull())
                        .isTrue();
                WRITES.forEach(call -> assertThatThrownBy(() -> MachinePilot.run(driver, "CALL " + call))
                        .as(call)
                        .isInstanceOf(ClientException.class)
                        .hasMessageContaining("in read-only mode"));
                for (String arguments : List.of("", "'f'", "'f', {mode: 'FULL'}")) {
                    assertThat(MachinePilot.run(
                                    driver,
                                    "CALL metapolicy.refreshTrust(" + arguments + ") YIELD verdict RETURN verdict"))
                            .extracting(row -> row.get("verdict").asString())
                            .containsExactly("SKIPPED");
                }
                assertThat(MachinePilot.run(driver, "CALL metapolicy.status('f') YIELD backlog RETURN backlog")
                                .get(0)
                                .get("backlog")
                                .asLong())
                        .isEqualTo(60);
                HttpUser user = new HttpUser(server, LocalServer.USER);
                for (String page : List.of("/meta_policy/metrics", "/meta_policy/f/trust", "/meta_policy/f/status")) {
                    assertThat(user.get(page).statusCode()).as(page).isEqualTo(200);
                }
                HttpAnswers.problem(
                        user.post(HttpAnswers.CONTROL, HttpAnswers.JSON, HttpAnswers.control("f.rules", "PAUSE", "")),
                        409,
                        "may not be written here");
            }
        }
    }
}
