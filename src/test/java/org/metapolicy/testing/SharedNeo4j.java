package org.metapolicy.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.metapolicy.demo.CypherScript;
import org.neo4j.configuration.Config;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilder;
import org.neo4j.harness.Neo4jBuilders;
import org.neo4j.internal.kernel.api.connectioninfo.ClientConnectionInfo;
import org.neo4j.internal.kernel.api.security.LoginContext;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.api.security.AuthManager;
import org.neo4j.kernel.api.security.AuthToken;
import org.neo4j.kernel.api.security.exception.InvalidAuthTokenException;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.procedure.Procedure;
import org.neo4j.procedure.UserAggregationFunction;
import org.neo4j.procedure.UserFunction;

/**
 * One in-process Neo4j per JVM with every procedure and function of the plugin and with authentication on; wiped before
 * each test.
 *
 * <p>Use: {@code @RegisterExtension static final SharedNeo4j NEO4J = SharedNeo4j.instance();}. Plain calls run as the
 * named user {@link #OWNER}; {@link #runAs} runs as any other one, who is made on the spot. {@link #database()} opens
 * transactions without a name, as a job of the server does.
 */
public final class SharedNeo4j implements BeforeAllCallback, BeforeEachCallback {
    /** The user of {@link #run}: give them approval with {@code CALL metapolicy.grantApprover('owner', …)}. */
    public static final String OWNER = "owner";

    private static final SharedNeo4j INSTANCE = new SharedNeo4j();
    private static final String PASSWORD = "correct-horse";

    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private final Map<String, LoginContext> logins = new ConcurrentHashMap<>();
    private Neo4j neo4j;

    private SharedNeo4j() {}

    /** The one fixture of this JVM; started by the first test class that registers it. */
    public static SharedNeo4j instance() {
        return INSTANCE;
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        if (neo4j == null) {
            neo4j = start();
            Runtime.getRuntime().addShutdownHook(new Thread(neo4j::close));
        }
        migrate();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        try (Transaction tx = database().beginTx()) {
            tx.execute("CYPHER 5 MATCH (n) DETACH DELETE n").close();
            tx.commit();
        }
    }

    public GraphDatabaseService database() {
        return neo4j.defaultDatabaseService();
    }

    public URI boltUri() {
        return neo4j.boltURI();
    }

    /** A Bolt driver for this user, who is made if need be; the caller closes it. */
    public Driver driver(String user) {
        ensureUser(user);
        return GraphDatabase.driver(boltUri(), AuthTokens.basic(user, PASSWORD), Patience.ofDriver());
    }

    /** Runs one query in a transaction of its own as {@link #OWNER} and gives its rows. */
    public List<Map<String, Object>> run(String query, Map<String, Object> parameters) {
        return runAs(OWNER, query, parameters);
    }

    public List<Map<String, Object>> run(String query) {
        return run(query, Map.of());
    }

