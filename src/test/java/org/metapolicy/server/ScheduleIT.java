package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.demo.CypherScript;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.demo.Migrate;
import org.metapolicy.testing.Patience;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/**
 * Trust is refreshed without anyone calling, by the script and by the line of apoc.conf that its header gives; in a database
 * of another name than the line has, it is told which one the line has to have.
 */
@Tag("apoc")
class ScheduleIT {
    private static final String NAME = "pilot";

    private static final String EPISODES = """
            UNWIND range($from, $from + 24) AS k
            CREATE (e:PolicyEpisode {id: 'e' + k, policy_version_id: 'scheduled.v1', timestamp: datetime(),
                                     human_override: false})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + k, episode_id: 'e' + k, reward: 0.2})""";

    @Test
    void snapshotsAppearAndStillDoAfterARestart() throws IOException {
        String script = Files.readString(RealServer.basedir().resolve("cypher/schedule-trust-refresh.cypher"));
        var line = Pattern.compile("// +(apoc\\.initializer\\.neo4j\\.0)=(.*60\\))")
                .matcher(script);
        assertThat(line.find()).isTrue();
        String job = everySecond(line.group(2));
        Map<String, String> named = Map.of("initial.dbms.default_database", NAME);

        try (LocalServer first = RealServer.own(
                "scheduled", conf -> conf.withSettings(named).withApocSettings(Map.of(line.group(1), job)))) {
            first.start();
            try (Driver driver = first.driver()) {
                Migrate.apply(driver, NAME, RealServer.basedir().resolve("migrations"), text -> {});
                run(driver, "CALL metapolicy.grantApprover('neo4j', 'test')");
                run(
                        driver,
                        "CALL metapolicy.create({id: 'scheduled', name: 'S', scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'test')");
                run(
                        driver,
                        "CALL metapolicy.registerVersion('scheduled', {id: 'scheduled.v1', policy_id: 'p', version_tag: 'v1'}, 'test')");
                write(driver, 0);
                run(
                        driver,
                        "MATCH (e:GovernanceEvent {id: 'scheduled#1'}) SET e.created_at = datetime() - duration('PT2H')");
                assertThat(problem(driver))
                        .contains("25 outcomes wait", "APOC runs no job", "begins with apoc.initializer.pilot.0=");
                CypherScript.of(everySecond(script)).run(driver, Map.of());
                awaitSnapshots(driver, 2);

                run(driver, "MATCH (m:MetaPolicy) SET m.window_size = 'a mistake'");
                write(driver, 100);
                awaitFailure(driver);
                run(driver, "MATCH (m:MetaPolicy) REMOVE m.window_size");
                awaitSnapshots(driver, 3);
                assertThat(problem(driver)).isEmpty();
            }
            first.stop();
        }
        Map<String, String> asTold = Map.of("apoc.initializer." + NAME + ".0", job);
        try (LocalServer again =
                RealServer.again("scheduled", conf -> conf.withSettings(named).withApocSettings(asTold))) {
            again.start();
            try (Driver driver = again.driver()) {
                assertThat(snapshots(driver)).isEqualTo(3);
                write(driver, 25);
                awaitSnapshots(driver, 4);
                assertThat(problem(driver)).isEmpty();
            }
        }
    }

    private static String everySecond(String text) {
        assertThat(text).contains(", 60)");
        return text.replace(", 60)", ", 1)");
    }

    private static void write(Driver driver, int from) {
        driver.executableQuery(EPISODES).withParameters(Map.of("from", from)).execute();
    }

    /** One empty snapshot at registration, and one for each window of 25. */
    private static void awaitSnapshots(Driver driver, int expected) {
        Patience.until(expected + " snapshots", () -> snapshots(driver) == expected);
    }

    /** The same call tells a person so too; another job of the same pace shows that the refresh came by meanwhile. */
    private static void awaitFailure(Driver driver) {
        assertThat(run(driver, "CALL metapolicy.refreshTrust() YIELD verdict, reason RETURN verdict, reason"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("verdict").asString()).isEqualTo("FAILED");
                    assertThat(row.get("reason").asString()).contains("window_size is 'a mistake'");
                });
        run(driver, "CALL apoc.periodic.repeat('tick', 'MERGE (t:Tick) SET t.n = coalesce(t.n, 0) + 1', 1)");
        Patience.until(
                "three turns",
                () -> run(driver, "MATCH (t:Tick) WHERE t.n >= 3 RETURN t").size() == 1);
        run(driver, "CALL apoc.periodic.cancel('tick')");
    }

    private static String problem(Driver driver) {
        return run(driver, "CALL metapolicy.status('scheduled') YIELD problem RETURN coalesce(problem, '') AS problem")
                .get(0)
                .get("problem")
                .asString();
    }

    private static int snapshots(Driver driver) {
        return run(driver, "MATCH (s:PolicyTrustSnapshot) RETURN count(s) AS n")
                .get(0)
                .get("n")
                .asInt();
    }

    private static List<Record> run(Driver driver, String query) {
        return driver.executableQuery(query).execute().records();
    }
}
