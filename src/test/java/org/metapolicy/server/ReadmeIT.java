package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.ExamplePilot;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;

/** What the README promises, done as written. */
class ReadmeIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    private final Path root = RealServer.basedir();

    @Test
    void everyBlockOfTheTourRunsOnTheExample() throws IOException {
        ExamplePilot.loadInto(SERVER.driver());
        List<String> blocks = blocks(Files.readString(root.resolve("README.md")), "cypher");
        assertThat(blocks).hasSizeGreaterThan(8);
        for (String block : blocks) {
            List<Record> rows = SERVER.run(block);
            assertThat(rows).as(block).isNotEmpty();
        }
        assertThat(SERVER.run(blocks.get(2)).get(0).get("breached").asList())
                .as("limits that focus.bandit-1 broke")
                .isNotEmpty();
        assertThat(SERVER.run("MATCH (v:PolicyVersion {id: 'focus.bandit-1'}) RETURN v.status AS status")
                        .get(0)
                        .get("status")
                        .asString())
                .isEqualTo("ROLLED_BACK");
        Record trail = SERVER.run(blocks.get(blocks.size() - 1)).get(0);
        assertThat(trail.get("ok").asBoolean())
                .as(trail.get("problem").toString())
                .isTrue();
    }

    @Test
    void theTestCommandIsTheOneOfCi() throws IOException {
        List<String> commands = blocks(Files.readString(root.resolve("README.md")), "sh");
        assertThat(commands.get(0)).isEqualTo("mvn -DskipTests package exec:exec@demo");
        assertThat(commands.get(1)).isEqualTo("mvn verify");
        assertThat(Files.readString(root.resolve(".ci/run"))).endsWith("exec " + commands.get(1) + "\n");
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        try (Stream<Path> documents = Files.list(root.resolve("docs"))) {
            List<Path> all = Stream.concat(
                            Stream.of(root.resolve("README.md")),
                            documents.filter(path -> path.toString().endsWith(".md")))
                    .toList();
            for (Path document : all) {
                Pattern.compile("]\\(([^)#:]+)\\)")
                        .matcher(Files.readString(document))
                        .results()
                        .map(link -> document.resolveSibling(link.group(1)))
                        .forEach(target ->
                                assertThat(target).as(document.toString()).exists());
            }
        }
    }

    private static List<String> blocks(String text, String language) {
        return Pattern.compile("```" + language + "\\n(.*?)\\n```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
