package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.ExamplePilot;
import org.metapolicy.policy.Setting;
import org.metapolicy.testing.CypherBlock;
import org.metapolicy.testing.DocumentedGraph;
import org.metapolicy.testing.MarkdownPage;
import org.metapolicy.testing.PageRun;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Value;

/**
 * Every Cypher block of docs/ runs, in the order of its page. A page begins on the example of the demonstration, or, where it says so,
 * on an empty database or on what the tour leaves; how a block says that it fails stands at {@link CypherBlock}. What the blocks
 * leave is held against docs/properties.md.
 */
class DocsIT {
    private static final String EMPTY = "on an empty database";
    private static final String AFTER_TOUR = "on what [the tour](tour.md) leaves";
    private static final String UNDONE = "Each call runs by itself on the example of the demonstration, and is undone.";
    private static final int ENTERPRISE_MAX = 2;
    private static final Pattern PROCEDURE =
            Pattern.compile("(?<![\\w./-])metapolicy\\.(?!grass)([a-zA-Z]+(?:\\.[a-z]+)?)");
    private static final Pattern SETTING = Pattern.compile(
            "(?<![\\w./-])(?:server|dbms|db|browser|initial|internal)\\.[a-z0-9_.]*[a-z0-9_](?<!\\.md)(?!\\.?[\\w(*<])");
    private static final Pattern DOCKER_SETTING = Pattern.compile("NEO4J_([a-z]\\w+)=");

    /** How db.schema.nodeTypeProperties names what Cypher's own names are for. */
    private static final Map<String, String> STORED = Map.of(
            "STRING",
            "String",
            "FLOAT",
            "Double",
            "INTEGER",
            "Long",
            "BOOLEAN",
            "Boolean",
            "ZONED DATETIME",
            "DateTime",
            "DATE",
            "Date",
            "LIST<STRING>",
            "StringArray",
            "BYTES",
            "ByteArray",
            "LIST<FLOAT>",
            "DoubleArray",
            "LIST<INTEGER>",
            "LongArray");

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @TestFactory
    Stream<DynamicTest> everyCypherBlockRuns() {
        return pages().filter(page -> !page.blocks("cypher").isEmpty())
                .map(page -> DynamicTest.dynamicTest(page.name(), () -> {
                    begin(page);
                    run(page);
                    everythingInTheGraphIsDescribed();
                }));
    }

    private static void begin(MarkdownPage page) {
        SERVER.wipe();
        if (page.text().contains(AFTER_TOUR)) {
            run(MarkdownPage.read(RealServer.basedir().resolve("docs/tour.md")));
        } else if (!page.text().contains(EMPTY)) {
            ExamplePilot.loadInto(SERVER.driver());
        }
    }

    private static void run(MarkdownPage page) {
        PageRun run = new PageRun(SERVER.driver());
        CypherBlock.of(page).forEach(page.text().contains(UNDONE) ? run::undo : run::run);
    }

    private static void everythingInTheGraphIsDescribed() {
        DocumentedGraph documented = DocumentedGraph.read(RealServer.basedir());
        List<String> unknown = new ArrayList<>();
        SERVER.run("CALL db.schema.nodeTypeProperties()").forEach(row -> {
            List<String> labels = row.get("nodeLabels").asList(Value::asString);
            if (labels.stream().noneMatch(documented::knows)
                    || row.get("propertyName").isNull()) {
                return;
            }
            String key = row.get("propertyName").asString();
            Set<String> types = Set.copyOf(row.get("propertyTypes").asList(Value::asString));
            String type = documented.typeOf(labels, key);
            boolean setting = labels.contains("MetaPolicy") && Setting.byKey(key) != null;
            if (!setting && (type == null || !types.stream().allMatch(stored -> isOf(type, stored)))) {
                unknown.add(labels + "." + key + " " + types + ", the page says " + type);
            }
        });
        assertThat(unknown)
                .as("in the graph, and otherwise in docs/properties.md")
                .isEmpty();
    }

    /**
     * Neo4j 5 names what is stored in words of its own; Neo4j 2026 in Cypher's, an empty list as one of nothing, and bytes, for
     * which Cypher has no name, as a list of integers.
     */
    private static boolean isOf(String documented, String stored) {
        String plain = stored.replace(" NOT NULL", "");
        return plain.equals(STORED.get(documented))
                || plain.equals(documented)
                || plain.equals("LIST<INTEGER>") && documented.equals("BYTES")
                || plain.equals("LIST<NOTHING>") && documented.startsWith("LIST<");
    }

    @Test
    void fewBlocksNeedEnterprise() {
        assertThat(pages().flatMap(page -> CypherBlock.of(page).stream()).filter(CypherBlock::needsEnterprise))
                .hasSizeLessThanOrEqualTo(ENTERPRISE_MAX);
    }

    @Test
    void everyProcedureAndFunctionNamedExists() {
        Set<String> known = SERVER.run("""
                        SHOW PROCEDURES YIELD name WHERE name STARTS WITH 'metapolicy.' RETURN name""").stream()
                .map(row -> row.get("name").asString())
                .collect(Collectors.toCollection(TreeSet::new));
        SERVER.run("SHOW FUNCTIONS YIELD name WHERE name STARTS WITH 'metapolicy.' RETURN name")
                .forEach(row -> known.add(row.get("name").asString()));
        List<String> unknown = new ArrayList<>();
        MarkdownPage.all(RealServer.basedir()).forEach(page -> PROCEDURE
                .matcher(page.text())
                .results()
                .filter(name -> !known.contains(name.group()))
                .forEach(name -> unknown.add(page.name() + ": " + name.group())));
        assertThat(unknown).as("procedures and functions that do not exist").isEmpty();
    }

    @Test
    void everySettingNamedExists() {
        Set<String> known = SERVER.run("SHOW SETTINGS YIELD name RETURN name").stream()
                .map(row -> row.get("name").asString())
                .collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>();
        MarkdownPage.all(RealServer.basedir()).forEach(page -> {
            Stream<String> plain = SETTING.matcher(page.text()).results().map(name -> name.group());
            Stream<String> docker = DOCKER_SETTING
                    .matcher(page.text())
                    .results()
                    .map(name ->
                            name.group(1).replace("__", "\0").replace('_', '.').replace('\0', '_'));
            Stream.concat(plain, docker)
                    // Internal ones are not shown; a server that does not know one does not start (FullDiskIT).
                    .filter(name -> !known.contains(name) && !name.startsWith("internal."))
                    .forEach(name -> unknown.add(page.name() + ": " + name));
        });
        assertThat(unknown).as("settings that the server does not know").isEmpty();
    }

    private static Stream<MarkdownPage> pages() {
        return MarkdownPage.all(RealServer.basedir()).stream()
                .filter(page -> !page.name().equals("README.md"));
    }
}
