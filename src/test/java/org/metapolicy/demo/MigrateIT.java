package org.metapolicy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;

class MigrateIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    private final Path migrations = RealServer.basedir().resolve("migrations");

    @Test
    void runningAgainChangesNothingAndSaysSo() {
        List<String> before = schema();
        List<String> report = new ArrayList<>();

        int applied = Migrate.apply(SERVER.driver(), "neo4j", migrations, report::add);

        assertThat(applied).isZero();
        assertThat(schema()).isEqualTo(before);
        assertThat(report)
                .anyMatch(line -> line.contains("V001__Ids_are_unique.cypher: was applied before"))
                .anyMatch(line ->
                        line.contains("V003__Enterprise_constraints.cypher: left out, it is for Neo4j Enterprise"))
                .endsWith("Nothing to do: the schema is up to date.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MetaPolicy",
                "PolicyVersion",
                "PolicyTrustSnapshot",
                "Policy",
                "InterventionType",
                "PolicyEpisode",
                "PolicyOutcome",
                "PromotionProposal",
                "NoeticAdjustment",
                "GovernanceEvent",
                "ExplorationQuota"
            })
    void anIdIsThereOnce(String label) {
        SERVER.run("CREATE (:" + label + " {id: 'once'})");
        assertThatThrownBy(() -> SERVER.run("CREATE (:" + label + " {id: 'once'})"))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("already exists");
        SERVER.run("MATCH (n:" + label + " {id: 'once'}) DELETE n");
    }

    @Test
    void everyIndexOfTheFilesIsOnlineAndNoOther() throws IOException {
        List<String> named = new ArrayList<>();
        for (Path file : communityFiles()) {
            Pattern.compile("(?m)^CREATE .*?(metapolicy_\\w+) IF NOT EXISTS")
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(match -> named.add(match.group(1)));
        }
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(SERVER.run("SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'metapolicy_' RETURN *"))
                .allMatch(row -> row.get("state").asString().equals("ONLINE"))
                .extracting(row -> row.get("name").asString())
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void theEnterpriseFileIsRefusedOnlyForTheEdition() throws IOException {
        String text = Files.readString(migrations.resolve("V003__Enterprise_constraints.cypher"));
        List<String> statements = Stream.of(text.split(";"))
                .map(part -> part.replaceAll("(?m)^//.*$", "").strip())
                .filter(part -> !part.isEmpty())
                .toList();
        assertThat(statements).hasSizeGreaterThan(10);
        assertThat(statements).allSatisfy(statement -> assertThatThrownBy(() -> SERVER.run(statement))
                .isInstanceOf(Neo4jException.class)
                .hasMessageContaining("Enterprise Edition"));
    }

    @Test
    void aDatabaseThatHasItsOwnConstraintsIsMigratedToo() throws IOException {
        try (LocalServer own = RealServer.own("constrained", configuration -> configuration)) {
            own.start();
            try (var driver = own.driver()) {
                driver.executableQuery("CREATE CONSTRAINT mine FOR (t:Trial) REQUIRE t.id IS UNIQUE")
                        .execute();
                driver.executableQuery("CREATE CONSTRAINT mine_too FOR (p:Policy) REQUIRE p.id IS UNIQUE")
                        .execute();
                List<String> report = new ArrayList<>();
                assertThat(Migrate.apply(driver, "neo4j", migrations, report::add))
                        .isEqualTo(communityFiles().size());
                assertThat(report).last().asString().endsWith(" migrations applied; the schema is up to date.");
                assertThat(Migrate.apply(driver, "neo4j", migrations, report::add))
                        .isZero();
            }
        }
    }

    @Test
    void whatStandsInTheWayIsNamedInOneLine() throws IOException {
        try (LocalServer own = RealServer.own("refusing", configuration -> configuration)) {
            own.start();
            try (var driver = own.driver()) {
                driver.executableQuery("UNWIND [1, 2] AS i CREATE (:PolicyEpisode {id: 'twice'})")
                        .execute();
                driver.executableQuery("CREATE INDEX mine FOR (o:PolicyOutcome) ON (o.id)")
                        .execute();
                assertThatThrownBy(() -> Migrate.apply(driver, "neo4j", migrations, line -> {}))
                        .isInstanceOf(Migrate.NotMigrated.class)
                        .hasMessageContaining("PolicyEpisode")
                        .hasMessageContaining("'twice'")
                        .hasMessageEndingWith("mend it, then migrate again, which begins where this ended")
                        .hasMessageNotContaining("\n");
                driver.executableQuery("MATCH (e:PolicyEpisode) WITH e LIMIT 1 DELETE e")
                        .execute();
                assertThatThrownBy(() -> Migrate.apply(driver, "neo4j", migrations, line -> {}))
                        .isInstanceOf(Migrate.NotMigrated.class)
                        .hasMessageContaining("index")
                        .hasMessageContaining("PolicyOutcome");
                driver.executableQuery("DROP INDEX mine").execute();
                assertThat(Migrate.apply(driver, "neo4j", migrations, line -> {}))
                        .isEqualTo(communityFiles().size());
            }
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> Migrate.apply(SERVER.driver(), "neo4j", Path.of("nowhere"), line -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }

    private List<Path> communityFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(migrations)) {
            for (Path file : all.toList()) {
                if (!Files.readString(file).startsWith("// assume that edition is enterprise")) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private static List<String> schema() {
        return SERVER.run("SHOW INDEXES YIELD name, labelsOrTypes, properties, type RETURN * ORDER BY name").stream()
                .map(row -> row.asMap().toString())
                .toList();
    }
}
