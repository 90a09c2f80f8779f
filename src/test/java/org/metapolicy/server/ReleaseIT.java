package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metapolicy.demo.ReleaseWalk;
import org.metapolicy.testing.MavenBuild;
import org.metapolicy.testing.RealServer;
import org.metapolicy.testing.SharedNeo4j;

/**
 * The folder that {@code mvn -Prelease package} makes, in another folder and without a history, as from a tarball; the
 * commit is then told.
 */
class ReleaseIT {
    /** What a build of the jar and of the release reads, and nothing else of the project. */
    private static final List<String> SOURCES = List.of(
            ".mvn",
            "LICENSE",
            "NOTICE",
            "cypher",
            "pom.xml",
            "src/main",
            "src/release",
            "src/python",
            "src/javascript",
            "migrations",
            "docs/monitoring",
            "docs/verifiers");

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @TempDir
    private static Path temporary;

    private static Path release;

    @BeforeAll
    static void released() throws IOException, InterruptedException {
        Path again = temporary.resolve("again");
        MavenBuild.copy(SOURCES, again);
        // Not offline, where no bill of materials is made; what it needs was fetched by the build that runs this.
        MavenBuild.run(again, "-Prelease", "-Dgit.commit.id=" + commit(), "package");
        release = again.resolve("target/release");
    }

    @Test
    void theSameSourcesGiveTheSameBytesInAnyFolder() throws IOException {
        assertThat(MavenBuild.sha256(release.resolve(RealServer.jar().getFileName())))
                .as("what was packaged now and before; mvn clean where src/ lost a file that target/ still has")
                .isEqualTo(MavenBuild.sha256(RealServer.jar()));
    }

    @Test
    void everyFileOfItHasItsChecksumAndThatAlone() throws IOException {
        Map<String, String> sums = Files.readAllLines(release.resolve("SHA256SUMS")).stream()
                .map(line -> line.split("  ", 2))
                .collect(Collectors.toMap(line -> line[1], line -> line[0]));
        Set<String> files = new TreeSet<>();
        try (Stream<Path> tree = Files.walk(release)) {
            tree.filter(Files::isRegularFile)
                    .map(file -> release.relativize(file).toString())
                    .forEach(files::add);
        }
        files.remove("SHA256SUMS");
        assertThat(new TreeSet<>(sums.keySet())).isEqualTo(files);
        assertThat(files)
                .contains(
                        RealServer.jar().getFileName().toString(),
                        "schema.cypher",
                        "schema-enterprise.cypher",
                        "guide/trust.html",
                        "cypher/metapolicy.grass",
                        "monitoring/metapolicy-alerts.yml",
                        "metapolicy.py",
                        "LICENSE",
                        "NOTICE",
                        "README.md");
        for (Map.Entry<String, String> sum : sums.entrySet()) {
            assertThat(MavenBuild.sha256(release.resolve(sum.getKey())))
                    .as(sum.getKey())
                    .isEqualTo(sum.getValue());
        }
    }

    @Test
    void theBillOfMaterialsNamesWhatIsInTheJar() throws IOException {
        JsonObject bill = JsonParser.parseString(Files.readString(bill())).getAsJsonObject();
        assertThat(bill.get("bomFormat").getAsString()).isEqualTo("CycloneDX");
        assertThat(bill.getAsJsonArray("components").asList())
                .extracting(JsonElement::getAsJsonObject)
                .extracting(one -> one.get("name").getAsString())
                .contains("commons-math3", "gson", "java-json-canonicalization")
                .noneMatch(name -> name.startsWith("neo4j"));
    }

    @Test
    void itsSchemaIsThatOfTheMigrationsAndItsFirstDecisionComes() throws IOException {
        String schema = Files.readString(release.resolve("schema.cypher"));
        String enterprise = Files.readString(release.resolve("schema-enterprise.cypher"));
        Set<String> all = new TreeSet<>(names(schema));
        all.addAll(names(enterprise));
        StringBuilder migrations = new StringBuilder();
        try (Stream<Path> files = Files.list(RealServer.basedir().resolve("migrations"))) {
            for (Path file : files.toList()) {
                migrations.append(Files.readString(file));
            }
        }
        assertThat(all).isEqualTo(names(migrations.toString()));
        assertThat(names(schema)).doesNotContainAnyElementsOf(names(enterprise));
        try {
            statements(schema).forEach(NEO4J::run);
            String page = Files.readString(release.resolve("README.md"));
            String block = page.substring(
                    page.indexOf("```cypher\n") + 10, page.indexOf("```", page.indexOf("```cypher\n") + 10));
            List<String> calls = statements(block.replace("'neo4j'", "'owner'"));
            calls.subList(0, calls.size() - 1).forEach(NEO4J::run);
            assertThat(NEO4J.run(calls.get(calls.size() - 1))).singleElement().satisfies(row -> assertThat(row)
                    .containsEntry("versionId", "focus.v1"));
        } finally {
            NEO4J.run("MATCH (n) DETACH DELETE n");
            NEO4J.run("SHOW CONSTRAINTS YIELD name")
                    .forEach(row -> NEO4J.run("DROP CONSTRAINT `" + row.get("name") + "`"));
            NEO4J.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
                    .forEach(row -> NEO4J.run("DROP INDEX `" + row.get("name") + "`"));
        }
    }

    @Test
    void fromTheFolderAloneToAFirstDecisionTrustAndPage() throws IOException, InterruptedException {
        List<ReleaseWalk.Step> steps =
                new ReleaseWalk(release, RealServer.distribution(), temporary.resolve("server")).run();
        steps.forEach(step -> System.out.println("walk: " + step));
        assertThat(steps).hasSize(6);
        assertThat(steps.get(3).shows()).contains("versionId=focus.v1", "decision=");
        assertThat(steps.get(4).shows()).contains("versionId=focus.v1").containsPattern("trustScore=0\\.\\d*[1-9]");
    }

    private static String commit() throws IOException {
        try (JarFile jar = new JarFile(RealServer.jar().toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Build-Commit");
        }
    }

    private static Path bill() throws IOException {
        try (Stream<Path> files = Files.list(release)) {
            return files.filter(file -> file.toString().endsWith("-bom.json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Set<String> names(String cypher) {
        return Pattern.compile("CREATE (?:CONSTRAINT|INDEX) (\\w+)")
                .matcher(cypher)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> statements(String cypher) {
        List<String> statements = new ArrayList<>(List.of(cypher.split(";\\s*\n")));
        statements.removeIf(statement -> statement.replaceAll("(?m)^//.*$", "").isBlank());
        return statements;
    }
}
