package org.metapolicy.server;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.demo.ExamplePilot;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.demo.Migrate;
import org.metapolicy.testing.AdminCommand;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.QueryConfig;
import org.neo4j.driver.Record;

/**
 * Makes what {@link UpgradeIT} opens: a dump of data that this version of the plugin wrote, and what it then said of them.
 * Run it on the last commit of a format, before the next one; {@code src/test/resources/upgrade/README.md} has the command.
 *
 * <p>The data: the example pilot; a family watched by sessions, some of them still open, with overrides counted alone and
 * a late flag; a version paused and resumed, one stopped by an alarm, one promoted on enough evidence and one on too
 * little; shadow evidence alone with an open proposal.
 */
final class UpgradeDump {
    private static final List<String> STORY = List.of(
            // Watched by sessions of four trials, the last of each version still open.
            "CALL metapolicy.create({id: 'sessions', guardrail_unit: 'SESSION', session_timeout: 3600.0},"
                    + " 'watched by sessions')",
            "CALL metapolicy.registerVersion('sessions', {id: 's.rules', policy_id: 'rules'}, 'the baseline')",
            "CALL metapolicy.registerVersion('sessions', {id: 's.one', policy_id: 'one'}, 'the first')",
            "CALL metapolicy.registerVersion('sessions', {id: 's.two', policy_id: 'two'}, 'the second')",
            "CALL metapolicy.promote('s.rules', 'in use for years', {override: true})",
            "CALL metapolicy.setFallback('s.rules', 'the safe one')",
            "CALL metapolicy.setMode('sessions', 'ACTIVE', 'it serves')",
            episodes("s.rules", 1, 90, 0.1, 12),
            episodes("s.one", 1, 150, 0.3, 15),
            episodes("s.two", 1, 30, 0.2, 10),
            """
            MATCH (v:PolicyVersion {id: 's.one'})
            UNWIND range(1, 6) AS i
            CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: 's.one-alone-' + i, human_override: true,
                timestamp: datetime({epochSeconds: 1770000000 + i * 900}), context_cluster: 'c' + i % 3})
            """,
            "CALL metapolicy.refreshTrust('sessions')",
            // One outcome comes after its override had been counted without it.
            """
            MATCH (e:PolicyEpisode {id: 's.one-alone-2'})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 's.one-alone-2', reward: -0.2, safety_flag: true})
            """,
            "CALL metapolicy.refreshTrust('sessions')",
            "CALL metapolicy.promote('s.one', 'good sessions')",
            "CALL metapolicy.promote('s.two', 'on too little, and known to be', {override: true})",
            episodes("s.one", 151, 190, 0.25, 15),
            episodes("s.two", 31, 66, 0.2, 10),
            "CALL metapolicy.refreshTrust('sessions')",
            "CALL metapolicy.pause('s.two', 'a look at its sessions')",
            "CALL metapolicy.resume('s.two', 'nothing was found')",
            episodes("s.two", 67, 102, 0.3, 12),
            "CALL metapolicy.refreshTrust('sessions')",
            // Stopped by what its outcomes said.
            "CALL metapolicy.create({id: 'stopping'}, 'one of its versions is bad')",
            "CALL metapolicy.registerVersion('stopping', {id: 'x.rules', policy_id: 'rules'}, 'the baseline')",
            "CALL metapolicy.registerVersion('stopping', {id: 'x.bad', policy_id: 'bad'}, 'the bad one')",
            "CALL metapolicy.promote('x.rules', 'in use for years', {override: true})",
            "CALL metapolicy.setFallback('x.rules', 'the safe one')",
            "CALL metapolicy.promote('x.bad', 'nobody knew', {override: true})",
            "CALL metapolicy.setMode('stopping', 'ACTIVE', 'it serves')",
            episodes("x.rules", 1, 60, 0.1, 20),
            episodes("x.bad", 1, 80, -0.6, 3),
            "CALL metapolicy.refreshTrust('stopping')",
            // Nothing but shadow evidence, which is enough for a proposal.
            "CALL metapolicy.create({id: 'shadowed'}, 'one version is only suggested')",
            "CALL metapolicy.registerVersion('shadowed', {id: 'w.rules', policy_id: 'rules'}, 'the baseline')",
            "CALL metapolicy.registerVersion('shadowed', {id: 'w.next', policy_id: 'next'}, 'the suggested one')",
            "CALL metapolicy.promote('w.rules', 'in use for years', {override: true})",
            "CALL metapolicy.setFallback('w.rules', 'the safe one')",
            episodes("w.rules", 1, 110, 0.45, 30),
            """
            MATCH (next:PolicyVersion {id: 'w.next'}), (:PolicyVersion {id: 'w.rules'})-[:EVALUATED_IN]->(e)
            SET e.chosen_intervention_id = 'hint', e.suggested_intervention_id = 'hint'
            CREATE (next)-[:SUGGESTED_IN]->(e)
            """,
            "CALL metapolicy.refreshTrust('shadowed')");

