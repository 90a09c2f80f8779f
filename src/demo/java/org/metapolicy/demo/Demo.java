package org.metapolicy.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * The whole product in one command: starts a local server, migrates it, loads the example, refreshes trust, makes a
 * decision, prints what came of it, and serves Bolt and Browser until Ctrl-C.
 */
public final class Demo {
    private static final int BOLT_PORT = 7687;
    private static final int HTTP_PORT = 7474;
    private static final String SITUATION =
            "{coherence: 0.62, entropy_change: 0.3, max_rv_potency: 0.4, affective_load: 0.2, awareness: 'FULL', seed: 7}";
    /** One high potency with awareness that is not full, a load that is not low, nothing in the way. */
    private static final String ANSWERS = """
            CYPHER 5
            UNWIND [{max_rv_potency: 0.8, awareness: 'PU', affective_load: 0.2},
                    {max_rv_potency: 0.4, awareness: 'FULL', affective_load: 0.6},
                    {max_rv_potency: 0.4, awareness: 'FULL', affective_load: 0.2}] AS situation
            UNWIND ['morning', 'evening'] AS context
            WITH context, {coherence: 0.62, entropy_change: 0.3, max_rv_potency: situation.max_rv_potency,
                           awareness: situation.awareness, affective_load: situation.affective_load,
                           context_cluster: context, seed: 7} AS known
            CALL metapolicy.select('planning', known) YIELD regime, considered
            RETURN regime, context,
                   [c IN considered WHERE c.propensity > 0 | c.version_id + ' ' + round(c.propensity, 3)] AS served,
                   [c IN considered WHERE c.version_id = 'planning.bandit-1' AND NOT c.eligible | c.reason][0] AS why""";

    private final DemoOptions options;
    private final ClaimedPorts ports = ClaimedPorts.ofThisMachine();

    private Demo(DemoOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws InterruptedException {
        try {
            new Demo(DemoOptions.of(arguments)).run();
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("The demonstration stopped: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        ServerConfiguration configuration = configuration();
        LocalServer server = new LocalServer(configuration, Demo::say);
        CountDownLatch end = new CountDownLatch(1);
        Thread stop = new Thread(
                () -> {
                    end.countDown();
                    say("Stopping the server ...");
                    server.stop();
                    say("Stopped. The data stay in " + configuration.home() + ".");
                },
                "demo-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        // Maven may be ended alone; the demonstration goes with it.
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        say("Starting Neo4j in " + configuration.home() + " (some seconds) ...");
        server.start();
        try (Driver driver = server.driver()) {
            say("Migrating ...");
            Migrate.apply(driver, "neo4j", Path.of("migrations"), Demo::say);
            ExamplePilot pilot = new ExamplePilot(driver, options.seed(), Demo::say);
            pilot.load();
            say("Refreshing trust ...");
            List<Record> refreshed = pilot.refresh();
            pilot.decide();
            report(pilot, refreshed);
        }
        if (!options.exit()) {
            serve(server, end);
        }
    }

    private void serve(LocalServer server, CountDownLatch end) throws InterruptedException {
        say("");
        say("Serving until Ctrl-C:");
        say("  Browser  " + server.browserUri() + " (the guide opens after the login)");
        say("  Guide    " + server.configuration().guide());
        say("  Trust    " + server.browserUri().resolve("/meta_policy/focus/trust"));
        say("  Bolt     " + server.boltUri());
        say("  user     " + LocalServer.USER);
        say("  password " + server.configuration().password());
        end.await();
    }

    private void report(ExamplePilot pilot, List<Record> refreshed) {
        TextTable trust = new TextTable("version", "new", "trust", "from", "to", "verdict", "done", "why");
        for (Record row : refreshed) {
            trust.row(
                    row.get("versionId").asObject(),
                    row.get("newOutcomes").asObject(),
                    row.get("trustScore").asObject(),
                    row.get("trustLower").asObject(),
                    row.get("trustUpper").asObject(),
                    row.get("verdict").asObject(),
                    row.get("action").asObject(),
                    row.get("reason").asObject());
        }
        say("\nWhat the refresh found\n" + trust);
        for (String family : ExamplePilot.FAMILIES) {
            say("\nVersions of " + family + "\n" + versions(pilot, family));
            say(decision(pilot, family));
        }
        say("\nWho serves planning, and with which probability\n" + answers(pilot));
    }

    /** Who may act by regime and context: a version that fails in one context alone serves on in the others. */
    private static TextTable answers(ExamplePilot pilot) {
        TextTable table = new TextTable("regime", "context", "served", "why not planning.bandit-1");
        for (Record row : pilot.run(ANSWERS, Map.of())) {
            table.row(
                    row.get("regime").asObject(),
                    row.get("context").asObject(),
                    String.join(", ", row.get("served").asList(Value::asString)),
                    row.get("why").asObject());
        }
        return table;
    }

    private static TextTable versions(ExamplePilot pilot, String family) {
        TextTable table = new TextTable("version", "status", "trust", "from", "to", "n", "role");
        for (Record row : pilot.run("CALL metapolicy.versions($id)", Map.of("id", family))) {
            String role = (row.get("isDefault").asBoolean() ? "default " : "")
                    + (row.get("isFallback").asBoolean() ? "fallback" : "");
            table.row(
                    row.get("versionId").asObject(),
                    row.get("status").asObject(),
                    row.get("trustScore").asObject(),
                    row.get("trustLower").asObject(),
                    row.get("trustUpper").asObject(),
                    row.get("n").asObject(),
                    role.strip());
        }
        return table;
    }

    private static String decision(ExamplePilot pilot, String family) {
        Record row = pilot.run("CALL metapolicy.select($id, " + SITUATION + ")", Map.of("id", family))
                .get(0);
        Value version = row.get("versionId");
        return "Decision for " + SITUATION + ":\n  " + row.get("decision").asString()
                + (version.isNull() ? "" : " " + version.asString()) + " (regime "
                + row.get("regime").asString() + ", propensity " + row.get("propensity") + ")\n  because "
                + row.get("reason").asString();
    }

    private ServerConfiguration configuration() throws IOException {
        Path home = options.home().toAbsolutePath().normalize();
        Neo4jDistribution neo4j = Neo4jDistribution.read(
                Path.of(property("metapolicy.server.classpath")), Path.of(property("metapolicy.server.java.home")));
        return ServerConfiguration.of(home, Path.of(property("metapolicy.jar")), neo4j, password(home))
                .withPorts(port(options.boltPort(), BOLT_PORT, "Bolt"), port(options.httpPort(), HTTP_PORT, "Browser"))
                .withMaxHeap("1g");
    }

    private int port(OptionalInt wanted, int usual, String what) throws IOException {
        int first = wanted.orElse(usual);
        if (ports.claim(first)) {
            return first;
        }
        if (wanted.isPresent()) {
            throw new IOException("port " + first + " of 127.0.0.1, asked for " + what + ", is taken");
        }
        int other = ports.claimAny();
        say("Port " + first + " is taken; " + what + " gets " + other + ".");
        return other;
    }

    /** Made at the first run and kept beside the data that it opens. */
    private static String password(Path home) throws IOException {
        Path file = home.resolve("password");
        if (Files.notExists(file)) {
            byte[] bytes = new byte[8];
            new SecureRandom().nextBytes(bytes);
            Files.createDirectories(home);
            Files.writeString(file, HexFormat.of().formatHex(bytes));
        }
        return Files.readString(file).strip();
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "system property " + name + " is not set: run mvn package exec:exec@demo");
        }
        return value;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
