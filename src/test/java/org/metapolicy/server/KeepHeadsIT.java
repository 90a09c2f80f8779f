package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.demo.CypherScript;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.Patience;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;

/** The script that keeps heads writes them where its header says, and its header says how they are given back. */
@Tag("apoc")
class KeepHeadsIT {
    private static final Map<String, String> MAY_WRITE = Map.of("apoc.export.file.enabled", "true");

    @Test
    void headsAreKeptByTheHourAndTellAHistoryThatWasMadeAnew() throws IOException {
        String script = Files.readString(RealServer.basedir().resolve("cypher/keep-heads.cypher"));
        Matcher job = Pattern.compile("// +apoc\\.initializer\\.neo4j\\.1=(.*)").matcher(script);
        assertThat(job.find()).isTrue();
        assertThat(CypherScript.of(script).statements())
                .as("the line of apoc.conf does the same")
                .containsExactly(job.group(1));

        try (LocalServer server = RealServer.own("kept-heads", conf -> conf.withApocSettings(MAY_WRITE))) {
            server.start();
            try (Driver driver = server.driver()) {
                MachinePilot.make(driver);
                // Nobody's head can be told of such a family, and it keeps no other from being kept.
                MachinePilot.run(driver, "CREATE (:MetaPolicy {id: 7}), (:MetaPolicy {id: 'by hand'})");
                CypherScript.of(script).run(driver, Map.of());
                Path kept = kept(server.configuration().home().resolve("import"));
                String verify = givenBack(script, kept);
                MachinePilot.run(driver, "CALL metapolicy.pause('f.bandit', 'later than what was kept')");
                assertThat(verified(driver, verify)).containsExactly("[, true, NULL]", "[f, true, NULL]");

                MachinePilot.run(driver, "MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n");
                MachinePilot.make(driver);
                assertThat(MachinePilot.run(driver, "CALL metapolicy.audit.verify('f') YIELD ok RETURN ok")
                                .get(0)
                                .get("ok")
                                .asBoolean())
                        .as("by itself")
                        .isTrue();
                assertThat(verified(driver, verify))
                        .containsExactly(
                                "[, false, event 1 is not the one whose hash was kept: the trail was rewritten]",
                                "[f, false, event 6 is not the one whose hash was kept: the trail was rewritten]");
            }
        }
    }

    /** The one file there, with a line for the names, one for the graph and one for the family. */
    private static Path kept(Path folder) {
        Patience.until("a file with heads", () -> {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> all = files.toList();
                return all.size() == 1 && Files.readAllLines(all.get(0)).size() == 3;
            }
        });
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.findFirst().orElseThrow();
            assertThat(file.getFileName().toString()).matches("metapolicy-heads-\\d{4}-\\d{2}-\\d{2}T\\d{2}[.]csv");
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The query of the header, about this file. */
    private static String givenBack(String script, Path file) {
        String query = script.lines()
                .dropWhile(line -> !line.contains("LOAD CSV"))
                .takeWhile(line -> line.startsWith("//"))
                .map(line -> line.substring(2))
                .collect(Collectors.joining("\n"));
        return query.replaceFirst(
                "metapolicy-heads-[^']*",
                Matcher.quoteReplacement(file.getFileName().toString()));
    }

    private static List<String> verified(Driver driver, String query) {
        return MachinePilot.run(driver, query).stream()
                .map(row -> "[" + row.get("chain").asString("") + ", "
                        + row.get("ok").asBoolean() + ", " + row.get("problem").asString("NULL") + "]")
                .toList();
    }
}
