package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.recording.EvidenceKey;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.selection.ContextKey;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Procedure;

/** The types for JavaScript are what the procedures declare: rows as printed here, arguments by their keys. */
class JavaScriptTypesTest {
    private static final Path TYPES = Path.of("src/javascript/metapolicy.d.ts");
    private static final String PRINTED = "// What the procedures give, printed from their declarations by a test.\n";
    private static final Map<Type, String> PLAIN = Map.of(
            String.class, "string",
            Long.class, "number",
            Double.class, "number",
            Boolean.class, "boolean",
            ZonedDateTime.class, "DateTime",
            Object.class, "unknown");

    @Test
    void everyRowIsWhatItsProcedureDeclares() throws IOException {
        String types = Files.readString(TYPES);
        String printed = rows();
        Path actual = Path.of("target/metapolicy.d.ts");
        Files.writeString(actual, types.substring(0, types.indexOf(PRINTED)) + PRINTED + printed);

        assertThat(types.substring(types.indexOf(PRINTED) + PRINTED.length()))
                .as("the rows of %s; what they are now is in %s, to be copied if it is meant", TYPES, actual)
                .isEqualTo(printed);
    }

    @Test
    void everyArgumentHasTheKeysThatAreRead() throws IOException {
        Set<EvidenceKey> outcome = EnumSet.range(EvidenceKey.REWARD, EvidenceKey.NOTES);
        outcome.addAll(EnumSet.of(
                EvidenceKey.ID,
                EvidenceKey.HUMAN_OVERRIDE,
                EvidenceKey.OVERRIDE_TYPE,
                EvidenceKey.CHOSEN_INTERVENTION_ID));
        assertThat(keys("SelectionContext"))
                .isEqualTo(names(Stream.of(ContextKey.values()).map(ContextKey::key)));
        assertThat(keys("Episode"))
                .isEqualTo(names(EnumSet.range(EvidenceKey.ID, EvidenceKey.DECISION_ID).stream()
                        .map(EvidenceKey::key)));
        assertThat(keys("Outcome")).isEqualTo(names(outcome.stream().map(EvidenceKey::key)));
        assertThat(Files.readString(TYPES))
                .contains("awareness?: "
                        + Stream.of(Awareness.values())
                                .map(one -> "'" + one.name() + "'")
                                .collect(Collectors.joining(" | ")));
    }

    private static Set<String> keys(String name) throws IOException {
        String types = Files.readString(TYPES);
        int from = types.indexOf("export interface " + name + " {");
        return names(Pattern.compile("(?m)^  (\\w+)\\??:")
                .matcher(types.substring(from, types.indexOf("\n}", from)))
                .results()
                .map(found -> found.group(1)));
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }

    private static String rows() {
        Map<String, Class<?>> records = new TreeMap<>();
        Map<String, String> byProcedure = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter().importPackages("org.metapolicy.procedure")) {
            for (Method method : type.reflect().getDeclaredMethods()) {
                if (method.isAnnotationPresent(Procedure.class)) {
                    Class<?> row =
                            (Class<?>) ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
                    records.put(row.getSimpleName(), row);
                    byProcedure.put(method.getAnnotation(Procedure.class).name(), row.getSimpleName());
                }
            }
        }
        StringBuilder text = new StringBuilder("/** The row of each procedure. */\nexport interface Rows {\n");
        byProcedure.forEach((name, row) ->
                text.append("  '").append(name).append("': ").append(row).append(";\n"));
        text.append("}\n");
        records.forEach((name, row) -> text.append("\nexport interface ")
                .append(name)
                .append(" {\n")
                .append(Arrays.stream(row.getRecordComponents())
                        .map(JavaScriptTypesTest::column)
                        .collect(Collectors.joining()))
                .append("}\n"));
        return text.toString();
    }

    private static String column(RecordComponent column) {
        return "  /** " + description(column) + " */\n  " + column.getName() + ": " + typed(column) + ";\n";
    }

    private static String description(RecordComponent column) {
        try {
            return column.getDeclaringRecord()
                    .getDeclaredField(column.getName())
                    .getAnnotation(Description.class)
                    .value();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What Java may leave out, the driver gives as null. */
    private static String typed(RecordComponent column) {
        Class<?> type = column.getType();
        if (type.isPrimitive()) {
            return type == boolean.class ? "boolean" : "number";
        }
        return typed(column.getGenericType()) + " | null";
    }

    private static String typed(Type type) {
        if (!(type instanceof ParameterizedType of)) {
            return PLAIN.get(type);
        }
        return of.getRawType() == List.class
                ? typed(of.getActualTypeArguments()[0]) + "[]"
                : "Record<string, " + typed(of.getActualTypeArguments()[1]) + ">";
    }
}
