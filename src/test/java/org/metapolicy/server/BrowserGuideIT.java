package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.ExamplePilot;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.NodeScript;
import org.metapolicy.testing.RealServer;

/** Neo4j Browser in a real Chromium: the guide opens by itself, its steps show rows, the style sheet does what it says. */
@Tag("apoc")
class BrowserGuideIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @Test
    void aDataScientistLogsInAndFollowsTheGuide() throws IOException, InterruptedException {
        assumeThat(CHROMIUM)
                .as("Chromium is not installed: the guide is not tried in Browser")
                .exists();
        ExamplePilot.loadInto(SERVER.driver());
        Path screenshots = Files.createDirectories(RealServer.jar().resolveSibling("screenshots"));

        NodeScript.Result result = NodeScript.run(
                "browser-guide.mjs",
                List.of("playwright-core@1.56.1"),
                List.of(
                        SERVER.server().browserUri().toString(),
                        SERVER.server().boltUri().getAuthority(),
                        LocalServer.USER,
                        RealServer.PASSWORD,
                        CHROMIUM.toString(),
                        screenshots.toString()));

        assertThat(result.exitValue()).as(result.errors()).isZero();
        JsonObject seen = JsonParser.parseString(result.output()).getAsJsonObject();
        JsonArray steps = seen.getAsJsonArray("steps");
        assertThat(steps).hasSize(3);
        for (JsonElement step : steps) {
            assertThat(step.getAsJsonObject().get("rows").getAsInt())
                    .as(step.toString())
                    .isPositive();
        }
        assertThat(steps.get(1).getAsJsonObject().get("text").getAsString())
                .contains("focus.bandit-1", "ROLLED_BACK", "focus.baseline", "LIVE");

        Map<String, JsonObject> nodes = new TreeMap<>();
        seen.getAsJsonArray("nodes")
                .forEach(node -> nodes.put(
                        node.getAsJsonObject().get("text").getAsString().strip().split("[^a-z0-9-]")[0],
                        node.getAsJsonObject()));
        assertThat(nodes).hasSize(4);
        assertThat(nodes.get("bandit-1").get("color").getAsString()).isEqualTo("#B5332E");
        assertThat(nodes.get("baseline").get("color").getAsString()).isEqualTo("#4FA66A");
        assertThat(nodes.get("bandit-2").get("radius").getAsDouble())
                .as("radius of the more trusted version")
                .isGreaterThan(nodes.get("bandit-1").get("radius").getAsDouble());
    }
}
