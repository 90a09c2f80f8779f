package org.metapolicy.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.metapolicy.demo.ClassArchive;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.demo.Migrate;
import org.metapolicy.demo.Neo4jDistribution;
import org.metapolicy.demo.ServerConfiguration;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.QueryConfig;
import org.neo4j.driver.Record;

/**
 * A real Neo4j Community server in a JVM of its own with the packaged jar and authentication, migrated: one per JVM of
 * tests, wiped before each test class that uses it. What needs APOC is tagged {@code apoc}, because not every version of
 * the server that the build starts has it.
 *
 * <p>Use: {@code @RegisterExtension static final RealServer SERVER = RealServer.instance();}. Tests that kill or restart
 * a server, or set it up differently, take one of their own from {@link #own} and close it.
 */
public final class RealServer implements BeforeAllCallback {
    /** The password of every server that tests start. */
    public static final String PASSWORD = "correct-horse-battery";

    private static final RealServer INSTANCE = new RealServer();

    private LocalServer server;
    private Driver driver;

    private RealServer() {}

    /** The one fixture of this JVM; started by the first test class that registers it. */
    public static RealServer instance() {
        return INSTANCE;
    }

    /** A server that is not started yet, in an empty folder of this name under the build's folder. */
    public static LocalServer own(String name, UnaryOperator<ServerConfiguration> setUp) {
        Path home = home(name);
        try {
            if (Files.exists(home)) {
                deleteTree(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return again(name, setUp);
    }

    /** The same on what an earlier server of this name left: its data under another set-up. */
    public static LocalServer again(String name, UnaryOperator<ServerConfiguration> setUp) {
        try {
            Neo4jDistribution neo4j = distribution();
            return new LocalServer(
                    setUp.apply(ServerConfiguration.of(home(name), jar(), neo4j, PASSWORD)), System.out::println);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The build's Neo4j, with the archive that its servers start faster by, unless another JVM is making it. */
    public static Neo4jDistribution distribution() throws IOException {
        Neo4jDistribution neo4j = Neo4jDistribution.read(
                Path.of(required("metapolicy.server.classpath")), Path.of(required("metapolicy.server.java.home")));
        ClassArchive.make(neo4j, home("archive"), System.out::println);
        return neo4j;
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) throws IOException {
        if (server == null) {
            server =
                    own("shared-" + System.getProperty("metapolicy.fork", "alone"), RealServer::callsInTheLatestCypher);
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            server.start();
            driver = server.driver();
            Migrate.apply(driver, "neo4j", basedir().resolve("migrations"), line -> {});
        }
        wipe();
    }

    /** Removes every node of the graph, but not the schema. */
    public void wipe() {
        try (var session = driver.session()) {
            session.run(
                            "MATCH (n) WHERE NOT n:__Neo4jMigration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
                    .consume();
        }
    }

    public LocalServer server() {
        return server;
    }

    /** Logged in as {@link LocalServer#USER}; belongs to the fixture. */
    public Driver driver() {
        return driver;
    }

    /** Runs one query in a managed transaction and gives its rows. */
    public List<Record> run(String query, Map<String, Object> parameters) {
        return driver.executableQuery(query)
                .withParameters(parameters)
                .withConfig(QueryConfig.builder().withDatabase("neo4j").build())
                .execute()
                .records();
    }

    public List<Record> run(String query) {
        return run(query, Map.of());
    }

    /** Makes the user unless they exist. */
    public void ensureUser(String user) {
        run(
                "CREATE USER $user IF NOT EXISTS SET PASSWORD $password CHANGE NOT REQUIRED",
                Map.of("user", user, "password", PASSWORD));
    }

    /** A driver that is logged in as this user of {@link #ensureUser}; the caller closes it. */
    public Driver driver(String user) {
        return GraphDatabase.driver(server.boltUri(), AuthTokens.basic(user, PASSWORD), Patience.ofDriver());
    }

    /** The project's folder. */
    public static Path basedir() {
        return Path.of(required("metapolicy.basedir"));
    }

    /** The packaged plugin. */
    public static Path jar() {
        return Path.of(required("metapolicy.jar"));
    }

    /** Where a server speaks Cypher 25 its own default is still 5, which the servers of a test's own keep. */
    private static ServerConfiguration callsInTheLatestCypher(ServerConfiguration configuration) {
        return configuration.neo4j().speaksCypher25()
                ? configuration.withSettings(Map.of("db.query.default_language", "CYPHER_25"))
                : configuration;
    }

    private static Path home(String name) {
        return jar().resolveSibling("servers").resolve(name);
    }

    private void stop() {
        if (driver != null) {
            driver.close();
        }
        server.stop();
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("system property " + property + " is not set: run this by mvn verify");
        }
        return value;
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
