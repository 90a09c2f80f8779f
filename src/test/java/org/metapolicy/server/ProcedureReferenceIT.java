package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.procedure.Example;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.procedure.Procedure;
import org.neo4j.procedure.UserFunction;

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

    /** The procedure that lists events, whose columns others share. */
    private static final String OF_EVENTS = "metapolicy.audit";

    private static final Map<String, String> EXAMPLES = examples();

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
    void everyProcedureAndFunctionHasItsExample() {
        List<String> names =
                all().stream().map(row -> row.get("name").asString()).toList();
        assertThat(EXAMPLES).containsOnlyKeys(names);
        EXAMPLES.forEach((name, call) -> assertThat(call).contains(name + "("));
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
        List<Record> all = all();
        String event = table(
                "column",
                all.stream()
                        .filter(row -> row.get("name").asString().equals(OF_EVENTS))
                        .findFirst()
                        .orElseThrow()
                        .get("returnDescription"));
        StringBuilder text = new StringBuilder("""
                # Procedures and functions

                What the server says about itself (`SHOW PROCEDURES`, `SHOW FUNCTIONS`), and a call of each; a test keeps this page
                equal to the server. READ procedures may be called in read transactions and on any member of a cluster.
                Each call runs by itself on the example of the demonstration, and is undone.

                ## An event
                Moves and changes answer with the event that records them, as the trail lists it:
                """).append(event);
        for (Record row : all) {
            String name = row.get("name").asString();
            boolean function = !row.containsKey("mode");
            text.append("\n## ").append(name).append('\n');
            text.append(function ? "Function. " : row.get("mode").asString() + ". ");
            text.append(row.get("description").asString()).append("\n");
            text.append("\n```cypher\n").append(EXAMPLES.get(name)).append("\n```\n");
            text.append(table("argument", row.get("argumentDescription")));
            if (!function) {
                String columns = table("column", row.get("returnDescription"));
                text.append(columns.equals(event) ? "\nColumns: those of [an event](#an-event).\n" : columns);
            }
        }
        return text.toString();
    }

    private static String table(String what, Value fields) {
        if (fields.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n| " + what + " | type | meaning |\n| --- | --- | --- |\n");
        for (Value field : fields.values()) {
            boolean optional = field.containsKey("default");
            text.append("| `").append(field.get("name").asString()).append(optional ? "` (optional) | " : "` | ");
            text.append(field.get("type").asString()).append(" | ");
            text.append(field.get("description").asString().replace("|", "\\|")).append(" |\n");
        }
        return text.toString();
    }

    private static Map<String, String> examples() {
        Map<String, String> examples = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter().importPackages(Example.class.getPackageName())) {
            for (Method method : type.reflect().getDeclaredMethods()) {
                if (method.isAnnotationPresent(Example.class)) {
                    examples.put(
                            method.isAnnotationPresent(Procedure.class)
                                    ? method.getAnnotation(Procedure.class).name()
                                    : method.getAnnotation(UserFunction.class).value(),
                            method.getAnnotation(Example.class).value());
                }
            }
        }
        return examples;
    }
}
