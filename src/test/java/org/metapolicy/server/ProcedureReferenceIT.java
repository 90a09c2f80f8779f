package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * docs/procedures.md is what the server itself says about the plugin's procedures and functions, so a changed name,
 * argument, column or text shows as a changed document.
 */
class ProcedureReferenceIT {
    private static final String PROCEDURES = """
            SHOW PROCEDURES YIELD name, mode, description, argumentDescription, returnDescription
            WHERE name STARTS WITH 'metapolicy.' RETURN * ORDER BY name""";
    private static final String FUNCTIONS = """
            SHOW FUNCTIONS YIELD name, description, argumentDescription, returnDescription
            WHERE name STARTS WITH 'metapolicy.' RETURN * ORDER BY name""";

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @Test
    void everyProcedureArgumentAndColumnIsDescribed() {
        List<String> bare = new ArrayList<>();
        for (Record row : all()) {
            String name = row.get("name").asString();
            if (row.get("description").asString().isBlank()) {
                bare.add(name);
            }
            for (Value argument : row.get("argumentDescription").values()) {
                if (undescribed(argument)) {
                    bare.add(name + " argument " + argument.get("name").asString());
                }
            }
            if (row.containsKey("mode")) {
                for (Value column : row.get("returnDescription").values()) {
                    if (undescribed(column)) {
                        bare.add(name + " column " + column.get("name").asString());
                    }
                }
            }
        }
        assertThat(bare).as("without a description").isEmpty();
    }

    @Test
    void theReferenceSaysWhatTheServerSays() throws IOException {
        Path actual = RealServer.jar().resolveSibling("procedures.md");
        Files.writeString(actual, document());
        assertThat(Files.readString(RealServer.basedir().resolve("docs/procedures.md")))
                .as(
                        "docs/procedures.md; what the server says now is in target/procedures.md, to be copied if it is meant")
                .isEqualTo(document());
    }

    private static List<Record> all() {
        return Stream.of(PROCEDURES, FUNCTIONS)
                .flatMap(query -> SERVER.run(query).stream())
                .toList();
    }

    /** Neo4j puts the name and type where an author wrote nothing. */
    private static boolean undescribed(Value field) {
        String description = field.get("description").asString();
        return description.isBlank()
                || description.equals(field.get("name").asString())
                || description.startsWith(field.get("name").asString() + " ::")
                || description.startsWith(field.get("name").asString() + " = ");
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Procedures and functions

                What the server says about itself (`SHOW PROCEDURES`, `SHOW FUNCTIONS`); a test keeps this page equal to it.
                READ procedures may be called in read transactions and on any member of a cluster.
                """);
        for (Record row : all()) {
            String name = row.get("name").asString();
            boolean function = !row.containsKey("mode");
            text.append("\n## ").append(name).append('\n');
            text.append(function ? "Function. " : row.get("mode").asString() + ". ");
            text.append(row.get("description").asString()).append("\n");
            section(text, "argument", row.get("argumentDescription"));
            if (!function) {
                section(text, "column", row.get("returnDescription"));
            }
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String what, Value fields) {
        if (fields.isEmpty()) {
            return;
        }
        text.append("\n| ").append(what).append(" | type | meaning |\n| --- | --- | --- |\n");
        for (Value field : fields.values()) {
            boolean optional = field.containsKey("default");
            text.append("| `").append(field.get("name").asString()).append(optional ? "` (optional) | " : "` | ");
            text.append(field.get("type").asString()).append(" | ");
            text.append(field.get("description").asString().replace("|", "\\|")).append(" |\n");
        }
    }
}
