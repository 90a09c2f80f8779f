package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.ExamplePilot;
import org.metapolicy.testing.MarkdownPage;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;

/** What the README promises, done as written. */
class ReadmeIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    private final MarkdownPage readme = MarkdownPage.read(RealServer.basedir().resolve("README.md"));

    @Test
    void everyBlockOfTheTourRunsOnTheExample() {
        ExamplePilot.loadInto(SERVER.driver());
        List<String> blocks = readme.blocks("cypher");
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
        assertThat(SERVER.run(blocks.get(blocks.size() - 3))
                        .get(0)
                        .get("versionId")
                        .asString())
                .as("who acts once a person promoted it")
                .isEqualTo("focus.bandit-2");
        Record trail = SERVER.run(blocks.get(blocks.size() - 1)).get(0);
        assertThat(trail.get("ok").asBoolean())
                .as(trail.get("problem").toString())
                .isTrue();
    }

    @Test
    void theTestCommandIsTheOneOfCi() throws IOException {
        List<String> commands = readme.blocks("sh");
        assertThat(commands.get(0)).isEqualTo("mvn -DskipTests package exec:exec@demo");
        assertThat(commands.get(1)).isEqualTo("mvn verify");
        assertThat(Files.readString(RealServer.basedir().resolve(".ci/run")))
                .contains("\n" + commands.get(1) + "\n")
                .endsWith("\nexec mvn -f src/spark/pom.xml verify\n");
    }
}
