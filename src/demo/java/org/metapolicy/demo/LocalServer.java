package org.metapolicy.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.AuthenticationException;

/**
 * A Neo4j Community server with the plugin, APOC (if the build has it) and Browser, in a JVM of its own on 127.0.0.1. It keeps its data
 * between runs, may be killed and started again, and never outlives the process that started it (see
 * {@link ServerMain}).
 */
public final class LocalServer implements AutoCloseable {
    /** The administrator of a Neo4j server. */
    public static final String USER = "neo4j";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final ServerConfiguration configuration;
    private final Consumer<String> progress;
    private volatile FileChannel lockFile;
    /** Not guarded by the monitor: a server that is still starting can be stopped. */
    private volatile Process process;

    /** @param progress hears what is being waited for, a line at a time */
    public LocalServer(ServerConfiguration configuration, Consumer<String> progress) {
        this.configuration = configuration;
        this.progress = progress;
    }

    /**
     * Starts the server and returns when it answers with its password set.
     *
     * @throws IOException if it does not start; the message ends with the server's own last lines
     */
    public synchronized void start() throws IOException {
        if (isRunning()) {
            throw new IllegalStateException("the server on " + configuration.home() + " runs already");
        }
        configuration.write();
        lock();
        try {
            requireFree(configuration.boltPort(), "Bolt");
            requireFree(configuration.httpPort(), "HTTP");
            launch();
            ensurePassword();
        } catch (IOException | RuntimeException failure) {
            stop();
            throw failure;
        }
    }

    public URI boltUri() {
        return URI.create("bolt://127.0.0.1:" + configuration.boltPort());
    }

    /** Where Browser is served. */
    public URI browserUri() {
        return URI.create("http://127.0.0.1:" + configuration.httpPort() + "/browser/");
    }

    public ServerConfiguration configuration() {
        return configuration;
    }

    public boolean isRunning() {
        Process server = process;
        return server != null && server.isAlive();
    }

    /** The process id of the server's JVM. */
    public long pid() {
        return process.pid();
    }

    /** A driver that is logged in as {@link #USER}; the caller closes it. */
    public Driver driver() {
        return driver(configuration.password());
    }

    /** Stops the server in order: what was committed is checkpointed. Nothing happens if it does not run. */
    public void stop() {
        Process server = process;
        if (server != null) {
            closeInput(server);
            if (!exited(server, STOP_LIMIT)) {
                progress.accept("The server does not stop by itself; it is killed.");
                server.destroyForcibly();
                exited(server, STOP_LIMIT);
            }
        }
        unlock();
    }

    /** Ends the server at once, as a crash would (SIGKILL); {@link #start} recovers it. */
    public void kill() {
        Process server = process;
        server.destroyForcibly();
        exited(server, STOP_LIMIT);
        unlock();
    }

    @Override
    public void close() {
        stop();
    }

    private void launch() throws IOException {
        Path home = configuration.home();
        Path log = home.resolve("logs/neo4j.log");
        Path console = home.resolve("logs/console.log");
        long seen = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(List.of(
                configuration.neo4j().java().toString(),
                "-Xmx" + configuration.maxHeap(),
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                ServerMain.class.getName(),
                configuration.neo4j().entryPoint(),
                "--home-dir=" + home,
                "--config-dir=" + home.resolve("conf")));
        // A class path of two hundred jars is longer than some systems' command lines.
        builder.environment().put("CLASSPATH", configuration.classpath(writeLauncher()));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
        process = builder.start();
        awaitStarted(log, seen, console);
    }

    /** Copies {@link ServerMain} alone to where the server's class path finds it: nothing else of ours belongs there. */
    private Path writeLauncher() throws IOException {
        Path launcher = configuration.home().resolve("run/launcher");
        String name = ServerMain.class.getName().replace('.', '/') + ".class";
        Path target = launcher.resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream compiled = ServerMain.class.getClassLoader().getResourceAsStream(name)) {
            Files.write(target, compiled.readAllBytes());
        }
        return launcher;
    }

    private void awaitStarted(Path log, long seen, Path console) throws IOException {
        long started = System.nanoTime();
        long nextWord = 5;
        while (!tail(log, seen).contains("Started.")) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
            if (exited(process, Duration.ofMillis(100)) || seconds > START_LIMIT.toSeconds()) {
                throw new IOException("Neo4j did not start within " + seconds + " s:\n" + lastLines(tail(log, seen))
                        + lastLines(tail(console, 0)));
            }
            if (seconds >= nextWord) {
                progress.accept("  still starting after " + seconds + " s ...");
                nextWord += 5;
            }
        }
    }

    private void ensurePassword() {
        try (Driver driver = driver()) {
            driver.verifyConnectivity();
        } catch (AuthenticationException firstStart) {
            try (Driver driver = driver(USER);
                    Session session = driver.session(SessionConfig.forDatabase("system"))) {
                session.run(
                                "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
                                Map.of("old", USER, "new", configuration.password()))
                        .consume();
            }
        }
    }

    private Driver driver(String password) {
        return GraphDatabase.driver(boltUri(), AuthTokens.basic(USER, password));
    }

    private void lock() throws IOException {
        Path file = configuration.home().resolve("run/lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("another server already runs on " + configuration.home());
        }
        lockFile = channel;
    }

    private void unlock() {
        FileChannel held = lockFile;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                progress.accept("The lock of " + configuration.home() + " could not be closed: " + e);
            }
            lockFile = null;
        }
    }

    private static void requireFree(int port, String what) throws IOException {
        if (Ports.ifFree(port).isEmpty()) {
            throw new IOException("port " + port + " of 127.0.0.1, meant for " + what + ", is taken");
        }
    }

    private static boolean exited(Process server, Duration limit) {
        try {
            return server.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !server.isAlive();
        }
    }

    /** Closing its input asks the server to stop. */
    private void closeInput(Process server) {
        try {
            server.getOutputStream().close();
        } catch (IOException e) {
            progress.accept("The server's input could not be closed: " + e);
            server.destroy();
        }
    }

    private static String tail(Path file, long from) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            // A shorter file is a new one: the log was rotated.
            content.seek(content.length() < from ? 0 : from);
            byte[] bytes = new byte[(int) (content.length() - content.getFilePointer())];
            content.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())) + "\n";
    }
}
