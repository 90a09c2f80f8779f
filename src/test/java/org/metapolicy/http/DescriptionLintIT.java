package org.metapolicy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metapolicy.testing.NodeScript;

/** A linter of OpenAPI that is not ours finds neither error nor warning in the description. */
class DescriptionLintIT {
    private static final String LINTER = "node_modules/@redocly/cli/bin/cli.js";

    @Test
    void redoclyFindsNothingAndWouldFindWhatIsWrong() throws IOException, InterruptedException {
        Path folder = NodeScript.folder(
                "openapi", List.of("@redocly/cli@2.77.0"), List.of("src/main/resources/metapolicy/openapi.json"));
        // Without a configuration or an environment of whoever runs this.
        Files.writeString(folder.resolve("redocly.yaml"), "extends: [recommended]\ntelemetry: off\n");
        NodeScript.Result version = NodeScript.node(folder, LINTER, List.of("--version"));
        assumeThat(version.exitValue())
                .as("the linter does not run on this Node.js, so the description is not linted:%n%s", version.errors())
                .isZero();

        NodeScript.Result found = NodeScript.node(folder, LINTER, List.of("lint", "openapi.json"));
        assertThat(found.exitValue()).as(found.output() + found.errors()).isZero();
        assertThat(found.output() + found.errors())
                .contains("Your API description is valid")
                .doesNotContainIgnoringCase("warning was")
                .doesNotContainPattern("\\d+ warnings?");

        String wrong = Files.readString(folder.resolve("openapi.json"))
                .replaceFirst("\"type\"\\s*:\\s*\"string\",\\s*\"nullable\"", "\"nullable\"");
        Files.writeString(folder.resolve("wrong.json"), wrong);
        NodeScript.Result refused = NodeScript.node(folder, LINTER, List.of("lint", "wrong.json"));
        assertThat(refused.exitValue()).isEqualTo(1);
        assertThat(refused.errors() + refused.output()).contains("nullable");
    }
}
