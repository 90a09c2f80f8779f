package org.metapolicy.demo;

import ac.simons.neo4j.migrations.core.MigrationChain;
import ac.simons.neo4j.migrations.core.MigrationState;
import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import ac.simons.neo4j.migrations.core.MigrationsException;
import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Brings any database to the schema of {@code migrations/}, over Bolt, and says what it did. Where to is read from
 * {@code NEO4J_URI} (bolt://localhost:7687), {@code NEO4J_USERNAME} (neo4j), {@code NEO4J_PASSWORD} (asked for if it is
 * not set) and {@code NEO4J_DATABASE} (neo4j). Running it twice changes nothing.
 */
public final class Migrate {
    /** It tells the same in its own words; kept here because a logger that nobody holds forgets its level. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("ac.simons.neo4j.migrations");

    private Migrate() {}

    /** @param arguments the folder of the migrations, if it is not {@code migrations} */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        String uri = environment.getOrDefault("NEO4J_URI", "bolt://localhost:7687");
        String user = environment.getOrDefault("NEO4J_USERNAME", "neo4j");
        String database = environment.getOrDefault("NEO4J_DATABASE", "neo4j");
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "migrations");
        String password = password(environment, user, uri);
        System.out.println("Migrating the database " + database + " at " + uri + " as " + user + " ...");
        try (Driver driver = GraphDatabase.driver(uri, AuthTokens.basic(user, password))) {
            driver.verifyConnectivity();
            apply(driver, database, folder, System.out::println);
        } catch (Neo4jException | IllegalArgumentException | NotMigrated e) {
            System.err.println("Not migrated: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Applies what is not applied yet.
     *
     * @param folder the migrations, {@code V001__Name.cypher} and so on
     * @param report hears a line per migration and one at the end
     * @return how many were applied
     * @throws IllegalArgumentException if the folder is none
     * @throws NotMigrated if the database refuses one, whose statements before that stand
     */
    public static int apply(Driver driver, String database, Path folder, Consumer<String> report) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder of migrations at " + folder.toAbsolutePath());
        }
        LIBRARY_LOG.setLevel(Level.WARNING);
        Migrations migrations = new Migrations(
                MigrationsConfig.builder()
                        .withLocationsToScan(folder.toAbsolutePath().toUri().toString())
                        .withDatabase(database)
                        .withSchemaDatabase(database)
                        .build(),
                driver);
        Set<String> before = applied(migrations.info());
        try {
            migrations.apply();
        } catch (MigrationsException refused) {
            throw new NotMigrated(refused);
        }
        migrations.clearCache();
        MigrationChain chain = migrations.info();
        int count = 0;
        Set<String> known = new LinkedHashSet<>();
        for (MigrationChain.Element element : chain.getElements()) {
            known.add(element.getSource());
            boolean isNew = element.getState() == MigrationState.APPLIED && !before.contains(element.getVersion());
            count += isNew ? 1 : 0;
            String what = isNew
                    ? "applied now"
                    : element.getState() == MigrationState.APPLIED ? "was applied before" : "waits";
            report.accept("  " + element.getSource() + ": " + what);
        }
        for (String skipped : files(folder)) {
            if (!known.contains(skipped)) {
                report.accept("  " + skipped + ": left out, it is for Neo4j Enterprise");
            }
        }
        report.accept(
                count == 0
                        ? "Nothing to do: the schema is up to date."
                        : count + " migrations applied; the schema is up to date.");
        return count;
    }

    /** What the database holds does not let it be migrated: two nodes of an id, or an index of the application's own. */
    public static final class NotMigrated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotMigrated(MigrationsException refused) {
            super(inWords(refused) + "; mend it, then migrate again, which begins where this ended", refused);
        }

        /** The library names the migration, the database what is wrong; below that stand mere codes of its status. */
        private static String inWords(MigrationsException refused) {
            Throwable cause = refused.getCause();
            while (cause != null && !(cause instanceof Neo4jException)) {
                cause = cause.getCause();
            }
            return oneLine(refused) + (cause == null ? "" : ": " + oneLine(cause));
        }

        private static String oneLine(Throwable one) {
            return String.valueOf(one.getMessage()).strip().replaceAll("\\s+", " ");
        }
    }

    private static Set<String> applied(MigrationChain chain) {
        return chain.getElements().stream()
                .filter(element -> element.getState() == MigrationState.APPLIED)
                .map(MigrationChain.Element::getVersion)
                .collect(Collectors.toSet());
    }

    private static List<String> files(Path folder) {
        String[] names = folder.toFile().list((dir, name) -> name.endsWith(".cypher"));
        return names == null ? List.of() : Arrays.stream(names).sorted().toList();
    }

    private static String password(Map<String, String> environment, String user, String uri) {
        if (environment.containsKey("NEO4J_PASSWORD")) {
            return environment.get("NEO4J_PASSWORD");
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of %s at %s: ", user, uri);
        if (typed == null) {
            System.err.println("Set NEO4J_PASSWORD, or run this in a terminal to be asked for it.");
            System.exit(1);
        }
        return new String(typed);
    }
}