    /** Runs one query in a transaction of its own as this user and gives its rows. */
    public List<Map<String, Object>> runAs(String user, String query, Map<String, Object> parameters) {
        return inTransactionAs(user, tx -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            tx.execute(query, parameters).forEachRemaining(rows::add);
            return rows;
        });
    }

    /** Runs work in one transaction as this user; commits unless it throws. */
    public <T> T inTransactionAs(String user, Function<Transaction, T> work) {
        try (Transaction tx = beginAs(user)) {
            T result = work.apply(tx);
            tx.commit();
            return result;
        }
    }

    /** Opens a transaction as this user. */
    public Transaction beginAs(String user) {
        ensureUser(user);
        GraphDatabaseAPI api = (GraphDatabaseAPI) database();
        return api.beginTransaction(
                KernelTransaction.Type.EXPLICIT, logins.computeIfAbsent(user, name -> login(api, name)));
    }

    /** Opens a transaction of one user who acts as another. */
    public Transaction beginImpersonating(String authenticated, String executing) {
        ensureUser(authenticated);
        ensureUser(executing);
        GraphDatabaseAPI api = (GraphDatabaseAPI) database();
        return api.beginTransaction(
                KernelTransaction.Type.EXPLICIT,
                new Impersonation(authenticated, logins.computeIfAbsent(executing, name -> login(api, name))));
    }

    /** Runs work while every commit is looked at; gives what the watch saw. */
    public CommitWatch watching(Callable<?> work) throws Exception {
        CommitWatch watch = new CommitWatch();
        neo4j.databaseManagementService().registerTransactionEventListener("neo4j", watch);
        try {
            work.call();
        } finally {
            neo4j.databaseManagementService().unregisterTransactionEventListener("neo4j", watch);
        }
        return watch;
    }

    /** Runs work in one transaction without a name; commits unless it throws. */
    public void inTransaction(Consumer<Transaction> work) {
        try (Transaction tx = database().beginTx()) {
            work.accept(tx);
            tx.commit();
        }
    }

    /** Runs work while the database refuses to be written, as a cluster member that does not lead does. */
    public void whileReadOnly(Runnable work) {
        Config config = ((GraphDatabaseAPI) database()).getDependencyResolver().resolveDependency(Config.class);
        config.setDynamic(GraphDatabaseSettings.read_only_databases, Set.of("neo4j"), "test");
        try {
            work.run();
        } finally {
            config.setDynamic(GraphDatabaseSettings.read_only_databases, Set.of(), "test");
        }
    }

    /** Runs work while no transaction may take more memory than this many bytes. */
    public void whileTransactionsAreLimitedTo(long bytes, Runnable work) {
        Config config = ((GraphDatabaseAPI) database()).getDependencyResolver().resolveDependency(Config.class);
        Long before = config.get(GraphDatabaseSettings.memory_transaction_max_size);
        config.setDynamic(GraphDatabaseSettings.memory_transaction_max_size, bytes, "test");
        try {
            work.run();
        } finally {
            config.setDynamic(GraphDatabaseSettings.memory_transaction_max_size, before, "test");
        }
    }

    /** Makes the user unless they exist. */
    public void ensureUser(String user) {
        if (users.add(user)) {
            try (Transaction tx =
                    neo4j.databaseManagementService().database("system").beginTx()) {
                tx.execute(
                                "CREATE USER $user IF NOT EXISTS SET PASSWORD $password CHANGE NOT REQUIRED",
                                Map.of("user", user, "password", PASSWORD))
                        .close();
                tx.commit();
            }
        }
    }

    private static LoginContext login(GraphDatabaseAPI api, String user) {
        try {
            return api.getDependencyResolver()
                    .resolveDependency(AuthManager.class)
                    .login(AuthToken.newBasicAuthToken(user, PASSWORD), ClientConnectionInfo.EMBEDDED_CONNECTION);
        } catch (InvalidAuthTokenException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The migrations, but for those that are for Enterprise. */
    private void migrate() {
        try (Stream<Path> files = Files.list(Path.of("migrations"))) {
            for (Path file : files.sorted().toList()) {
                if (!file.getFileName().toString().contains("Enterprise")) {
                    CypherScript.read(file).statements().forEach(this::change);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the constraint that keeps ids of this label unique, as in a database that nobody migrated. */
    public void withoutUniqueIds(String label, Runnable work) {
        String name = (String) run(
                        "SHOW CONSTRAINTS YIELD name, labelsOrTypes, properties WHERE labelsOrTypes = [$label]"
                                + " AND properties = ['id'] RETURN name",
                        Map.of("label", label))
                .get(0)
                .get("name");
        change("DROP CONSTRAINT " + name);
        try {
            work.run();
        } finally {
            change("MATCH (n:" + label + ") DETACH DELETE n");
            migrate();
        }
    }

    private void change(String statement) {
        try (Transaction tx = database().beginTx()) {
            tx.execute("CYPHER 5 " + statement).close();
            tx.commit();
        }
    }

    private static Neo4j start() {
        Neo4jBuilder builder = Neo4jBuilders.newInProcessBuilder()
                .withDisabledServer()
                .withConfig(GraphDatabaseSettings.auth_enabled, true)
                // Zero makes closing immediate instead of ten seconds.
                .withConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0);
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.metapolicy")) {
            if (has(found, Procedure.class)) {
                builder = builder.withProcedure(found.reflect());
            }
            if (has(found, UserFunction.class)) {
                builder = builder.withFunction(found.reflect());
            }
            if (has(found, UserAggregationFunction.class)) {
                builder = builder.withAggregationFunction(found.reflect());
            }
        }
        return builder.build();
    }

    private static boolean has(JavaClass found, Class<? extends Annotation> annotation) {
        for (JavaMethod method : found.getMethods()) {
            if (method.isAnnotatedWith(annotation)) {
                return true;
            }
        }
        return false;
    }
}