    private UpgradeDump() {}

    /** @param arguments the folder for the two files, and their name without its ending, such as {@code format-1} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        // A dump takes the transaction logs along: few and short ones keep it small.
        LocalServer server = RealServer.own(
                "upgrade-dump",
                configuration -> configuration.withSettings(
                        Map.of("db.tx_log.rotation.size", "128k", "db.tx_log.rotation.retention_policy", "1 files")));
        try (server) {
            server.start();
            try (Driver driver = server.driver()) {
                Migrate.apply(driver, "neo4j", RealServer.basedir().resolve("migrations"), System.out::println);
                ExamplePilot.loadInto(driver);
                STORY.forEach(statement -> run(driver, statement));
                Files.writeString(
                        folder.resolve(arguments[1] + ".json"),
                        new GsonBuilder()
                                        .serializeNulls()
                                        .setPrettyPrinting()
                                        .create()
                                        .toJson(said(driver)) + "\n");
            }
        }
        AdminCommand.run(
                server.configuration().home(), "database", "dump", "neo4j", "--to-path=" + folder.toAbsolutePath());
        Files.move(folder.resolve("neo4j.dump"), folder.resolve(arguments[1] + ".dump"));
    }

    /** What {@code computePCI} says of each version, by its id. */
    static Map<String, Map<String, Object>> said(Driver driver) {
        Map<String, Map<String, Object>> said = new TreeMap<>();
        run(driver, "MATCH (v:PolicyVersion) WHERE (:MetaPolicy)-[:HAS_VERSION]->(v) RETURN v.id AS id")
                .forEach(row -> {
                    String id = row.get("id").asString();
                    said.put(
                            id,
                            new TreeMap<>(run(driver, "CALL metapolicy.computePCI('" + id + "')")
                                    .get(0)
                                    .asMap()));
                });
        return said;
    }

    /** In sessions of four, a day apart; one in {@code harm} overridden, and as many flagged. */
    static String episodes(String version, int from, int to, double reward, int harm) {
        return """
                MATCH (v:PolicyVersion {id: '$version'})
                UNWIND range($from, $to) AS i
                MERGE (s:Session {id: '$version-s' + i / 4})
                CREATE (s)-[:HAS_TRIAL]->(t:Trial {id: '$version-t' + i})
                CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: '$version-' + i, human_override: i % $harm = 3,
                    timestamp: datetime({epochSeconds: 1767600000 + (i / 4) * 86400 + (i % 4) * 600}),
                    context_cluster: CASE WHEN i % 17 = 0 THEN null ELSE 'c' + i % 3 END})-[:FOR_TRIAL]->(t)
                CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: '$version-' + i, reward: $reward + 0.2 * sin(i),
                    delta_coherence: 0.05 + 0.05 * cos(i), delta_accuracy: CASE WHEN i % 2 = 0 THEN 0.02 * sin(i) END,
                    safety_flag: i % ($harm * 4) = 5})
                """.replace("$version", version)
                .replace("$from", String.valueOf(from))
                .replace("$to", String.valueOf(to))
                .replace("$reward", String.valueOf(reward))
                .replace("$harm", String.valueOf(harm));
    }

    static List<Record> run(Driver driver, String query) {
        return driver.executableQuery("CYPHER 5 " + query)
                .withConfig(QueryConfig.builder().withDatabase("neo4j").build())
                .execute()
                .records();
    }
}
